/** Every list of the PSA's work: what it shows, how it is filtered, counted, and read one by one. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { errorsOf, type PsaCaller, psaCaller, recordOf, rowsOf } from '../psa-caller.ts';
import { createBusyWorld, DANA, SAM } from './busy-world.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeAll(async () => {
  sandbox = await startSandbox({ world: createBusyWorld().world });
  psa = psaCaller(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
});

const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['id']);

test.each<[string, number, Record<string, unknown>]>([
  [
    '/service/tickets',
    5,
    {
      id: 101,
      summary: 'Printer is offline',
      recordType: 'ServiceTicket',
      board: { id: 51, name: 'Help Desk' },
      status: { id: 5101, name: 'New', sort: 0 },
      company: { id: 301, identifier: 'AlderDental', name: 'Alder Dental' },
      priority: { id: 4, name: 'Priority 1 - Emergency', sort: 1 },
      team: { id: 1201, name: 'Escalations' },
      owner: DANA,
      resources: 'dfir',
      closedFlag: false,
      _info: { dateEntered: '2026-10-20T16:05:00Z', lastUpdated: '2026-11-02T10:30:00Z', updatedBy: 'admin1' },
    },
  ],
  [
    '/project/tickets',
    1,
    { id: 201, project: { id: 2701, name: 'Office move' }, board: { id: 53, name: 'Projects' }, owner: DANA },
  ],
  ['/schedule/entries', 8, { objectId: 101, member: DANA, type: { id: 4, identifier: 'S' }, doneFlag: false }],
  ['/schedule/types', 4, { id: 3, identifier: 'C', name: 'Sales Activity' }],
  ['/schedule/statuses', 2, { id: 1, name: 'Tentative', showAsTentativeFlag: true }],
  ['/time/sheets', 2, { member: SAM, status: 'Rejected', year: 2026, dateStart: '2026-11-16T00:00:00Z' }],
  ['/expense/reports', 2, { member: DANA, status: 'Open', total: 84.2 }],
  [
    '/time/entries',
    2,
    {
      member: DANA,
      timeStart: '2026-11-20T16:00:00Z',
      timeEnd: '2026-11-20T17:30:00Z',
      chargeToType: 'ServiceTicket',
      chargeToId: 101,
      ticket: { id: 101, summary: 'Printer is offline' },
      company: { id: 301 },
    },
  ],
  ['/service/teams', 1, { id: 1201, name: 'Escalations', leader: DANA }],
  ['/service/boards/51/teams', 1, { id: 1201, name: 'Escalations', teamLeader: DANA, members: [7, 8], boardId: 51 }],
  ['/service/boards/51/statuses', 5, { id: 5101, name: 'New', closedStatus: false, board: { id: 51 } }],
  ['/service/boards/51/statuses/5105/notifications', 1, { member: DANA, status: { id: 5105, name: 'Closed' } }],
  ['/project/boards/53/teams', 1, { name: 'Movers' }],
  ['/system/workflows', 2, { id: 2201, name: 'Stale tickets', activateFlag: true }],
  ['/system/workflows/2201/events', 1, { id: 2301, parentId: 2201 }],
  ['/system/workflows/2201/events/2301/actions', 1, { specificMemberTo: DANA, parentId: 2301, grandParentId: 2201 }],
  [
    '/sales/opportunities',
    2,
    { name: 'Firewall renewal', primarySalesRep: DANA, secondarySalesRep: SAM, status: { id: 1, name: 'Open' } },
  ],
  ['/sales/opportunities/statuses', 3, { id: 1, name: 'Open', closedFlag: false }],
  ['/sales/activities', 2, { name: 'Call Cedar Law', assignTo: DANA, assignedBy: SAM }],
  ['/sales/activities/statuses', 2, { id: 1, name: 'Open', closedFlag: false }],
  ['/project/projects', 1, { name: 'Office move', manager: DANA, timeApprover: DANA, expenseApprover: SAM }],
  ['/project/projects/2701/teamMembers', 2, { projectId: 2701, member: DANA }],
  ['/system/myCompany/corporateStructure', 1, { id: 1, dispatcher: DANA }],
  ['/system/departments/10/locations', 1, { location: { id: 2, name: 'Portland' }, dispatch: DANA, dutyManager: SAM }],
  ['/company/companies/303/teams', 1, { company: { id: 303, name: 'Cedar Law' }, member: DANA }],
])('%s lists %i records with their count and each by id', async (path, length, first) => {
  const list = rowsOf(await psa.get(path));
  const count = await psa.get(`${path}/count`);
  const one = await psa.get(`${path}/${String(list[0]?.['id'])}`);
  const none = await psa.get(`${path}/99999`);

  expect(list).toHaveLength(length);
  expect(list[0]).toMatchObject(first);
  expect(count.body).toEqual({ count: length });
  expect(one.body).toEqual(list[0]);
  expect(none).toMatchObject({ status: 404, body: { code: 'NotFound' } });
});

test.each([
  ['/system/workflows/events', { id: 2301, parentId: 2201 }],
  ['/system/workflows/events/actions', { id: 2401, specificMemberTo: DANA, parentId: 2301, grandParentId: 2201 }],
])('the flat list %s has no count twin', async (path, first) => {
  const list = rowsOf(await psa.get(path));
  const one = await psa.get(`${path}/${first.id}`);
  const count = await psa.get(`${path}/count`);

  expect(list).toHaveLength(2);
  expect(list[0]).toMatchObject(first);
  expect(one.body).toEqual(list[0]);
  expect(count.status).toBe(404);
});

test.each([
  '/service/boards/99/statuses',
  '/service/boards/51/statuses/99/notifications',
  '/project/boards/99/teams',
  '/project/projects/99/teamMembers',
  '/system/departments/99/locations',
  '/company/companies/99/teams',
  '/system/workflows/99/events',
  '/system/workflows/2201/events/99/actions',
])('%s is below nothing, and not found', async (path) => {
  const answers = await Promise.all([path, `${path}/count`, `${path}/1`].map((one) => psa.get(one)));

  expect(answers.map((answer) => answer.status)).toEqual([404, 404, 404]);
});

test.each([
  ['/service/tickets', 'closedFlag=false', [101, 102, 104, 105]],
  ['/service/tickets', 'closedFlag=false and owner/id=7', [101, 102, 104]],
  ['/service/tickets', 'owner/identifier="dfir" and closedFlag=false and status/name!="Completed"', [101, 102]],
  ['/service/tickets', 'owner/name contains "dana"', [101, 102, 103, 104]],
  ['/service/tickets', 'owner/id in (7,10) and closedFlag=false', [101, 102, 104, 105]],
  ['/service/tickets', 'owner/id not in (7)', [105]],
  ['/service/tickets', 'resources contains "sam"', [102, 105]],
  ['/service/tickets', 'resources like "%sam%"', [102, 105]],
  ['/service/tickets', 'resources not contains "sam"', [101]],
  ['/service/tickets', 'resources = null', [103, 104]],
  ['/service/tickets', 'id in (105,101,7777)', [101, 105]],
  ['/service/tickets', 'id in (105,101) and owner/id=10', [105]],
  ['/service/tickets', 'board/name="Field Service"', [102]],
  ['/service/tickets', 'priority/sort<3', [101]],
  ['/service/tickets', 'company/identifier="CedarLaw"', [102]],
  ['/service/tickets', 'closedDate>[2026-09-30T00:00:00Z]', [103]],
  ['/service/tickets', 'team/id=1201', [101]],
  ['/project/tickets', 'project/id=2701 and closedFlag=false', [201]],
  ['/schedule/entries', 'member/id=7 and doneFlag=false and type/identifier="S"', [60001, 60002, 60005]],
  ['/schedule/entries', 'member/id in (7) and type/id=3', [60007]],
  ['/schedule/entries', 'objectId=null', [60008]],
  ['/time/sheets', 'status in ("Open","Rejected")', [90000001]],
  ['/expense/reports', 'member/id=7 and status="Open"', [2101]],
  ['/time/entries', 'timeStart>[2026-11-19T00:00:00Z]', [300001]],
  ['/time/entries', 'ticket/id=101', [300001]],
  ['/sales/opportunities', 'closedDate=null', [2501]],
  ['/sales/activities', 'status/name="Open" and assignTo/id=7', [2601]],
  ['/system/workflows/events/actions', 'specificMemberFrom/id=7', [2402]],
])('%s where %s finds %j', async (path, conditions, expected) => {
  const answer = await psa.get(`${path}?conditions=${encodeURIComponent(conditions)}`);

  expect(answer.status).toBe(200);
  expect(ids(rowsOf(answer))).toEqual(expected);
});

test.each([
  ['/service/tickets', 'assignee/id=7'],
  ['/service/tickets', 'owner=7'],
  ['/service/tickets', 'project/id=1'],
  ['/schedule/entries', 'type/name="S"'],
  ['/time/entries', 'timeSheets/id=1'],
  ['/system/workflows/events/actions', 'member/id=7'],
])('%s where %s is refused', async (path, conditions) => {
  const answer = await psa.get(`${path}?conditions=${encodeURIComponent(conditions)}`);

  expect(answer).toMatchObject({ status: 400, body: { code: 'ApiFindCondition' } });
});

test('lists are ordered and projected by their fields, and bookkeeping is left out then', async () => {
  const answer = await psa.get('/service/tickets?orderBy=priority/sort,id%20desc&fields=id,owner/identifier');

  expect(answer.body).toEqual([
    { id: 101, owner: { identifier: 'dfir' } },
    { id: 105, owner: { identifier: 'samantha' } },
    ...[104, 103, 102].map((id) => ({ id, owner: { identifier: 'dfir' } })),
  ]);
});

test('a ticket of one kind is not found among the other', async () => {
  const answers = await Promise.all(['/service/tickets/201', '/project/tickets/101'].map((path) => psa.get(path)));

  expect(answers.map((answer) => answer.status)).toEqual([404, 404]);
});

test('resources stand in one text, with what people typed around the commas', async () => {
  const answers = await Promise.all([101, 102, 103].map((id) => psa.get(`/service/tickets/${id}`)));

  expect(answers.map((answer) => recordOf(answer)['resources'])).toEqual(['dfir', 'dfir, sam', undefined]);
});

test.each([
  ['/service/tickets/search', 'owner/id in (7) and closedFlag=false', [101, 102, 104]],
  ['/project/tickets/search', 'owner/id in (7)', [201]],
])('%s takes its conditions from the body, however long', async (path, conditions, expected) => {
  const never = Array.from({ length: 3000 }, (_unused, index) => 500_000 + index).join(',');

  const answer = await psa.send('POST', `${path}?pageSize=10&fields=id`, {
    conditions: `${conditions} and id not in (${never})`,
    orderBy: 'id',
  });

  expect(answer.status).toBe(201);
  expect(answer.body).toEqual(expected.map((id) => ({ id })));
});

test('a search can answer 200 as well, and pages like a list', async () => {
  sandbox.quirks.searchStatus = 200;

  const answer = await psa.send('POST', '/service/tickets/search?page=2&pageSize=2', { conditions: 'id>0' });

  sandbox.quirks.searchStatus = 201;
  expect([answer.status, ids(rowsOf(answer))]).toEqual([200, [103, 104]]);
  expect(answer.headers.get('link')).toContain('page=3');
});

test.each([
  ['a list', []],
  ['conditions that are no text', { conditions: 7 }],
  ['a field that no search has', { filter: 'id=1' }],
  ['child conditions', { childconditions: 'id=1' }],
  ['an unknown field', { conditions: 'assignee/id=7' }],
])('a search with %s is refused', async (_, body) => {
  const answer = await psa.send('POST', '/service/tickets/search', body);

  expect([answer.status, errorsOf(answer)]).toEqual([400, []]);
});

test.each([
  [9_900, 200],
  [10_100, 414],
])('an address of about %i characters answers %i', async (length, status) => {
  const path = `/service/tickets?conditions=${encodeURIComponent(`summary!="${'x'.repeat(length - 150)}"`)}`;

  const answer = await psa.get(path);

  expect(answer.status).toBe(status);
});
