/** What a deactivation does with everything that the leaver is in charge of. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { addTimeSheet } from '../../../../src/sandbox/work/time.ts';
import { errorsOf, type PsaCaller, psaCaller, recordOf, rowsOf } from '../psa-caller.ts';
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

const HELD = [
  'activity',
  'projectManager',
  'projectTimeApprover',
  'opportunity',
  'serviceTeam',
  'workflowEmail',
  'sendFromEmailNotify',
  'myCompanyDispatch',
  'dispatchMember',
  'companyTeam',
  'serviceStatusWorkflow',
  'knowledgeBaseArticle',
];
const toSam = { reAssignToMember: { id: 8 } };
const EVERYTHING = {
  ...Object.fromEntries(HELD.map((slot) => [slot, toSam])),
  companyTeam: [{ id: 303, ...toSam }],
  serviceStatusWorkflow: [{ id: 5105, ...toSam }],
};
const usageTypes = async (member: number) =>
  rowsOf(await psa.get(`/system/members/${member}/usages?pageSize=100`)).map((row) => row['type']);

test('each place hands what stands in it to the member named there, and answers how much that was', async () => {
  const before = await usageTypes(7);

  const answer = await psa.send('POST', '/system/members/7/deactivate', EVERYTHING);

  const sam = { id: 8, identifier: 'sam', name: 'Sam Elm' };
  expect(answer.status).toBe(200);
  expect(answer.body).toMatchObject({
    ...Object.fromEntries(HELD.map((slot) => [slot, { count: 1, reAssignToMember: sam }])),
    companyTeam: [{ id: 303, name: 'Cedar Law', count: 1, reAssignToMember: sam }],
    serviceStatusWorkflow: [{ id: 5105, name: 'Closed', count: 1, reAssignToMember: sam }],
    ticketTemplate: { count: 0 },
    deleteOpenTimeSheetsFlag: false,
  });
  const left = ['Service Ticket', 'Project Ticket', 'Schedule Entry', 'Expense Report', 'Project Team Member'];
  const stays = [...left, 'Reports To', 'Time Approver', 'Survey Recipient'];
  expect(await usageTypes(7)).toEqual(before.filter((type) => stays.includes(String(type))));
  expect(await usageTypes(8)).toEqual(expect.arrayContaining(before.filter((type) => !stays.includes(String(type)))));
});

test.each([
  ['/project/projects/2701', 'manager'],
  ['/sales/opportunities/2501', 'primarySalesRep'],
  ['/sales/activities/2601', 'assignTo'],
])('%s names the new member as %s, and what is closed stays', async (path, field) => {
  await psa.send('POST', '/system/members/7/deactivate', EVERYTHING);

  const moved = recordOf(await psa.get(path));
  const closed = recordOf(await psa.get('/sales/opportunities/2502'));

  expect(moved).toMatchObject({
    [field]: { id: 8 },
    _info: { updatedBy: 'sync', lastUpdated: '2026-11-23T10:15:42Z' },
  });
  expect(closed).toMatchObject({ primarySalesRep: { id: 7 } });
});

test('what goes to nobody stays with the leaver and is counted', async () => {
  const answer = await psa.send('POST', '/system/members/7/deactivate', { projectManager: toSam });

  expect(answer).toMatchObject({ status: 200, body: { opportunity: { count: 1 }, projectManager: { count: 1 } } });
  expect(recordOf(answer)['opportunity']).toEqual({ count: 1 });
  expect(sandbox.world.work.opportunities.byId.get(2501)?.primarySalesRep).toBe(7);
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(true);
});

test('or the endpoint refuses, names each place that is left open, and moves nothing', async () => {
  sandbox.quirks.deactivateEndpoint = 'demands-what-is-held';
  const most = { ...EVERYTHING, companyTeam: [], opportunity: {} };

  const bare = await psa.send('POST', '/system/members/7/deactivate', {});
  const half = await psa.send('POST', '/system/members/7/deactivate', most);

  expect([bare.status, half.status]).toEqual([400, 400]);
  expect(errorsOf(bare).toSorted()).toEqual(HELD.map((slot) => [slot, 'ReassignmentRequired']).toSorted());
  expect(errorsOf(half)).toEqual([
    ['opportunity', 'ReassignmentRequired'],
    ['companyTeam', 'ReassignmentRequired'],
  ]);
  expect(sandbox.world.work.projects.byId.get(2701)?.manager).toBe(7);
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(false);
});

test('the demanding endpoint asks nothing of a member who holds nothing', async () => {
  sandbox.quirks.deactivateEndpoint = 'demands-what-is-held';

  const answer = await psa.send('POST', '/system/members/10/deactivate', {});

  expect(answer.status).toBe(200);
});

test('open tickets stay with the leaver, or refuse the deactivation', async () => {
  sandbox.quirks.workAtDeactivation = 'refused';
  const refused = await psa.send('POST', '/system/members/7/deactivate', EVERYTHING);
  sandbox.quirks.workAtDeactivation = 'left';
  const left = await psa.send('POST', '/system/members/7/deactivate', EVERYTHING);
  const ticket = await psa.get('/service/tickets/101');

  expect([refused.status, errorsOf(refused)]).toEqual([400, [['owner', 'OpenTickets']]]);
  expect(left.status).toBe(200);
  expect(ticket.body).toMatchObject({ owner: { id: 7 }, resources: 'dfir' });
});

test.each<[string, unknown, readonly (readonly [string, string])[]]>([
  ['an unknown member', { opportunity: { reAssignToMember: { id: 99 } } }, [['opportunity', 'NotFound']]],
  ['an inactive member', { serviceTeam: { reAssignToMember: { id: 9 } } }, [['serviceTeam', 'Inactive']]],
  ['a customer without the leaver', { companyTeam: [{ id: 301, ...toSam }] }, [['companyTeam', 'NotFound']]],
  ['an item without an id', { serviceStatusWorkflow: [toSam] }, [['serviceStatusWorkflow', 'NotFound']]],
])('handing over to %s is refused', async (_, body, errors) => {
  const answer = await psa.send('POST', '/system/members/7/deactivate', body);

  expect([answer.status, errorsOf(answer)]).toEqual([400, errors]);
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(false);
});

test('open sheets refuse it, sheets in any other state do not', async () => {
  const sheet = addTimeSheet(sandbox.world, { member: sandbox.world.members.get(8)!, from: '2026-11-02' });

  const refused = await psa.send('POST', '/system/members/8/deactivate', {});
  const forced = await psa.send('POST', '/system/members/8/deactivate', { deleteOpenTimeSheetsFlag: true });
  const sheets = rowsOf(await psa.get('/time/sheets'));

  const messages = z.object({ errors: z.array(z.object({ message: z.string() })) }).parse(refused.body);
  expect(messages.errors).toEqual([{ message: `Time sheet ${sheet.id} is still open for sam` }]);
  expect(forced.body).toMatchObject({ deleteOpenTimeSheetsFlag: true });
  expect(sandbox.world.members.get(8)?.record['deletedOpenTimeSheets']).toBe(1);
  expect(sheets.map((row) => row['status'])).toEqual(['Rejected', 'PendingApproval']);
});

test('unused sheets can be deleted beforehand, and no others', async () => {
  const sam = sandbox.world.members.get(8)!;
  addTimeSheet(sandbox.world, { member: sam, hours: 0 });
  const used = addTimeSheet(sandbox.world, { member: sam });

  const answer = await psa.send('DELETE', '/system/members/8/unusedTimeSheets');

  const open = rowsOf(await psa.get(`/time/sheets?conditions=${encodeURIComponent('status="Open"')}`));
  expect([answer.status, answer.body]).toEqual([204, null]);
  expect(open.map((row) => row['id'])).toEqual([used.id]);
});
