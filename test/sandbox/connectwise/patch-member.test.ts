/** PATCH /system/members/{id}: the API's own reading of a patch, its traps included. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { PsaCaller } from './psa-caller.ts';
import { errorsOf, psaCaller, recordOf, replace } from './psa-caller.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'dfir', id: 7, record: { firstName: 'Dana', title: 'Engineer' } });
  addMember(world, { identifier: 'gone', id: 8, inactiveFlag: true, record: { inactiveDate: '2026-10-01T00:00:00Z' } });
  addMember(world, { identifier: 'sync', id: 9, licenseClass: 'A' });
  addMember(world, { identifier: 'busy', id: 10, openTimeSheets: 2 });
  sandbox = await startSandbox({ world, now: () => new Date('2026-11-23T10:15:42Z') });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

test.each<[string, { op: string; path: string; value?: unknown }, string, unknown]>([
  ['a text', replace('title', 'Lead'), 'title', 'Lead'],
  ['a text by add', { op: 'add', path: 'officePhone', value: '555' }, 'officePhone', '555'],
  ['a licence class', replace('licenseClass', 'X'), 'licenseClass', 'X'],
  ['a whole reference', replace('securityRole', { id: 65 }), 'securityRole', { id: 65, name: 'Dispatch' }],
  [
    'a reference by identifier',
    replace('reportsTo', { identifier: 'BUSY' }),
    'reportsTo',
    { id: 10, identifier: 'busy', name: 'busy Member' },
  ],
  ['a flag', replace('adminFlag', true), 'adminFlag', true],
  ['a number', replace('dailyCapacity', 7.5), 'dailyCapacity', 7.5],
  ['a list', replace('teams', [1, 2]), 'teams', [1, 2]],
  ['an office 365 identity', replace('office365', { id: 'guid' }), 'office365', { id: 'guid' }],
  ['a removal', { op: 'remove', path: 'title' }, 'title', undefined],
  ['a replacement by null', replace('title', null), 'title', undefined],
])('%s is written, and the record says when and by whom', async (_, operation, field, expected) => {
  const answer = await psa.send('PATCH', '/system/members/7', [operation]);
  const read = await psa.get('/system/members/7');

  expect(answer.status).toBe(200);
  expect(recordOf(answer)[field]).toEqual(expected);
  expect(read.body).toEqual(answer.body);
  expect(read.body).toMatchObject({
    _info: { lastUpdated: '2026-11-23T10:15:42Z', updatedBy: 'sync', enteredBy: 'admin1' },
  });
});

test('a path into a field is answered with 200 and changes nothing at all', async () => {
  const before = await psa.get('/system/members/7');

  const answer = await psa.send('PATCH', '/system/members/7', [replace('securityRole/id', 65)]);

  expect([answer.status, answer.body]).toEqual([200, before.body]);
});

test.each<[string, unknown, readonly (readonly [string, string])[]]>([
  ['a slash in front', [replace('/title', 'x')], [['/title', 'InvalidPath']]],
  ['an unknown field', [replace('emailAddress', 'x')], [['emailAddress', 'InvalidPath']]],
  ['a field in another case', [replace('Title', 'x')], [['Title', 'InvalidPath']]],
  ['the Member ID', [replace('identifier', 'new')], [['identifier', 'ReadOnly']]],
  ['the record id', [replace('id', 1)], [['id', 'ReadOnly']]],
  ['the bookkeeping', [replace('_info', {})], [['_info', 'ReadOnly']]],
  ['single sign-on settings', [replace('ssoSettings', { ssoUserId: 'x' })], [['ssoSettings', 'ReadOnly']]],
  ['a title that is a number', [replace('title', 5)], [['title', 'InvalidValue']]],
  ['a first name of 31 characters', [replace('firstName', 'a'.repeat(31))], [['firstName', 'MaxLength']]],
  ['an office phone of 16 characters', [replace('officePhone', '1'.repeat(16))], [['officePhone', 'MaxLength']]],
  ['an empty last name', [replace('lastName', '')], [['lastName', 'MissingRequiredField']]],
  ['a removed role', [{ op: 'remove', path: 'securityRole' }], [['securityRole', 'MissingRequiredField']]],
  ['an unknown role', [replace('securityRole', { id: 1 })], [['securityRole', 'NotFound']]],
  ['an inactive role', [replace('securityRole', { id: 69 })], [['securityRole', 'Inactive']]],
  ['an inactive approver', [replace('timeApprover', { id: 8 })], [['timeApprover', 'Inactive']]],
  ['an unknown licence class', [replace('licenseClass', 'Z')], [['licenseClass', 'InvalidValue']]],
  ['an empty password', [replace('password', '')], [['password', 'MissingRequiredField']]],
  ['an operation without value', [{ op: 'replace', path: 'title' }], [['title', 'InvalidValue']]],
  ['an unknown operation', [{ op: 'set', path: 'title', value: 'x' }], []],
  ['an operation without path', [{ op: 'replace', value: 'x' }], []],
  ['an empty patch', [], []],
  ['an object in place of a list', replace('title', 'x'), []],
  [
    'a good operation before a bad one',
    [replace('title', 'x'), replace('lastName', 5)],
    [['lastName', 'InvalidValue']],
  ],
])('%s is refused and changes nothing', async (_, patch, errors) => {
  const before = await psa.get('/system/members/7');

  const answer = await psa.send('PATCH', '/system/members/7', patch);
  const after = await psa.get('/system/members/7');

  expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidObject' } });
  expect(errorsOf(answer)).toEqual(errors);
  expect(after.body).toEqual(before.body);
});

test('a new password is taken and kept nowhere', async () => {
  const answer = await psa.send('PATCH', '/system/members/7', [replace('password', 'fresh secret')]);

  expect(answer.status).toBe(200);
  expect(JSON.stringify([answer.body, sandbox.world.members.get(7)])).not.toContain('fresh secret');
});

test('an honoured inactiveFlag switches off with a date, and on again without one', async () => {
  const off = await psa.send('PATCH', '/system/members/7', [replace('inactiveFlag', true)]);
  const on = await psa.send('PATCH', '/system/members/8', [replace('inactiveFlag', false), replace('title', 'Back')]);

  expect(off.body).toMatchObject({ inactiveFlag: true, inactiveDate: '2026-11-23T10:15:42Z' });
  expect(on.body).toMatchObject({ inactiveFlag: false, title: 'Back', lastActivatedDate: '2026-11-23T10:15:42Z' });
  expect(recordOf(on)).not.toHaveProperty('inactiveDate');
});

test('an honoured inactiveFlag does not pass open time sheets', async () => {
  const answer = await psa.send('PATCH', '/system/members/10', [replace('inactiveFlag', true)]);

  expect(answer.status).toBe(400);
  expect(sandbox.world.members.get(10)).toMatchObject({ inactiveFlag: false, openTimeSheets: 2 });
});

test('an ignored inactiveFlag is answered with 200 and stays, while the rest of the patch is written', async () => {
  sandbox.quirks.patchInactiveFlag = 'ignored';

  const answer = await psa.send('PATCH', '/system/members/7', [
    replace('inactiveFlag', true),
    replace('title', 'Lead'),
  ]);

  expect(answer).toMatchObject({ status: 200, body: { inactiveFlag: false, title: 'Lead' } });
});

test('a refused inactiveFlag is answered with 400', async () => {
  sandbox.quirks.patchInactiveFlag = 'refused';

  const answer = await psa.send('PATCH', '/system/members/7', [replace('inactiveFlag', true)]);

  expect([answer.status, errorsOf(answer)]).toEqual([400, [['inactiveFlag', 'ReadOnly']]]);
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(false);
});

test.each([
  ['PUT', '/system/members/7', 405],
  ['DELETE', '/system/members/7', 405],
  ['PUT', '/system/members', 405],
  ['PATCH', '/system/members/99', 404],
  ['POST', '/system/locations', 405],
])('%s %s answers %i', async (method, path, status) => {
  const answer = await psa.send(method, path, [replace('title', 'x')]);

  expect(answer.status).toBe(status);
  expect(sandbox.world.members.get(7)?.record['title']).toBe('Engineer');
});
