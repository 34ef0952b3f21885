/** POST /system/members/{id}/deactivate in its three guises, open time sheets, and the single sign-on link that ends with it. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { PsaCaller } from './psa-caller.ts';
import { errorsOf, psaCaller, recordOf, rowsOf } from './psa-caller.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'dfir', id: 7, record: { officeEmail: 'dana@a.example' } });
  addMember(world, { identifier: 'gone', id: 8, inactiveFlag: true });
  addMember(world, { identifier: 'sync', id: 9, licenseClass: 'A' });
  addMember(world, { identifier: 'busy', id: 10, openTimeSheets: 2 });
  sandbox = await startSandbox({ world, now: () => new Date('2026-11-23T10:15:42Z') });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

test('an empty body deactivates, dates it and shows what the leaver held', async () => {
  const answer = await psa.send('POST', '/system/members/7/deactivate', {});
  const read = await psa.get('/system/members/7');

  expect(answer).toMatchObject({
    status: 200,
    body: { projectManager: { count: 0 }, deleteOpenTimeSheetsFlag: false },
  });
  expect(read.body).toMatchObject({
    inactiveFlag: true,
    inactiveDate: '2026-11-23T10:15:42Z',
    _info: { lastUpdated: '2026-11-23T10:15:42Z', updatedBy: 'sync' },
  });
});

test('open time sheets refuse it, each one named, and stay', async () => {
  const answer = await psa.send('POST', '/system/members/10/deactivate', { deleteOpenTimeSheetsFlag: false });
  const sheets = await psa.get(`/time/sheets?conditions=${encodeURIComponent('member/id=10 and status="Open"')}`);

  expect(answer.status).toBe(400);
  const named = rowsOf(sheets).map((sheet) => `Time sheet ${String(sheet['id'])} is still open for busy`);
  expect(named).toHaveLength(2);
  expect(answer.body).toMatchObject({ errors: named.map((message) => ({ code: 'OpenTimeSheets', message })) });
  expect(sandbox.world.members.get(10)).toMatchObject({ inactiveFlag: false, openTimeSheets: 2 });
});

test('the flag destroys the open sheets, and the world remembers how many', async () => {
  const answer = await psa.send('POST', '/system/members/10/deactivate', { deleteOpenTimeSheetsFlag: true });
  const read = await psa.get('/system/members/10');
  const sheets = await psa.get('/time/sheets/count');

  expect(answer.status).toBe(200);
  expect(sandbox.world.members.get(10)).toMatchObject({ openTimeSheets: 0, record: { deletedOpenTimeSheets: 2 } });
  expect(recordOf(read)).not.toHaveProperty('deletedOpenTimeSheets');
  expect(sheets.body).toEqual({ count: 0 });
});

test('the absent endpoint answers 404 and changes nothing', async () => {
  sandbox.quirks.deactivateEndpoint = 'absent';

  const answer = await psa.send('POST', '/system/members/7/deactivate', {});

  expect(answer).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(false);
});

test('the demanding endpoint wants a replacement for each responsibility', async () => {
  sandbox.quirks.deactivateEndpoint = 'demands-reassignment';
  const handover = { reAssignToMember: { id: 10 } };

  const bare = await psa.send('POST', '/system/members/7/deactivate', {});
  const half = await psa.send('POST', '/system/members/7/deactivate', { projectManager: handover, dispatchMember: {} });
  const whole = await psa.send('POST', '/system/members/7/deactivate', {
    projectManager: handover,
    dispatchMember: handover,
  });

  expect(errorsOf(bare)).toEqual([
    ['projectManager', 'ReassignmentRequired'],
    ['dispatchMember', 'ReassignmentRequired'],
  ]);
  expect(errorsOf(half)).toEqual([['dispatchMember', 'ReassignmentRequired']]);
  expect(whole.status).toBe(200);
});

test.each<[string, number, unknown, readonly (readonly [string, string])[]]>([
  ['an inactive member', 8, {}, [['inactiveFlag', 'InvalidState']]],
  ['an unknown field', 7, { ticketOwner: { count: 0 } }, [['ticketOwner', 'UnknownField']]],
  ['a flag as text', 7, { deleteOpenTimeSheetsFlag: 'true' }, [['deleteOpenTimeSheetsFlag', 'InvalidValue']]],
  ['a responsibility that is no object', 7, { opportunity: 5 }, [['opportunity', 'InvalidValue']]],
  ['teams that are no list', 7, { companyTeam: {} }, [['companyTeam', 'InvalidValue']]],
  ['an unknown replacement', 7, { opportunity: { reAssignToMember: { id: 99 } } }, [['opportunity', 'NotFound']]],
  ['an inactive replacement', 7, { companyTeam: [{ reAssignToMember: { id: 8 } }] }, [['companyTeam', 'Inactive']]],
  ['the leaver as replacement', 7, { opportunity: { reAssignToMember: { id: 7 } } }, [['opportunity', 'InvalidValue']]],
  ['a list as body', 7, [], []],
])('%s is refused', async (_, id, body, errors) => {
  const answer = await psa.send('POST', `/system/members/${id}/deactivate`, body);

  expect([answer.status, errorsOf(answer)]).toEqual([400, errors]);
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(false);
});

test('a member who does not exist is not found', async () => {
  const answer = await psa.send('POST', '/system/members/99/deactivate', {});

  expect(answer.status).toBe(404);
});

test('linking shows the single sign-on user, unlinking takes it away, twice says so', async () => {
  const linked = await psa.send('POST', '/system/members/7/linkSsoUser', { ssoUserId: 'guid-1' });
  const shown = await psa.get('/system/members/7');
  const unlinked = await psa.send('POST', '/system/members/7/unlinkSsoUser');
  const again = await psa.send('POST', '/system/members/7/unlinkSsoUser');
  const after = await psa.get('/system/members/7');

  expect(linked).toMatchObject({ status: 200, body: { success: true } });
  expect(shown.body).toMatchObject({ ssoSettings: { ssoUserId: 'guid-1', email: 'dana@a.example' } });
  expect(unlinked).toMatchObject({ status: 200, body: { success: true } });
  expect(again).toMatchObject({ status: 200, body: { success: false } });
  expect(recordOf(after)).not.toHaveProperty('ssoSettings');
});

test.each([
  ['no user', {}],
  ['an empty user', { ssoUserId: ' ' }],
  ['a user of 101 characters', { ssoUserId: 'x'.repeat(101) }],
  ['a user that another member holds', { ssoUserId: 'taken' }],
])('%s cannot be linked', async (_, body) => {
  await psa.send('POST', '/system/members/10/linkSsoUser', { ssoUserId: 'taken' });

  const answer = await psa.send('POST', '/system/members/7/linkSsoUser', body);

  expect([answer.status, errorsOf(answer)]).toEqual([400, [['ssoUserId', 'InvalidValue']]]);
  expect(sandbox.world.members.get(7)?.record['ssoSettings']).toBeNull();
});
