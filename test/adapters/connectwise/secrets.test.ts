import { inspect } from 'node:util';
import { afterEach, expect, test } from 'vitest';
import { memberKey } from '../../../src/domain/ids.ts';
import type { Psa } from '../../../src/ports/run-ports.ts';
import type { FaultEffect } from '../../../src/sandbox/context.ts';
import { aDraft } from './a-draft.ts';
import { aPsa, PASSWORD, stopSandboxes, worldOf } from './a-psa.ts';

afterEach(stopSandboxes);

const KEYS = { publicKey: 'canary-public', privateKey: 'canary-private', clientId: 'canary-client' };
const BASIC = btoa(`harborpine+${KEYS.publicKey}:${KEYS.privateKey}`);
const SECRETS = [BASIC, 'canary'];
const M1 = memberKey(151);
const DRAFT = aDraft();

/** Everything that comes out of the port, faults included. */
async function everything(psa: Psa): Promise<unknown[]> {
  const calls: (() => Promise<unknown>)[] = [
    () => psa.readMembers(),
    () => psa.readMember(M1),
    () => psa.findMember('jdoe'),
    () => psa.findMember('"'),
    () => psa.readCatalogue(['workRole']),
    () => psa.createMember(DRAFT, '2026-12-01'),
    () => psa.updateMember(M1, [{ field: 'title', from: null, to: 'Lead' }]),
    () => psa.reactivateMember(M1, []),
    () => psa.deactivateMember(M1, []),
    () => psa.linkSso(M1, 'x'),
    () => psa.unlinkSso(M1),
    () => psa.check(['workRole']),
  ];
  return Promise.all(calls.map((call) => call().catch((error: unknown) => error)));
}

/** An answer that repeats what the request held: its headers, and of a creation the password. */
function echo(secrets: readonly string[]): string {
  return JSON.stringify({
    code: 'X',
    message: secrets.join(' '),
    errors: [{ message: secrets.join(), field: secrets[0] }],
  });
}
const ECHO = echo([...Object.values(KEYS), BASIC]);
const ECHO_OF_CREATION = echo([...Object.values(KEYS), BASIC, PASSWORD]);

test.each<[string, FaultEffect | null]>([
  ['wrong keys', null],
  ['a 400 that repeats them', { kind: 'answer', status: 400, body: ECHO }],
  ['a 401 that repeats them', { kind: 'answer', status: 401, body: ECHO }],
  ['a 403 that repeats them', { kind: 'answer', status: 403, body: ECHO }],
  ['a 500 that repeats them', { kind: 'answer', status: 500, body: ECHO }],
  ['a 429', { kind: 'answer', status: 429, body: ECHO }],
  ['a page that repeats them', { kind: 'answer', status: 200, body: ECHO, headers: { 'content-type': 'text/html' } }],
  [
    'a redirect that repeats them',
    { kind: 'answer', status: 302, headers: { location: `https://x.example/?k=${BASIC}` } },
  ],
  ['an answer of another shape', { kind: 'answer', status: 200, body: ECHO }],
  ['a dropped connection', { kind: 'drop' }],
])('after %s no secret is in any answer, fault or count', async (_, effect) => {
  const { psa, sandbox, meter } = await aPsa({ world: worldOf(1), options: KEYS });
  if (effect?.kind === 'answer' && effect.body !== undefined) {
    const creation = { ...effect, body: ECHO_OF_CREATION };
    sandbox.addFault({ system: 'psa', method: 'POST', path: /members$/, times: Infinity, effect: creation });
  }
  if (effect !== null) sandbox.addFault({ system: 'psa', path: /apis/, times: Infinity, effect });

  const results = await everything(psa);

  const faults = results.filter((result) => result instanceof Error);
  expect(faults.length).toBeGreaterThan(0);
  const seen = [
    JSON.stringify(results),
    ...faults.map((fault) => inspect(fault, { depth: 20, showHidden: true })),
    ...faults.map(({ message, stack }) => `${message} ${stack ?? ''}`),
    JSON.stringify(meter.read()),
  ].join('\n');
  for (const secret of SECRETS) expect(seen).not.toContain(secret);
});
