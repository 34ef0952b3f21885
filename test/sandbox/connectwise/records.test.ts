/** What the PSA double shows: members one by one, reference lists, time sheets, itself. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { PsaCaller } from './psa-caller.ts';
import { psaCaller, recordOf, rowsOf } from './psa-caller.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  const world = createEmptyWorld();
  const lead = addMember(world, { identifier: 'lead', id: 7 });
  addMember(world, {
    identifier: 'o/neil #1',
    id: 8,
    openTimeSheets: 1,
    record: { reportsTo: { id: lead.id, name: 'x' }, password: 'secret', sandboxNote: 'inside' },
  });
  addMember(world, { identifier: '2024', id: 9 });
  sandbox = await startSandbox({ world });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

test('a member is found by record id and by Member ID, whatever its case and characters', async () => {
  const byId = await psa.get('/system/members/8');
  const byIdentifier = await psa.get(`/system/members/${encodeURIComponent('O/NEIL #1')}`);

  expect(byId).toMatchObject({ status: 200, body: { id: 8, identifier: 'o/neil #1' } });
  expect(byIdentifier.body).toEqual(byId.body);
});

test('a Member ID of digits is taken for a record id', async () => {
  const answer = await psa.get('/system/members/2024');

  expect(answer).toMatchObject({ status: 404, body: { code: 'NotFound' } });
});

test('a record leaves out empty fields, the password and what is not the API’s, and completes references', async () => {
  const record = recordOf(await psa.get('/system/members/8'));

  expect(Object.values(record)).not.toContain(null);
  expect(record).not.toHaveProperty('password');
  expect(record).not.toHaveProperty('sandboxNote');
  expect(record['reportsTo']).toEqual({ id: 7, identifier: 'lead', name: 'x' });
});

test('usages of a member without work are none; those of nobody are not found', async () => {
  const usages = await Promise.all(['usages', 'usages/list'].map((path) => psa.get(`/system/members/9/${path}`)));
  const nobody = await psa.get('/system/members/99/usages');

  expect(usages.map((answer) => answer.body)).toEqual([[], []]);
  expect(nobody.status).toBe(404);
});

test.each([
  ['/system/securityroles', 7, { id: 63, name: 'Administrator', adminFlag: true, inactiveFlag: false }],
  ['/system/locations', 3, { id: 2, name: 'Portland', structureLevel: { id: 2, name: 'Location' } }],
  ['/system/departments', 4, { id: 10, identifier: 'Service', name: 'Service' }],
  ['/system/timeZoneSetups', 4, { id: 1, name: 'US Pacific' }],
  ['/time/workRoles', 5, { id: 21, name: 'Engineer', inactiveFlag: false }],
  ['/time/workTypes', 3, { id: 31, name: 'Regular', billTime: 'Billable' }],
  ['/system/members/types', 2, { id: 41, name: 'Employee', inactiveFlag: false }],
  ['/system/myCompany/corporateStructureLevels', 3, { id: 1, name: 'Corporate' }],
  ['/service/boards', 3, { id: 51, name: 'Help Desk', inactiveFlag: false }],
  ['/system/membertemplates', 2, { id: 71, identifier: 'New technician' }],
  ['/system/membertemplates/', 2, { id: 71, identifier: 'New technician' }],
])('%s lists %i records with their count and each by id', async (path, length, first) => {
  const base = path.replace(/\/$/, '');

  const list = await psa.get(path);
  const count = await psa.get(`${base}/count`);
  const one = await psa.get(`${base}/${first.id}`);
  const none = await psa.get(`${base}/999`);

  expect(rowsOf(list)).toHaveLength(length);
  expect(rowsOf(list)[0]).toMatchObject(first);
  expect(count.body).toEqual({ count: length });
  expect(one.body).toEqual(rowsOf(list)[0]);
  expect(none.status).toBe(404);
});

test('reference lists are filtered, ordered and projected like every list', async () => {
  const conditions = encodeURIComponent('inactiveFlag=false and name like "*i*"');

  const answer = await psa.get(`/system/securityroles?conditions=${conditions}&orderBy=name%20desc&fields=name`);

  expect(answer.body).toEqual([
    { name: 'Technician' },
    { name: 'Service Manager' },
    { name: 'Dispatch' },
    { name: 'API Integration' },
    { name: 'Administrator' },
  ]);
});

test('a list that an administrator changes while the sandbox runs is shown as it is now', async () => {
  sandbox.world.references['locations']?.push({ id: 5, name: 'Boise' });

  const answer = await psa.get('/system/locations/5');

  expect(answer.body).toMatchObject({ name: 'Boise' });
});

test('time sheets show who has not submitted', async () => {
  const answer = await psa.get('/time/sheets?fields=status,member/identifier');

  expect(answer.body).toEqual([{ status: 'Open', member: { identifier: 'o/neil #1' } }]);
});

test('the PSA tells its version, and the caller who it is, once there is an API member', async () => {
  const info = await psa.get('/system/info');
  const nobody = await psa.get('/system/myMembers');
  addMember(sandbox.world, { identifier: 'sync2', id: 21, licenseClass: 'A' });
  addMember(sandbox.world, { identifier: 'sync1', id: 20, licenseClass: 'A' });
  const self = await psa.get('/system/myMembers');

  expect(info).toMatchObject({ status: 200, body: { version: 'v2025.16', isCloud: true } });
  expect(nobody.status).toBe(404);
  expect(self.body).toMatchObject({ id: 20, identifier: 'sync1', licenseClass: 'A' });
});

test('the settings of a role that does not exist are not found', async () => {
  const known = await psa.get('/system/securityRoles/64/settings');
  const unknown = await psa.get('/system/securityRoles/99/settings');

  expect(rowsOf(known).map((row) => row['moduleFunctionName'])).toContain('Member Maintenance');
  expect(unknown.status).toBe(404);
});
