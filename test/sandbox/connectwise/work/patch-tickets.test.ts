/** PATCH of tickets: who owns them, who is told, and the traps on the way. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { errorsOf, type PsaCaller, psaCaller, replace } from '../psa-caller.ts';
import { createBusyWorld, SAM } from './busy-world.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ world: createBusyWorld().world, now: () => new Date('2026-11-23T10:15:42.500Z') });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const INFO = { lastUpdated: '2026-11-23T10:15:42Z', updatedBy: 'sync' };

test.each([
  ['/service/tickets/101', { id: 8 }],
  ['/service/tickets/101', { identifier: 'SAM' }],
  ['/project/tickets/201', { id: 8, name: 'whatever' }],
])('the owner of %s becomes %j, who is told by mail; the change is dated', async (path, owner) => {
  const answer = await psa.send('PATCH', path, [replace('owner', owner)]);
  const read = await psa.get(path);

  expect(answer).toMatchObject({ status: 200, body: { owner: SAM, _info: INFO } });
  expect(read.body).toEqual(answer.body);
  const id = Number(path.split('/').at(-1));
  expect(sandbox.world.work.sent).toEqual([
    { kind: 'mail', record: 'ticket', id, member: 8 },
    { kind: 'callback', record: 'ticket', id, member: null },
  ]);
});

test('nobody is told when the patch says so', async () => {
  const answer = await psa.send('PATCH', '/service/tickets/101', [
    replace('owner', { id: 8 }),
    replace('processNotifications', false),
    replace('skipCallback', true),
  ]);

  expect(answer).toMatchObject({ status: 200, body: { owner: SAM } });
  expect(sandbox.world.work.sent).toEqual([]);
});

test('the new owner who was the owner gets no mail', async () => {
  await psa.send('PATCH', '/service/tickets/101', [replace('owner', { id: 7 }), replace('skipCallback', true)]);

  expect(sandbox.world.work.sent).toEqual([]);
});

test.each([
  ['resources', 'sam'],
  ['resources', null],
  ['owner/id', 8],
  ['owner/identifier', 'sam'],
])('a patch of %s to %j is answered 200 and changes nothing', async (path, value) => {
  const before = await psa.get('/service/tickets/101');

  const answer = await psa.send('PATCH', '/service/tickets/101', [replace(path, value)]);

  expect([answer.status, answer.body]).toEqual([200, before.body]);
  expect(sandbox.world.work.sent).toEqual([]);
});

test('an owner is taken away', async () => {
  const answer = await psa.send('PATCH', '/service/tickets/101', [{ op: 'remove', path: 'owner' }]);

  expect(answer.status).toBe(200);
  expect(answer.body).not.toHaveProperty('owner');
});

test('a status of the ticket’s own board closes it and opens it again', async () => {
  const closed = await psa.send('PATCH', '/service/tickets/101', [replace('status', { id: 5105 })]);
  const reopened = await psa.send('PATCH', '/service/tickets/101', [replace('status', { id: 5102 })]);

  expect(closed.body).toMatchObject({
    status: { name: 'Closed' },
    closedFlag: true,
    closedDate: INFO.lastUpdated,
    closedBy: 'sync',
  });
  expect(reopened.body).toMatchObject({ status: { name: 'In Progress' }, closedFlag: false });
  expect(reopened.body).not.toHaveProperty('closedDate');
});

test('a closed ticket takes changes, or does not', async () => {
  const taken = await psa.send('PATCH', '/service/tickets/103', [replace('owner', { id: 8 })]);
  sandbox.quirks.closedTicketPatch = 'refused';
  const refused = await psa.send('PATCH', '/service/tickets/103', [replace('owner', { id: 10 })]);

  expect(taken.status).toBe(200);
  expect([refused.status, errorsOf(refused)]).toEqual([400, [['status', 'InvalidState']]]);
  expect(sandbox.world.work.serviceTickets.byId.get(103)?.owner).toBe(8);
});

test.each<[string, unknown, readonly (readonly [string, string])[]]>([
  ['an unknown owner', [replace('owner', { id: 99 })], [['owner', 'NotFound']]],
  ['an inactive owner', [replace('owner', { id: 9 })], [['owner', 'Inactive']]],
  ['an owner that is no object', [replace('owner', 8)], [['owner', 'InvalidValue']]],
  ['a good owner beside a bad field', [replace('owner', { id: 8 }), replace('boss', 1)], [['boss', 'InvalidPath']]],
  ['a slash in front', [replace('/owner', { id: 8 })], [['/owner', 'InvalidPath']]],
  ['a field of the PSA’s own', [replace('closedBy', 'sync')], [['closedBy', 'ReadOnly']]],
  ['a status of another board', [replace('status', { id: 5205 })], [['status', 'NotFound']]],
  ['a flag as text', [replace('processNotifications', 'false')], [['processNotifications', 'InvalidValue']]],
  ['a summary of 101 characters', [replace('summary', 'x'.repeat(101))], [['summary', 'InvalidValue']]],
  ['an operation without a value', [{ op: 'replace', path: 'owner' }], [['owner', 'InvalidValue']]],
  ['no operation', [], []],
  ['an unknown operation', [{ op: 'move', path: 'owner', value: { id: 8 } }], []],
])('%s is refused, and nothing is changed', async (_, body, errors) => {
  const answer = await psa.send('PATCH', '/service/tickets/101', body);

  expect([answer.status, errorsOf(answer)]).toEqual([400, errors]);
  expect(sandbox.world.work.serviceTickets.byId.get(101)?.owner).toBe(7);
  expect(sandbox.world.work.sent).toEqual([]);
});

test.each([
  ['PATCH', '/service/tickets/999', 404],
  ['PATCH', '/service/tickets/201', 404],
  ['PUT', '/service/tickets/101', 405],
  ['POST', '/project/tickets', 405],
  ['DELETE', '/project/tickets/201', 405],
])('%s %s answers %i', async (method, path, status) => {
  const answer = await psa.send(method, path, [replace('owner', { id: 8 })]);

  expect(answer.status).toBe(status);
});
