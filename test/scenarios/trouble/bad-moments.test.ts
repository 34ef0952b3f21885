/** Throttling, slow answers and wrong clocks. What passes is waited for; what does not ends the run with a clear word. All at once, since it is mostly waiting. */
import { describe, expect, test } from 'vitest';
import { openCompany, storyOf } from '../company.ts';
import {
  aBusyDay,
  directoryFault,
  MEMBERS,
  PEOPLE,
  play,
  psaFault,
  runAt,
  SOUND,
  SOUND_WRITES,
  writesOf,
  type Trouble,
} from './trouble.ts';

const throttled = (retryAfter: string) =>
  ({ kind: 'answer', status: 429, headers: { 'retry-after': retryAfter } }) as const;
const LATE = { kind: 'delay', ms: 1_600 } as const;
const CONVERGED = { outcome: 'converged', steps: SOUND, writes: SOUND_WRITES } as const;
const MADE = /^4 changes made and verified\.$/m;

const TROUBLES: readonly Trouble[] = [
  {
    ...CONVERGED,
    name: 'a PSA that throttles for a while: waited for, then all is done',
    arrange: psaFault(/./, throttled('0'), { times: 4 }),
    says: [MADE],
    proves: (_company, report) => {
      expect(report.requests.find(({ system }) => system === 'ConnectWise PSA')?.throttled).toBe(4);
    },
  },
  {
    ...CONVERGED,
    name: 'a directory that throttles for a while: waited for, then all is done',
    arrange: directoryFault(/./, throttled('0'), { times: 2 }),
    says: [MADE],
    proves: ({ directory }, report) => {
      const system = directory === 'entra' ? 'Microsoft Entra ID' : 'Okta';
      expect(report.requests.find((counts) => counts.system === system)?.throttled).toBe(2);
    },
  },
  {
    name: 'a PSA that throttles without end: failed, nothing written',
    arrange: psaFault(/./, throttled('0')),
    outcome: 'failed',
    says: [/ConnectWise PSA is throttling: it answered 429 again and again, .* Try again later\.$/],
    proves: ({ sandbox }) => {
      expect(sandbox.traffic.filter(({ system }) => system === 'psa').length).toBeLessThanOrEqual(10);
    },
  },
  {
    name: 'a PSA that asks to be left alone for hours: not waited for',
    arrange: psaFault(/./, throttled('9000')),
    outcome: 'failed',
    says: [/ConnectWise PSA is throttling: .* or asked for too long a wait/],
  },
  {
    name: 'a directory that throttles without end: failed, nothing written',
    arrange: directoryFault(/./, throttled('0')),
    outcome: 'failed',
    says: [/(Entra ID|Okta) is throttling: it answered 429 again and again, .* Try again later\.$/],
  },
  {
    name: 'a PSA that throttles one write without end: sent once more, then refused, since it was surely not carried out',
    arrange: psaFault(/members$/, throttled('0'), { method: 'POST' }),
    outcome: 'failed',
    says: [/It was throttled and not carried out; the next run tries again\./],
    steps: [...SOUND.slice(0, 3), 'create sunderwood: refused'],
    writes: [...SOUND_WRITES, 'POST /system/members'],
  },
  {
    ...CONVERGED,
    name: 'one answer of the PSA beyond the time-out: read again',
    change: { psa: { timeoutSeconds: 1 } },
    arrange: psaFault(MEMBERS, LATE, { times: 1 }),
    says: [MADE],
  },
  {
    ...CONVERGED,
    name: 'one answer of the directory beyond the time-out: read again',
    change: { directory: { timeoutSeconds: 1 } },
    arrange: directoryFault(PEOPLE, LATE, { times: 1 }),
    says: [MADE],
  },
  {
    ...CONVERGED,
    name: 'a write whose answer comes beyond the time-out: looked up, found done, not sent again',
    change: { psa: { timeoutSeconds: 1 } },
    arrange: psaFault(/members$/, LATE, { times: 1, method: 'POST' }),
    says: [/The PSA never answered the write; a look-up afterwards found it done\./],
  },
  {
    name: 'a PSA that never answers in time: failed, nothing written',
    change: { psa: { timeoutSeconds: 1 } },
    arrange: psaFault(MEMBERS, LATE),
    outcome: 'failed',
    says: [/ConnectWise PSA gave no whole answer within 1000 ms \(GET \/system\/members\)/, /Try again later/],
  },
];

describe.concurrent.each(['entra', 'okta'] as const)('with %s,', (directory) => {
  test.each(TROUBLES)('$name', async (trouble) => {
    await play(directory, trouble);
  });

  test.each(['1999-12-31T23:59:59Z', '2099-01-01T00:00:00Z'])(
    'a clock of this machine at %s: the same is done, and done once',
    async (instant) => {
      const company = await openCompany(directory, 'folder');
      try {
        await company.run(false);
        aBusyDay(company);
        company.sandbox.clearTraffic();
        const [first, second] = [await runAt(company, new Date(instant)), await runAt(company, new Date(instant))];

        expect([storyOf(first), storyOf(second)]).toEqual([SOUND, []]);
        expect(writesOf(company)).toEqual(SOUND_WRITES);
        expect(await company.run(true)).toMatchObject({ outcome: 'converged', steps: [] });
      } finally {
        await company.stop();
      }
    },
  );
});
