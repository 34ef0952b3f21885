/** Commands that write nothing to the PSA: plan, runs, show, explain, check. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { existsSync, rmSync } from 'node:fs';
import { openDesk, type Desk } from '../open-desk.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { openStorage } from '../../../src/runtime/compose/open-storage.ts';
import { runReportSchema } from '../../../src/reports/schema/schema.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { userInfo } from 'node:os';
import { z } from 'zod';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
  await desk.run(['check', '--prepare']);
});
afterAll(async () => {
  await desk.stop();
});
beforeEach(() => {
  const { sandbox } = desk.company;
  sandbox.clearFaults();
  sandbox.clearTraffic();
  Object.assign(sandbox.world.rights, { readMembers: true, writeMembers: true, readSetup: true });
  Object.assign(sandbox.world.permissions, { readGroups: true, readUsers: true });
});

const checksShape = z.array(
  z.strictObject({
    name: z.string(),
    result: z.enum(['ok', 'warn', 'fail']),
    detail: z.string(),
    fix: z.string().nullable(),
  }),
);

describe('runs, before there is one', () => {
  test('prints nothing and says how to make one', async () => {
    const { code, out, err } = await desk.run(['runs']);

    expect({ code, out }).toEqual({ code: 0, out: '' });
    expect(err).toBe('harborpine has no runs yet. Make the first one: rollcall plan --connection harborpine');
  });

  test('prints an empty list with --json', async () => {
    const { code, out, err } = await desk.run(['runs', '--json']);

    expect({ code, out, err }).toEqual({ code: 0, out: '[]\n', err: '' });
  });

  test('show latest is refused with the next command', async () => {
    const { code, out, err } = await desk.run(['show', 'latest']);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe('Error  harborpine has no run yet: `rollcall plan` makes one.');
  });
});

describe('plan', () => {
  test('ends with 0 when there is nothing to do', async () => {
    const { code, out, err, terminal } = await desk.run(['plan']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^harborpine: Converged\n/);
    expect(terminal.phases.at(0)).toBe('Reading Microsoft Entra ID and ConnectWise PSA');
    expect(terminal.phases.at(-1)).toBe('done');
  });

  test('ends with 2 when there is something to do, shows it, and writes nothing', async () => {
    desk.company.hire('Underwood');

    const { code, out, err } = await desk.run(['plan']);

    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(out).toMatch(/^harborpine: Changes pending\n/);
    expect(out).toContain('+ sunderwood');
    expect(out).toContain('rollcall apply --connection harborpine');
    expect(desk.company.writes()).toEqual([]);
  });

  test('prints with --json one report, and nothing else', async () => {
    const { code, out, err } = await desk.run(['plan', '--json']);

    const report = runReportSchema.parse(JSON.parse(out));
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(report).toMatchObject({
      connection: 'harborpine',
      applied: false,
      trigger: { kind: 'command-line', by: userInfo().username },
      steps: [{ verdict: 'go', action: { kind: 'create' } }],
    });
  });

  test('logs with --verbose to stderr alone, without a name or a secret', async () => {
    const { out, err } = await desk.run(['plan', '--json', '--verbose']);

    expect(runReportSchema.safeParse(JSON.parse(out)).success).toBe(true);
    const lines = err.split('\n').map((line) => z.looseObject({ message: z.string() }).parse(JSON.parse(line)).message);
    expect(lines).toContain('run finished');
    for (const word of ['Underwood', SANDBOX_CREDENTIALS.graphToken, SANDBOX_CREDENTIALS.psa.privateKey])
      expect(err).not.toContain(word);
  });

  test('ends with 1 when a side cannot be read, and says which right is missing', async () => {
    desk.company.sandbox.world.rights.readMembers = false;

    const { code, out } = await desk.run(['plan']);

    expect(code).toBe(1);
    expect(out).toMatch(/^harborpine: (Failed|Frozen)/);
    expect(out.replace(/\s+/g, ' ')).toContain('System > Member Maintenance');
  });

  test('is refused while another run is under way', async () => {
    const { lock } = await openStorage({ kind: 'folder', path: desk.storage });
    const lease = await lock.acquire('harborpine');

    const { code, out, err } = await desk.run(['plan']);

    await lease?.release();
    expect(lease).toBeDefined();
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toBe(
      'Error  Another run of harborpine is under way. Wait until it has ended: rollcall runs --connection harborpine',
    );
  });
});

describe('runs and show', () => {
  test('list the newest first, and say how to see older ones', async () => {
    const { code, out, err } = await desk.run(['runs', '--limit', '2']);

    const ids = Array.from(out.matchAll(/^(\S+) {2}/gm), ([, id]) => id ?? '');
    expect(code).toBe(0);
    expect(ids).toHaveLength(2);
    expect(ids).toEqual(ids.toSorted().toReversed());
    expect(err).toBe(`Older ones: rollcall runs --connection harborpine --before ${ids[1] ?? ''}`);
  });

  test('the next page begins where the first ended, and all pages are all runs', async () => {
    const shape = z.array(z.looseObject({ run: z.string() }));
    const all = shape.parse(JSON.parse((await desk.run(['runs', '--json'])).out)).map((entry) => entry.run);
    const [, second = ''] = all;

    const { out } = await desk.run(['runs', '--json', '--before', second]);

    expect(shape.parse(JSON.parse(out)).map((entry) => entry.run)).toEqual(all.slice(2));
    expect(all).toEqual((await archived()).map((entry) => entry.run));
  });

  test('show prints the report of a run as it was, with the exit code it had', async () => {
    const planned = await desk.run(['plan']);
    const run = /^Run +(\S+)/m.exec(planned.out)?.[1] ?? '';

    const [whole, latest, json] = [
      await desk.run(['show', run]),
      await desk.run(['show', 'latest']),
      await desk.run(['show', run, '--json']),
    ];

    expect(whole).toMatchObject({ code: 2, out: planned.out, err: '' });
    expect(latest).toMatchObject({ code: 2, out: planned.out });
    expect(runReportSchema.parse(JSON.parse(json.out)).run).toBe(run);
  });

  test.each([
    [
      '20200101T000000Z-abcdef',
      'No run of harborpine begins with 20200101T000000Z-abcdef. `rollcall runs` lists them.',
    ],
    ['../../etc', '"../../etc" is no run: give `latest`, a run id, or at least its first 4 characters.'],
  ])('show %s is refused', async (run, words) => {
    expect(await desk.run(['show', run])).toMatchObject({ code: 1, out: '', err: `Error  ${words}` });
  });

  async function archived() {
    const { archive } = await openStorage({ kind: 'folder', path: desk.storage });
    return archive.list(connectionName('harborpine'), { limit: 100 });
  }
});

describe('explain', () => {
  test.each([
    ['a login', 'sabbott@harborpine.example'],
    ['a Member ID', 'sabbott'],
    ['a display name', 'Sam Abbott'],
    ['other letters', 'SABBOTT@HarborPine.example'],
  ])('tells a person by %s in six steps, and writes nothing anywhere', async (_by, asked) => {
    const runs = (await desk.run(['runs', '--json'])).out;

    const { code, out, err } = await desk.run(['explain', asked]);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Array.from(out.matchAll(/^(\S+) {2,}\S/gm), ([, title]) => title)).toEqual([
      'Source',
      'Scope',
      'Match',
      'Decision',
      'Guards',
      'Next',
    ]);
    expect(out).toContain('Matched with member sabbott');
    expect(desk.company.writes()).toEqual([]);
    expect((await desk.run(['runs', '--json'])).out).toBe(runs);
  });

  test('tells that nobody knows a stranger', async () => {
    const { code, out } = await desk.run(['explain', 'nobody@elsewhere.example']);

    expect(code).toBe(0);
    expect(out).toContain('Neither the mapped groups nor the PSA know "nobody@elsewhere.example".');
  });

  test('prints with --json the explanation, and nothing else', async () => {
    const { out, err } = await desk.run(['explain', 'sabbott', '--json']);

    const shape = z.strictObject({
      asked: z.literal('sabbott'),
      steps: z.array(z.strictObject({ step: z.string(), answer: z.string(), details: z.array(z.string()) })).length(6),
    });
    expect(shape.safeParse(JSON.parse(out)).error).toBeUndefined();
    expect(err).toBe('');
  });
});

describe('check', () => {
  test('ends with 0 and the next command when everything is there', async () => {
    const { code, out, err } = await desk.run(['check']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).not.toMatch(/^FAIL/m);
    expect(out).toMatch(/^ok {4}Microsoft Entra ID: group PSA Technicians$/m);
    expect(out).toMatch(/\nEverything that harborpine needs is there\. Next: rollcall plan --connection harborpine\n$/);
  });

  test.each([
    [
      'the right to read members',
      () => (desk.company.sandbox.world.rights.readMembers = false),
      /Member Maintenance: set .*Inquire All/,
    ],
    [
      'the right to write members',
      () => (desk.company.sandbox.world.rights.writeMembers = false),
      /System > Security Roles > \(the role of the API member\) > System > Member Maintenance: set Add All, Edit All\./,
    ],
    [
      'the right to read the setup',
      () => (desk.company.sandbox.world.rights.readSetup = false),
      /Table Setup: set Inquire All/,
    ],
    [
      'the permission to read groups',
      () => (desk.company.sandbox.world.permissions.readGroups = false),
      /GroupMember\.Read\.All|Group\.Read\.All/,
    ],
    [
      'the permission to read users',
      () => (desk.company.sandbox.world.permissions.readUsers = false),
      /User\.Read\.All/,
    ],
  ])('ends with 1 without %s, and tells where to grant it', async (_what, revoke, fix) => {
    revoke();

    const { code, out } = await desk.run(['check']);
    const checks = checksShape.parse(JSON.parse((await desk.run(['check', '--json'])).out));

    const failed = checks.filter((check) => check.result === 'fail');
    expect(code).toBe(1);
    expect(failed.length).toBeGreaterThan(0);
    expect(failed.map((check) => check.fix).join('\n')).toMatch(fix);
    expect(failed.filter((check) => check.fix === null)).toEqual([]);
    expect(out).toContain(`${failed.length} of ${checks.length} checks failed.`);
  });

  test('tells of change subscriptions where events are configured, and is not failed by their absence', async () => {
    vi.stubEnv('SANDBOX_CLIENT_STATE', 'a-client-state-of-the-sandbox');
    const { sandbox } = desk.company;
    const events = { notificationUrl: 'https://app.example/hook', secrets: [{ env: 'SANDBOX_CLIENT_STATE' }] };
    desk.configure({
      harborpine: {
        directory: {
          kind: 'entra',
          tenantId: SANDBOX_CREDENTIALS.graphTenantId,
          graphUrl: sandbox.urls.graph,
          credential: { kind: 'fixed-token', token: { env: 'SANDBOX_GRAPH_TOKEN' } },
          events,
        },
      },
    });
    sandbox.clearTraffic();

    const { code, out } = await desk.run(['check']);
    desk.configure({ harborpine: {} });

    expect(code).toBe(0);
    expect(out).toMatch(/^warn {2}Microsoft Entra ID: change subscriptions$/m);
    expect(out).toContain('Group.Read.All');
    expect(sandbox.traffic.filter(({ method, path }) => method !== 'GET' && path.includes('subscriptions'))).toEqual(
      [],
    );
  });

  test('prints with --json the checks, and nothing else', async () => {
    const { code, out, err } = await desk.run(['check', '--json']);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(checksShape.parse(JSON.parse(out)).every((check) => check.result !== 'fail')).toBe(true);
  });
});

describe('a storage folder that is not there', () => {
  beforeEach(() => {
    rmSync(desk.storage, { recursive: true, force: true });
  });

  test.each([
    ['plan'],
    ['runs'],
    ['show', 'latest'],
    ['explain', 'sabbott'],
    ['apply', '--yes'],
    ['approve', '12345678'],
  ])('is told by %s with the command that makes it, and is not made', async (...args) => {
    const { code, out, err } = await desk.run(args);

    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('the folder does not exist');
    expect(err).toContain('Create it with "rollcall check --prepare"');
    expect(existsSync(desk.storage)).toBe(false);
  });

  test('is told by check as a failure, and made by check --prepare', async () => {
    const before = await desk.run(['check']);
    const prepared = await desk.run(['check', '--prepare']);

    expect(before.code).toBe(1);
    expect(before.out).toMatch(/^FAIL {2}Storage: folder [\s\S]*-> Create it with "rollcall check --prepare"/m);
    expect(prepared.code).toBe(0);
    expect(existsSync(desk.storage)).toBe(true);
  });
});
