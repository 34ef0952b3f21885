/** Schedule entries: how a ticket gets its resources and loses them, and what the type of an entry means. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { splitScheduleTypes } from '../../../../src/sandbox/work/schedule.ts';
import { errorsOf, type PsaCaller, psaCaller, recordOf, replace } from '../psa-caller.ts';
import { createBusyWorld } from './busy-world.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ world: createBusyWorld().world, now: () => new Date('2026-11-23T10:15:42Z') });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const resourcesOf = async (id: number) => recordOf(await psa.get(`/service/tickets/${id}`))['resources'];

test.each([
  ['ids', { objectId: 101, member: { id: 8 }, type: { id: 4 } }],
  ['identifiers', { objectId: 101, member: { identifier: 'sam' }, type: { identifier: 'S' } }],
])('an entry made by %s puts its member among the resources', async (_, body) => {
  const answer = await psa.send('POST', '/schedule/entries', body);

  expect(answer).toMatchObject({
    status: 201,
    body: {
      objectId: 101,
      name: 'Printer is offline',
      member: { id: 8, identifier: 'sam' },
      type: { id: 4, identifier: 'S' },
      status: { name: 'Firm' },
      doneFlag: false,
      _info: { updatedBy: 'sync', lastUpdated: '2026-11-23T10:15:42Z' },
    },
  });
  expect(await resourcesOf(101)).toBe('dfir ,  sam');
});

test.each([
  ['by name', 'DELETE', '/schedule/entries/60001', undefined, 204],
  ['and quietly', 'DELETE', '/schedule/entries/60001/0', undefined, 204],
  ['by completing it', 'PATCH', '/schedule/entries/60001', [replace('doneFlag', true)], 200],
])('without its entry a member is no resource any more: %s', async (_, method, path, body, status) => {
  const answer = await psa.send(method, path, body);

  expect(answer.status).toBe(status);
  expect(await resourcesOf(101)).toBeUndefined();
});

test('an entry moves to another member, and so does the resource', async () => {
  const answer = await psa.send('PATCH', '/schedule/entries/60001', [
    replace('member', { id: 8 }),
    replace('dateStart', '2026-12-01T08:00:00Z'),
    replace('dateEnd', '2026-12-01T09:00:00Z'),
  ]);

  expect(answer).toMatchObject({
    status: 200,
    body: { member: { identifier: 'sam' }, dateStart: '2026-12-01T08:00:00Z', dateEnd: '2026-12-01T09:00:00Z' },
  });
  expect(await resourcesOf(101)).toBe('sam');
});

test.each<[string, string, string, unknown, readonly number[]]>([
  ['a new entry', 'POST', '/schedule/entries', { objectId: 101, member: { id: 8 }, type: { id: 4 } }, [8]],
  [
    'a new entry that says so',
    'POST',
    '/schedule/entries',
    { objectId: 101, member: { id: 8 }, type: { id: 4 }, notifyResource: false },
    [],
  ],
  ['a moved entry', 'PATCH', '/schedule/entries/60001', [replace('member', { id: 8 })], [8]],
  [
    'a moved entry that says so',
    'PATCH',
    '/schedule/entries/60001',
    [replace('member', { id: 8 }), replace('notifyResource', false)],
    [],
  ],
  ['a completed entry', 'PATCH', '/schedule/entries/60001', [replace('doneFlag', true)], []],
  ['a deleted entry', 'DELETE', '/schedule/entries/60001', undefined, [7]],
  ['an entry deleted aloud', 'DELETE', '/schedule/entries/60001/1', undefined, [7]],
  ['an entry deleted quietly', 'DELETE', '/schedule/entries/60001/0', undefined, []],
])('%s writes to %j', async (_, method, path, body, mailed) => {
  await psa.send(method, path, body);

  const mails = sandbox.world.work.sent.filter((notice) => notice.kind === 'mail');
  expect(mails.map((notice) => notice.member)).toEqual(mailed);
});

test('the type says where the object is looked for: a ticket’s id among the activities is not found', async () => {
  const answer = await psa.send('POST', '/schedule/entries', {
    objectId: 101,
    member: { id: 8 },
    type: { identifier: 'C' },
  });

  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({
    code: 'InvalidObject',
    message: 'schedule object is invalid',
    errors: [{ code: 'NotFound', message: 'Activity 101 not found', resource: 'schedule', field: 'objectId' }],
  });
});

test('project tickets share the type of service tickets, or have one of their own', async () => {
  const shared = await psa.send('POST', '/schedule/entries', { objectId: 201, member: { id: 8 }, type: { id: 4 } });
  splitScheduleTypes(sandbox.world);
  const wrong = await psa.send('POST', '/schedule/entries', { objectId: 201, member: { id: 8 }, type: { id: 4 } });
  const own = await psa.send('POST', '/schedule/entries', {
    objectId: 201,
    member: { id: 10 },
    type: { identifier: 'P' },
  });
  const ticket = await psa.get('/project/tickets/201');

  expect([shared.status, wrong.status, own.status]).toEqual([201, 400, 201]);
  expect(errorsOf(wrong)).toEqual([['objectId', 'NotFound']]);
  expect(recordOf(ticket)['resources']).toBe('dfir, sam, samantha');
});

test('time away belongs to nothing', async () => {
  const answer = await psa.send('POST', '/schedule/entries', { member: { id: 8 }, type: { identifier: 'V' } });

  expect(answer).toMatchObject({ status: 201, body: { name: 'Vacation' } });
  expect(answer.body).not.toHaveProperty('objectId');
});

test.each<[string, unknown, readonly (readonly [string, string])[]]>([
  [
    'nothing',
    {},
    [
      ['type', 'NotFound'],
      ['member', 'MissingRequiredField'],
    ],
  ],
  ['an unknown type', { objectId: 101, member: { id: 8 }, type: { identifier: 'Z' } }, [['type', 'NotFound']]],
  ['an unknown ticket', { objectId: 999, member: { id: 8 }, type: { id: 4 } }, [['objectId', 'NotFound']]],
  ['no ticket', { member: { id: 8 }, type: { id: 4 } }, [['objectId', 'NotFound']]],
  ['an inactive member', { objectId: 101, member: { id: 9 }, type: { id: 4 } }, [['member', 'Inactive']]],
  ['an unknown member', { objectId: 101, member: { identifier: 'x' }, type: { id: 4 } }, [['member', 'NotFound']]],
  [
    'an unknown status',
    { objectId: 101, member: { id: 8 }, type: { id: 4 }, status: { id: 99 } },
    [['status', 'NotFound']],
  ],
  [
    'an unknown field',
    { objectId: 101, member: { id: 8 }, type: { id: 4 }, resource: 1 },
    [['resource', 'UnknownField']],
  ],
  [
    'a flag as text',
    { objectId: 101, member: { id: 8 }, type: { id: 4 }, doneFlag: 'no' },
    [['doneFlag', 'InvalidValue']],
  ],
  [
    'a date with an offset',
    { objectId: 101, member: { id: 8 }, type: { id: 4 }, dateStart: '2026-12-01T08:00:00+01:00' },
    [['dateStart', 'InvalidValue']],
  ],
  ['a list', [], []],
])('an entry of %s is refused', async (_, body, errors) => {
  const answer = await psa.send('POST', '/schedule/entries', body);

  expect([answer.status, errorsOf(answer)]).toEqual([400, errors]);
  expect(sandbox.world.work.scheduleEntries.byId.size).toBe(8);
});

test.each<[string, unknown]>([
  ['member', { id: 9 }],
  ['member', null],
  ['doneFlag', 'yes'],
  ['dateEnd', 'tomorrow'],
  ['type', { id: 3 }],
])('a patch of %s to %j is refused', async (path, value) => {
  const answer = await psa.send('PATCH', '/schedule/entries/60001', [replace(path, value)]);

  expect([answer.status, errorsOf(answer).map(([field]) => field)]).toEqual([400, [path]]);
});

test.each(['/schedule/entries/999', '/schedule/entries/999/0'])('DELETE %s is not found', async (path) => {
  expect((await psa.send('DELETE', path)).status).toBe(404);
});
