import { describe, expect, test } from 'vitest';
import { toPerson, unnamedPerson } from '../../../../src/adapters/entra/people/person.ts';
import type { GraphUser } from '../../../../src/adapters/entra/schema.ts';
import { groupId, personId } from '../../../../src/domain/ids.ts';

const ID = '5f0e6c1a-6a1c-4a5e-8b57-2f3f0a9d1e77';

function aUser(more: Partial<GraphUser> = {}): GraphUser {
  return { id: ID, accountEnabled: true, userType: 'Member', userPrincipalName: 'ada@contoso.example', ...more };
}

describe('a Graph user as a person', () => {
  test('carries every property to its place', () => {
    const person = toPerson(
      aUser({
        displayName: 'Ada Example',
        givenName: 'Ada',
        surname: 'Example',
        mail: 'Ada@contoso.example',
        proxyAddresses: [
          'SMTP:ada@contoso.example',
          'smtp:a.example@contoso.example',
          'x500:/o=Contoso',
          'sip:ada@x.example',
        ],
        otherMails: ['ada@home.example', ''],
        onPremisesSamAccountName: 'aexample',
        employeeId: '1001',
        jobTitle: 'Engineer',
        businessPhones: ['+1 555 0100', '+1 555 0199'],
        mobilePhone: '+1 555 0101',
        employeeHireDate: '2024-02-01T00:00:00Z',
      }),
      'listed',
      [groupId('g')],
    );

    expect(person).toEqual({
      id: ID,
      state: 'enabled',
      type: 'employee',
      displayName: 'Ada Example',
      firstName: 'Ada',
      lastName: 'Example',
      login: 'ada@contoso.example',
      mail: 'Ada@contoso.example',
      addresses: ['Ada@contoso.example', 'a.example@contoso.example', 'ada@home.example'],
      accountName: 'aexample',
      employeeNumber: '1001',
      title: 'Engineer',
      officePhone: '+1 555 0100',
      mobilePhone: '+1 555 0101',
      hiredOn: '2024-02-01',
      groups: ['g'],
    });
  });

  test.each([
    ['enabled', 'accountEnabled is true', { accountEnabled: true }],
    ['disabled', 'accountEnabled is false', { accountEnabled: false }],
    ['unknown', 'accountEnabled is null', { accountEnabled: null }],
    ['unknown', 'accountEnabled is absent', { accountEnabled: undefined }],
    ['unknown', 'there is no login', { userPrincipalName: null }],
  ] as const)('is %s when %s', (state, _why, more) => {
    const person = toPerson(aUser(more), 'listed', []);

    expect(person.state).toBe(state);
  });

  test.each([
    ['employee', 'Member'],
    ['guest', 'Guest'],
    ['guest', 'GUEST'],
    ['unknown', null],
    ['unknown', undefined],
    ['unknown', 'Robot'],
  ] as const)('is of type %s when userType is %s', (type, userType) => {
    const person = toPerson(aUser({ userType }), 'listed', []);

    expect(person.type).toBe(type);
  });

  test.each([
    ['display name first', { displayName: 'Ada E.', givenName: 'Ada', surname: 'Example' }, 'Ada E.'],
    ['else first and last name', { displayName: ' ', givenName: 'Ada', surname: 'Example' }, 'Ada Example'],
    ['else the one name that there is', { displayName: null, surname: 'Example' }, 'Example'],
    ['else the login', {}, 'ada@contoso.example'],
    ['else the id', { userPrincipalName: '' }, ID],
  ])('is called by its %s', (_rule, more, name) => {
    const person = toPerson(aUser(more), 'listed', []);

    expect(person.displayName).toBe(name);
  });

  test('without mail has its primary proxy address as mail', () => {
    const person = toPerson(
      aUser({ proxyAddresses: ['smtp:old@contoso.example', 'SMTP:new@contoso.example'] }),
      'listed',
      [],
    );

    expect(person.mail).toBe('new@contoso.example');
    expect(person.addresses).toEqual(['new@contoso.example', 'ada@contoso.example', 'old@contoso.example']);
  });

  test('that is a guest has no address of its invented login', () => {
    const login = 'ben_partner.example#EXT#@contoso.example';

    const person = toPerson(
      aUser({ userType: 'Guest', userPrincipalName: login, mail: 'ben@partner.example' }),
      'listed',
      [],
    );

    expect(person).toMatchObject({ login, addresses: ['ben@partner.example'] });
  });

  test('that was deleted is deleted, even if enabled, and has its login back without the prefix', () => {
    const prefixed = `${ID.replaceAll('-', '')}ada@contoso.example`;

    const person = toPerson(aUser({ userPrincipalName: prefixed }), 'deleted', []);

    expect(person).toMatchObject({
      state: 'deleted',
      login: 'ada@contoso.example',
      addresses: ['ada@contoso.example'],
    });
  });

  test.each([
    ['2024-02-01T00:00:00Z', '2024-02-01'],
    ['2024-02-01', '2024-02-01'],
    ['1999-12-31T23:00:00.000Z', '1999-12-31'],
    ['0001-01-01T00:00:00Z', null],
    ['1601-01-01T00:00:00Z', null],
    ['soon', null],
    [null, null],
  ])('hired at %s was hired on %s', (employeeHireDate, hiredOn) => {
    const person = toPerson(aUser({ employeeHireDate }), 'listed', []);

    expect(person.hiredOn).toBe(hiredOn);
  });

  test('of whom only the id is known is no one to write to or to match', () => {
    const person = unnamedPerson(personId(ID), 'gone');

    expect(person).toMatchObject({ id: ID, state: 'gone', type: 'unknown', displayName: ID, login: ID, mail: null });
    expect(person.addresses).toEqual([]);
  });
});
