import { afterEach, describe, expect, test } from 'vitest';
import { createConnectWisePsa } from '../../../../src/adapters/connectwise/psa.ts';
import { memberKey } from '../../../../src/domain/ids.ts';
import type { Psa } from '../../../../src/ports/run-ports.ts';
import type { WriteReply } from '../../../../src/domain/memory/write-reply.ts';
import type { FaultEffect } from '../../../../src/sandbox/context.ts';
import { aDraft } from '../a-draft.ts';
import { aPsa, optionsFor, stopSandboxes, worldOf } from '../a-psa.ts';

afterEach(stopSandboxes);

const M1 = memberKey(151);
const DRAFT = aDraft({ templateId: 71 });
const WRITES: readonly (readonly [string, (psa: Psa) => Promise<WriteReply>])[] = [
  ['create', (psa) => psa.createMember(DRAFT, '2026-12-01')],
  ['update', (psa) => psa.updateMember(M1, [{ field: 'title', from: null, to: 'Lead' }])],
  ['reactivate', (psa) => psa.reactivateMember(M1, [])],
  ['deactivate', (psa) => psa.deactivateMember(M1, [])],
  ['link', (psa) => psa.linkSso(M1, 'sso-1')],
  ['unlink', (psa) => psa.unlinkSso(M1)],
];
const EFFECTS: readonly (readonly [string, FaultEffect, WriteReply['kind']])[] = [
  ['a 500', { kind: 'answer', status: 500, body: '{"message":"timeout"}' }, 'unknown'],
  ['a 503 with Retry-After', { kind: 'answer', status: 503, headers: { 'retry-after': '1' } }, 'unknown'],
  ['a 408', { kind: 'answer', status: 408 }, 'unknown'],
  ['a connection that drops', { kind: 'drop' }, 'unknown'],
  ['a cut answer', { kind: 'cut' }, 'unknown'],
  ['an answer of another shape', { kind: 'edit', edit: () => ['?'] }, 'unknown'],
  [
    'a page in place of the answer',
    { kind: 'answer', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
    'unknown',
  ],
  ['a redirect', { kind: 'answer', status: 302, headers: { location: 'https://example.com' } }, 'unknown'],
  ['a 401', { kind: 'answer', status: 401 }, 'refused'],
  ['a 409', { kind: 'answer', status: 409 }, 'refused'],
];
/** A deactivation answers counts that nobody needs: any JSON will do, because a fresh read decides. */
const CASES = WRITES.flatMap(([write, perform]) =>
  EFFECTS.filter(([effect]) => write !== 'deactivate' || effect !== 'an answer of another shape').map(
    ([name, effect, kind]) => ({ write, perform, name, effect, kind }),
  ),
);

test.each(CASES)('$write after $name is $kind, and sent once', async ({ perform, effect, kind }) => {
  const { psa, sandbox, world } = await aPsa({ world: worldOf(1) });
  world.members.get(151)!.record['ssoSettings'] = { ssoUserId: 'sso-1' };
  for (const method of ['POST', 'PATCH'] as const) sandbox.addFault({ system: 'psa', method, path: /./, effect });

  const reply = await perform(psa);

  expect(reply.kind).toBe(kind);
  expect(sandbox.traffic.filter(({ method }) => method !== 'GET')).toHaveLength(1);
});

describe('a creation', () => {
  test('that was carried out without an answer is unknown, and was carried out once', async () => {
    const { psa, sandbox, world } = await aPsa();
    sandbox.addFault({ system: 'psa', method: 'POST', path: /./, times: Infinity, effect: { kind: 'drop-after' } });

    const reply = await psa.createMember(DRAFT, '2026-12-01');

    expect(reply.kind).toBe('unknown');
    expect(world.members.size).toBe(1);
    expect(sandbox.traffic.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(await psa.findMember('jdoe')).toMatchObject({ identifier: 'jdoe' });
  });

  test('that was throttled was not carried out, and is sent again when the PSA allows it', async () => {
    const { psa, sandbox, world, waits, meter } = await aPsa();
    const headers = { 'retry-after': '3' };
    sandbox.addFault({ system: 'psa', method: 'POST', path: /./, effect: { kind: 'answer', status: 429, headers } });

    const reply = await psa.createMember(DRAFT, '2026-12-01');

    expect(reply.kind).toBe('done');
    expect(world.members.size).toBe(1);
    expect(waits).toEqual([3250]);
    expect(meter.read()).toMatchObject([{ write: 1, retries: 1, throttled: 1 }]);
  });

  test('that is throttled without end is refused', async () => {
    const { psa, sandbox, world } = await aPsa();
    sandbox.addFault({
      system: 'psa',
      method: 'POST',
      path: /./,
      times: Infinity,
      effect: { kind: 'answer', status: 429 },
    });

    expect(await psa.createMember(DRAFT, '2026-12-01')).toMatchObject({ kind: 'refused', fatal: false });
    expect(world.members.size).toBe(0);
  });

  test('with a right missing is refused, and says which', async () => {
    const { psa, world } = await aPsa();
    world.rights.writeMembers = false;

    const reply = await psa.createMember(DRAFT, '2026-12-01');

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toContain('System > Member Maintenance, Add All');
  });

  test('with keys that stopped working ends the run', async () => {
    const { psa } = await aPsa({ options: { privateKey: 'canary' } });

    expect(await psa.createMember(DRAFT, '2026-12-01')).toMatchObject({ kind: 'refused', fatal: true });
  });

  test('at a PSA that has gone away was never sent', async () => {
    const { psa, sandbox } = await aPsa();
    await psa.readMembers();
    await sandbox.stop();

    const reply = await psa.createMember(DRAFT, '2026-12-01');

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toContain('Nothing was sent');
  });

  test('at an address where nobody ever was has not even a base path', async () => {
    const { sandbox } = await aPsa();
    await sandbox.stop();

    const reply = await createConnectWisePsa(optionsFor(sandbox.urls.psa)).createMember(DRAFT, '2026-12-01');

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toContain('Nothing was sent');
  });
});

test('a PATCH that the PSA accepts and ignores is done: only a fresh read can tell', async () => {
  const { psa, world } = await aPsa({
    world: worldOf(1),
    quirks: { patchInactiveFlag: 'ignored' },
    options: { deactivateBy: 'patch' },
  });

  expect(await psa.deactivateMember(M1, [])).toEqual({ kind: 'done', key: M1 });
  expect(world.members.get(151)?.inactiveFlag).toBe(false);
  expect(await psa.readMember(M1)).toMatchObject({ active: true });
});
