/** POST /system/members: what is taken, and everything that is refused. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { newMember } from './new-member.ts';
import type { PsaCaller } from './psa-caller.ts';
import { errorsOf, PSA_HEADERS, psaCaller, recordOf } from './psa-caller.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'lead', id: 7 });
  addMember(world, { identifier: 'Gone', id: 8, inactiveFlag: true });
  addMember(world, { identifier: 'Sync', id: 9, licenseClass: 'A' });
  sandbox = await startSandbox({ world, now: () => new Date('2026-11-23T10:15:42.900Z') });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

test('a complete body makes a member, which is shown without its password', async () => {
  const body = newMember({ timeApprover: { identifier: 'LEAD' }, workType: null, title: 'Engineer' });

  const made = await psa.send('POST', '/system/members', body);
  const read = await psa.get('/system/members/DFIR');

  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    id: 10,
    identifier: 'dfir',
    licenseClass: 'F',
    inactiveFlag: false,
    title: 'Engineer',
    securityRole: { id: 64, name: 'Technician' },
    defaultDepartment: { id: 10, identifier: 'Service', name: 'Service' },
    timeApprover: { id: 7, identifier: 'lead' },
    _info: { lastUpdated: '2026-11-23T10:15:42Z', updatedBy: 'Sync', enteredBy: 'Sync' },
  });
  expect(JSON.stringify(made.body)).not.toContain('password');
  expect(JSON.stringify([...sandbox.world.members.values()])).not.toContain('a long random password');
  expect(read.body).toEqual(made.body);
});

const missing = 'MissingRequiredField';
test.each<[string, Record<string, unknown>, (readonly [string, string])[]]>([
  ['no identifier', { identifier: undefined }, [['identifier', missing]]],
  ['a blank identifier', { identifier: ' ' }, [['identifier', missing]]],
  ['an identifier of 16 characters', { identifier: 'a'.repeat(16) }, [['identifier', 'MaxLength']]],
  ['no licence class', { licenseClass: undefined }, [['licenseClass', missing]]],
  ['an unknown licence class', { licenseClass: 'f' }, [['licenseClass', 'InvalidValue']]],
  ['no first name', { firstName: '' }, [['firstName', missing]]],
  ['a first name of 31 characters', { firstName: 'a'.repeat(31) }, [['firstName', 'MaxLength']]],
  ['no last name', { lastName: null }, [['lastName', missing]]],
  ['a last name of 31 characters', { lastName: 'a'.repeat(31) }, [['lastName', 'MaxLength']]],
  ['a name that is no text', { lastName: 5 }, [['lastName', 'InvalidValue']]],
  ['no hire date', { hireDate: undefined }, [['hireDate', missing]]],
  ['a hire date without time', { hireDate: '2026-01-31' }, [['hireDate', 'InvalidValue']]],
  ['a hire date that is none', { hireDate: '2026-13-31T00:00:00Z' }, [['hireDate', 'InvalidValue']]],
  ['no default e-mail', { defaultEmail: undefined }, [['defaultEmail', missing]]],
  ['a default e-mail that is an address', { defaultEmail: 'a@b.example' }, [['defaultEmail', 'InvalidValue']]],
  ['no default phone', { defaultPhone: undefined }, [['defaultPhone', missing]]],
  ['no role', { securityRole: undefined }, [['securityRole', missing]]],
  ['a role by id alone', { securityRole: 64 }, [['securityRole', 'InvalidValue']]],
  ['a role by name alone', { securityRole: { name: 'Technician' } }, [['securityRole', 'InvalidValue']]],
  ['a role that does not exist', { securityRole: { id: 999 } }, [['securityRole', 'NotFound']]],
  ['an inactive role', { securityRole: { id: 69 } }, [['securityRole', 'Inactive']]],
  ['no security location', { securityLocation: undefined }, [['securityLocation', missing]]],
  ['no default location', { defaultLocation: undefined }, [['defaultLocation', missing]]],
  ['no department', { defaultDepartment: undefined }, [['defaultDepartment', missing]]],
  ['a location of another list', { defaultLocation: { id: 64 } }, [['defaultLocation', 'NotFound']]],
  ['a calendar, of which the sandbox has none', { calendar: { id: 1 } }, [['calendar', 'NotFound']]],
  ['an inactive approver', { timeApprover: { id: 8 } }, [['timeApprover', 'Inactive']]],
  ['an approver who does not exist', { timeApprover: { identifier: 'x' } }, [['timeApprover', 'NotFound']]],
  [
    'no tab format, which older versions demand',
    { invoiceTimeTabFormat: undefined },
    [['invoiceTimeTabFormat', missing]],
  ],
  ['no password', { password: undefined }, [['password', missing]]],
  ['an empty password', { password: '' }, [['password', missing]]],
  ['a password of 61 characters', { password: 'x'.repeat(61) }, [['password', 'MaxLength']]],
  ['an office phone of 16 characters', { officePhone: '+1 (503) 555-010' }, [['officePhone', 'MaxLength']]],
  ['an unknown field', { emailAddress: 'a@b.example' }, [['emailAddress', 'UnknownField']]],
  ['a field in another case', { Title: 'x' }, [['Title', 'UnknownField']]],
  ['a record id of its own', { id: 5 }, [['id', 'ReadOnly']]],
  ['single sign-on settings', { ssoSettings: { ssoUserId: 'x' } }, [['ssoSettings', 'ReadOnly']]],
  ['a flag as text', { restrictLocationFlag: 'false' }, [['restrictLocationFlag', 'InvalidValue']]],
  ['a template that does not exist', { fromMemberTemplateRecId: 5 }, [['fromMemberTemplateRecId', 'NotFound']]],
  ['an example member who does not exist', { fromMemberRecId: 99 }, [['fromMemberRecId', 'NotFound']]],
  ['the Member ID of an active member', { identifier: 'LEAD' }, [['identifier', 'ObjectExists']]],
  ['the Member ID of an inactive member', { identifier: 'gone' }, [['identifier', 'ObjectExists']]],
  ['the Member ID of an API member', { identifier: 'sync' }, [['identifier', 'ObjectExists']]],
  [
    'several faults at once',
    { firstName: 5, securityRole: { id: 999 }, lastName: undefined },
    [
      ['firstName', 'InvalidValue'],
      ['securityRole', 'NotFound'],
      ['lastName', missing],
    ],
  ],
])('%s is refused and makes nothing', async (_, changes, errors) => {
  const answer = await psa.send('POST', '/system/members', newMember(changes));

  expect(answer).toMatchObject({ status: 400, body: { code: 'InvalidObject' } });
  expect(errorsOf(answer)).toEqual(errors);
  expect(sandbox.world.members.size).toBe(3);
});

test('a template supplies the references that were left out, but no role', async () => {
  const bare = { securityLocation: undefined, defaultLocation: undefined, defaultDepartment: undefined };

  const made = await psa.send('POST', '/system/members', newMember({ ...bare, fromMemberTemplateRecId: 71 }));
  const without = await psa.send(
    'POST',
    '/system/members',
    newMember({ ...bare, identifier: 'other', fromMemberTemplateRecId: 71, securityRole: undefined }),
  );

  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({ defaultLocation: { name: 'Portland' }, timeZone: { name: 'US Pacific' } });
  expect(recordOf(made)).not.toHaveProperty('fromMemberTemplateRecId');
  expect(errorsOf(without)).toEqual([['securityRole', 'MissingRequiredField']]);
});

test('an example member lends its references', async () => {
  const answer = await psa.send('POST', '/system/members', newMember({ workRole: undefined, fromMemberRecId: 7 }));

  expect(answer).toMatchObject({ status: 201, body: { workRole: { name: 'Engineer' }, defaultLocation: { id: 3 } } });
});

test('an API member needs no password', async () => {
  const answer = await psa.send('POST', '/system/members', newMember({ licenseClass: 'A', password: undefined }));

  expect(answer.status).toBe(201);
});

test('the seat limit counts active members that are no API members, and says license', async () => {
  sandbox.quirks.psaSeatLimit = 2;

  const last = await psa.send('POST', '/system/members', newMember());
  const beyond = await psa.send('POST', '/system/members', newMember({ identifier: 'two' }));

  expect(last.status).toBe(201);
  expect(beyond.status).toBe(400);
  expect(JSON.stringify(beyond.body)).toContain('license');
});

test.each([
  ['no JSON', '{"identifier":', 'application/json', 400],
  ['a list', '[]', 'application/json', 400],
  ['nothing', '', 'application/json', 400],
  ['a form', 'identifier=x', 'application/x-www-form-urlencoded', 415],
])('a body that is %s is refused', async (_, body, type, status) => {
  const answer = await fetch(`${sandbox.urls.psa}/v4_6_release/apis/3.0/system/members`, {
    method: 'POST',
    headers: { ...PSA_HEADERS, 'content-type': type },
    body,
  });

  expect(answer.status).toBe(status);
  expect(sandbox.world.members.size).toBe(3);
});
