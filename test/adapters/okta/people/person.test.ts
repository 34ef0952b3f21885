/** What becomes of an Okta user: the closed status table, names, addresses and the org's own attributes. */
import { describe, expect, test } from 'vitest';
import { stateOf, toPerson, unnamedPerson } from '../../../../src/adapters/okta/people/person.ts';
import type { OktaUser } from '../../../../src/adapters/okta/schema.ts';
import { userSchema } from '../../../../src/adapters/okta/schema.ts';
import { groupId, personId } from '../../../../src/domain/ids.ts';

function userWith(profile: Partial<OktaUser['profile']>): OktaUser {
  return { id: '00u00000000000000001', status: 'ACTIVE', profile: { login: 'ada@example.com', ...profile } };
}

describe('status', () => {
  test.each([
    ['STAGED', 'pending'],
    ['PROVISIONED', 'enabled'],
    ['ACTIVE', 'enabled'],
    ['RECOVERY', 'enabled'],
    ['LOCKED_OUT', 'enabled'],
    ['PASSWORD_EXPIRED', 'enabled'],
    ['SUSPENDED', 'suspended'],
    ['DEPROVISIONED', 'disabled'],
  ])('%s means %s', (status, state) => {
    expect(stateOf(status)).toBe(state);
  });

  test.each(['ACTIVATING', 'active', 'Deprovisioned', ' ACTIVE', 'toString', '__proto__', 'constructor'])(
    '"%s" is no status that this version knows',
    (status) => {
      expect(stateOf(status)).toBe('unknown');
    },
  );
});

describe('person', () => {
  test('has everything that the profile tells', () => {
    const user = userWith({
      email: 'Ada.Mail@example.com',
      secondEmail: 'ada@home.example',
      firstName: 'Ada',
      lastName: 'Example',
      displayName: 'Ada E.',
      employeeNumber: '1001',
      title: 'Engineer',
      primaryPhone: '+1 555 0100',
      mobilePhone: '+1 555 0101',
      samAccountName: 'aexample',
      hireDate: '2026-01-05T00:00:00.000Z',
    });

    const person = toPerson(user, [groupId('00g00000000000000001')]);

    expect(person).toEqual({
      id: '00u00000000000000001',
      state: 'enabled',
      type: 'employee',
      displayName: 'Ada E.',
      firstName: 'Ada',
      lastName: 'Example',
      login: 'ada@example.com',
      mail: 'Ada.Mail@example.com',
      addresses: ['Ada.Mail@example.com', 'ada@example.com', 'ada@home.example'],
      accountName: 'aexample',
      employeeNumber: '1001',
      title: 'Engineer',
      officePhone: '+1 555 0100',
      mobilePhone: '+1 555 0101',
      hiredOn: '2026-01-05',
      groups: ['00g00000000000000001'],
    });
  });

  test.each([
    ['the display name', { displayName: 'A. E.', firstName: 'Ada', lastName: 'Example' }, 'A. E.'],
    ['first and last name', { displayName: ' ', firstName: 'Ada', lastName: 'Example' }, 'Ada Example'],
    ['the one name there is', { firstName: null, lastName: 'Example' }, 'Example'],
    ['the login', { firstName: null, lastName: null }, 'ada@example.com'],
  ])('is called by %s', (_case, profile, expected) => {
    expect(toPerson(userWith(profile), []).displayName).toBe(expected);
  });

  test.each([
    ['each address once, whatever its case', { email: 'ADA@example.com' }, ['ADA@example.com']],
    ['no login that is no address', { login: 'ada', email: 'ada@example.com' }, ['ada@example.com']],
    ['nothing empty', { email: '', secondEmail: null }, ['ada@example.com']],
  ])('has %s among the addresses', (_case, profile, expected) => {
    expect(toPerson(userWith(profile), []).addresses).toEqual(expected);
  });

  test.each([
    ['a list', ['2026-01-05'], null],
    ['a number', 20260105, null],
    ['another notation', '01/05/2026', null],
    ['no date', '2026-13-45', null],
    ['a date', '2026-01-05', '2026-01-05'],
  ])('takes %s in the hire date for what it is', (_case, hireDate, expected) => {
    expect(toPerson(userWith({ hireDate }), []).hiredOn).toBe(expected);
  });

  test('of whom only the id is known has no address that could match anybody', () => {
    const id = personId('00u00000000000000001');

    const person = unnamedPerson(id, 'gone');

    expect(person).toMatchObject({ id, state: 'gone', addresses: [], mail: null, groups: [] });
  });
});

describe('shape', () => {
  const raw = { id: '00u1', status: 'ACTIVE', profile: { login: 'ada@example.com' } };

  test('ignores attributes of the org’s own making, whatever their type', () => {
    const profile = { ...raw.profile, samAccountName: 7, hireDate: ['x'], shoeSize: { eu: 38 } };

    expect(userSchema.safeParse({ ...raw, profile }).success).toBe(true);
  });

  test.each([
    ['no id', { ...raw, id: undefined }],
    ['an empty id', { ...raw, id: '' }],
    ['a blank status', { ...raw, status: ' ' }],
    ['a status that is no text', { ...raw, status: null }],
    ['no profile', { ...raw, profile: undefined }],
    ['no login', { ...raw, profile: {} }],
    ['one letter of a page', '<'],
  ])('is not given with %s', (_case, value) => {
    expect(userSchema.safeParse(value).success).toBe(false);
  });
});
