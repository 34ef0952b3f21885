/** The MSP's world leaves work behind: every kind of it is there, and is whose its name says. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { memberCalled } from '../../../src/sandbox/msp/cases/leftovers.ts';
import { createMspWorld } from '../../../src/sandbox/msp/world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { type PsaCaller, psaCaller, rowsOf } from '../connectwise/psa-caller.ts';

const world = createMspWorld();
let sandbox: Sandbox;
let psa: PsaCaller;
beforeAll(async () => {
  sandbox = await startSandbox({ world });
  psa = psaCaller(sandbox);
});
afterAll(async () => {
  await sandbox.stop();
});

async function find(path: string, conditions: string, field: string): Promise<readonly unknown[]> {
  const answer = await psa.get(`${path}?pageSize=1000&conditions=${encodeURIComponent(conditions)}`);
  return rowsOf(answer).map((row) => row[field]);
}

test.each([
  ['sreyes', ['Shared mailbox no longer receives mail', 'VPN drops every hour', 'Order six docking stations']],
  ['tmarlow', ['Wireless is slow on the second floor']],
  ['vstone', ['Server room is too warm']],
  ['aoldham', ['Document the old phone system']],
  ['lortiz', ['Quote for new switches']],
])('%s owns open service tickets: %j', async (identifier, summaries) => {
  const conditions = `owner/identifier="${identifier}" and closedFlag=false and status/name!="Completed"`;

  expect(await find('/service/tickets', conditions, 'summary')).toEqual(summaries);
});

test('some are worked on by one person alone, who is leaving or has left, and some by another as well', async () => {
  const resources = await find('/service/tickets', 'closedFlag=false and resources!=null', 'resources');

  const people = resources.map((text) =>
    String(text)
      .split(',')
      .map((part) => part.trim()),
  );
  expect(people).toContainEqual(['tmarlow']);
  expect(people).toContainEqual(['bnewman']);
  expect(people).toContainEqual(['sreyes', 'alopez']);
  expect(people).toContainEqual(['alopez', 'vstone']);
});

test.each([
  ['/project/tickets', 'owner/identifier="tmarlow" and closedFlag=false', 'summary', ['Survey the new rooms']],
  ['/project/projects', 'manager/identifier="tmarlow"', 'name', ['Alder Dental moves office']],
  ['/sales/opportunities', 'primarySalesRep/identifier="tmarlow" and closedDate=null', 'name', ['Managed backup']],
  [
    '/system/workflows/events/actions',
    'specificMemberTo/identifier="sreyes"',
    'subject',
    ['Nobody has answered for a day'],
  ],
  ['/system/workflows/events/actions', 'specificMemberFrom/identifier="tmarlow"', 'subject', ['Ticket is closed']],
  ['/service/teams', 'leader/identifier="tmarlow"', 'name', ['Night Desk']],
  ['/system/members', 'timeApprover/identifier="tmarlow"', 'identifier', ['bcarter', 'dwhitfield']],
  ['/expense/reports', 'status="Open"', 'total', [212.4]],
  ['/time/sheets', 'member/identifier="vstone" and status="Open"', 'status', ['Open', 'Open']],
  ['/time/sheets', 'member/identifier="tmarlow"', 'status', ['Rejected', 'Billed']],
  ['/schedule/entries', 'member/identifier="vstone" and doneFlag=false and objectId=null', 'name', ['Away']],
])('%s where %s: %s is %j', async (path, conditions, field, expected) => {
  expect(await find(path, conditions, field)).toEqual(expected);
});

test('the usages of a leaver name a kind that nobody knows', async () => {
  const { id } = memberCalled(world, 'tmarlow');

  expect(await find(`/system/members/${id}/usages`, 'type="Survey Recipient"', 'count')).toEqual([1]);
});

test('only the leaver with open sheets is kept from leaving by the PSA', () => {
  const open = [...world.work.timeSheets.byId.values()].filter((sheet) => sheet.status === 'Open');

  expect(open).toEqual([]);
});

test.each([
  { identifier: 'hbrooks', lastLogin: null, entries: 0, touched: 0, why: 'never seen' },
  { identifier: 'ipetrov', lastLogin: '2026-03-08T15:40:00Z', entries: 1, touched: 0, why: 'long ago' },
  { identifier: 'gnovak', lastLogin: null, entries: 3, touched: 0, why: 'time alone' },
  { identifier: 'kmensah', lastLogin: '2026-03-08T15:40:00Z', entries: 0, touched: 1, why: 'tickets alone' },
])('$identifier: $why', async ({ identifier, lastLogin, entries, touched }) => {
  const member = memberCalled(world, identifier);

  expect(member.record['lastLogin']).toBe(lastLogin);
  expect(await find('/time/entries', `member/id=${member.id}`, 'id')).toHaveLength(entries);
  expect(await find('/service/tickets', `_info/updatedBy="${identifier}"`, 'id')).toHaveLength(touched);
});

test('everybody else with a seat was here within a week of the world’s day, whichever it is', () => {
  const later = createMspWorld({ today: '2027-06-30' });
  const seen = [...later.members.values()].flatMap((member) => {
    const at = member.record['lastLogin'];
    return typeof at === 'string' && !['ipetrov', 'kmensah'].includes(member.identifier) ? [at] : [];
  });

  expect(seen.length).toBeGreaterThan(25);
  expect(seen.filter((at) => at < '2027-06-24T00:00:00Z' || at > '2027-07-01T00:00:00Z')).toEqual([]);
  expect(() => createMspWorld({ today: 'tomorrow' })).toThrow(RangeError);
});
