import { describe, expect, test } from 'vitest';
import { mapMember, NO_LOGIN_SHOWN } from '../../../../src/adapters/connectwise/members/map-member.ts';
import { projection } from '../../../../src/adapters/connectwise/members/member-record.ts';
import type { Member } from '../../../../src/domain/people/member.ts';

const BARE = { id: 7, identifier: 'jdoe', licenseClass: 'F', inactiveFlag: false };

function mapped(record: object, joinField: 'vendorNumber' | 'employeeIdentifer' | null = null): Member {
  const result = mapMember(record, joinField);
  if (result.kind !== 'member') throw new Error(result.detail);
  return result.member;
}

describe('a record that can be read', () => {
  test('needs no more than id, Member ID, licence class and activity', () => {
    expect(mapped(BARE)).toEqual({
      key: 7,
      identifier: 'jdoe',
      active: true,
      licenseClass: 'F',
      admin: false,
      addresses: [],
      directoryIds: [],
      ssoUserId: null,
      fields: { licenseClass: 'F' },
      lastUpdated: null,
      lastLogin: NO_LOGIN_SHOWN,
      knownSince: null,
    });
  });

  test('may have nulls everywhere else, and fields that nobody knows', () => {
    const nulls = { firstName: null, securityRole: null, office365: null, ssoSettings: null, _info: null, news: [1] };

    expect(mapped({ ...BARE, ...nulls })).toEqual(mapped(BARE));
  });

  test('gives its fields under the PSA’s own names, empty ones left out', () => {
    const { fields } = mapped({
      ...BARE,
      firstName: 'Jane',
      lastName: '',
      title: '<b>=1+1</b>',
      securityRole: { id: 63, name: 'Technician', _info: {} },
      defaultDepartment: { id: 10, identifier: 'Svc', name: 'Service' },
      type: { id: 41, identifier: 'Employee' },
      timeApprover: { id: 9, identifier: 'boss', name: 'The Boss' },
      reportsTo: { id: 9, name: 'The Boss' },
    });

    expect(fields).toEqual({
      firstName: 'Jane',
      title: '<b>=1+1</b>',
      licenseClass: 'F',
      securityRole: { id: 63, name: 'Technician' },
      defaultDepartment: { id: 10, name: 'Service' },
      type: { id: 41, name: 'Employee' },
      timeApprover: { id: 9, name: 'boss' },
      reportsTo: { id: 9, name: 'The Boss' },
    });
  });

  test('gives every address once, as written', () => {
    const { addresses } = mapped({
      ...BARE,
      officeEmail: 'Jane@Example.com',
      mobileEmail: '',
      homeEmail: 'jane@home.example',
      primaryEmail: 'jane@example.com',
      ssoSettings: { userName: 'j.doe@sso.example', email: 'JANE@home.example' },
    });

    expect(addresses).toEqual(['Jane@Example.com', 'jane@home.example', 'j.doe@sso.example']);
  });

  test('takes a user name of single sign-on for an address only when it is one', () => {
    expect(mapped({ ...BARE, ssoSettings: { userName: 'DOMAIN\\jane' } }).addresses).toEqual([]);
  });

  test.each([
    [null, ['o365', 'sso']],
    ['vendorNumber', ['o365', 'sso', 'v-1']],
    ['employeeIdentifer', ['o365', 'sso', 'e-1']],
  ] as const)('gives the directory’s ids, with join field %s', (joinField, expected) => {
    const ids = {
      office365: { id: 'o365' },
      ssoSettings: { ssoUserId: 'sso' },
      vendorNumber: 'v-1',
      employeeIdentifer: 'e-1',
    };

    const member = mapped({ ...BARE, ...ids }, joinField);

    expect(member.directoryIds).toEqual(expected);
    expect(member.ssoUserId).toBe('sso');
  });

  test('an API member is of class A, and has no licence class to own', () => {
    const member = mapped({ ...BARE, licenseClass: 'A' });

    expect(member.licenseClass).toBe('A');
    expect(member.fields).toEqual({});
  });

  test.each([
    [{ inactiveFlag: true }, { active: false }],
    [{ adminFlag: true }, { admin: true }],
    [{ _info: { lastUpdated: '2026-01-01T00:00:00Z' } }, { lastUpdated: '2026-01-01T00:00:00Z' }],
    [{ lastLogin: '2026-11-20T08:15:30Z' }, { lastLogin: { kind: 'at', at: '2026-11-20T08:15:30.000Z' } }],
    [{ lastLogin: null }, { lastLogin: NO_LOGIN_SHOWN }],
    [{ lastLogin: ' ' }, { lastLogin: NO_LOGIN_SHOWN }],
    [
      { lastLogin: '11/20/2026\n8:15 AM' },
      {
        lastLogin: { kind: 'unknown', why: 'The PSA shows "11/20/2026 8:15 AM" as the last login, which is no date.' },
      },
    ],
    [{ hireDate: '2025-01-08T00:00:00Z' }, { knownSince: '2025-01-08T00:00:00.000Z' }],
    [
      { hireDate: '2025-01-08T00:00:00Z', _info: { dateEntered: '2026-02-01T09:00:00Z' } },
      { knownSince: '2026-02-01T09:00:00.000Z' },
    ],
    [{ hireDate: 'soon', _info: { dateEntered: null } }, { knownSince: null }],
  ])('%j gives %j', (record, expected) => {
    expect(mapped({ ...BARE, ...record })).toMatchObject(expected);
  });
});

describe('a record that cannot be read', () => {
  test.each([
    ['an odd licence class', { ...BARE, licenseClass: 'Q' }, 'member 7', 'licenseClass'],
    ['no licence class', { ...BARE, licenseClass: null }, 'member 7', 'licenseClass'],
    ['no word on activity', { ...BARE, inactiveFlag: undefined }, 'member 7', 'inactiveFlag'],
    ['no Member ID', { ...BARE, identifier: '' }, 'member 7', 'identifier'],
    ['a reference without an id', { ...BARE, securityRole: { name: 'x' } }, 'member 7', 'securityRole.id'],
    ['a number for a text', { ...BARE, title: 5 }, 'member 7', 'title'],
    ['no id', { ...BARE, id: '7' }, 'a member without a record id', 'id'],
    ['no object', 'jdoe', 'a member without a record id', 'expected object'],
    ['null', null, 'a member without a record id', 'expected object'],
  ])('%s', (_, row, place, detail) => {
    const result = mapMember(row, null);

    expect(result).toMatchObject({ kind: 'unreadable', place });
    expect(result.kind === 'unreadable' ? result.detail : '').toContain(detail);
  });
});

test('the projection asks for the configured join field alone, and of the bookkeeping for two instants', () => {
  const fields = (joinField: 'vendorNumber' | 'employeeIdentifer' | null) => projection(joinField).split(',');

  expect(fields('vendorNumber')).toContain('vendorNumber');
  expect(fields('vendorNumber')).not.toContain('employeeIdentifer');
  expect(fields(null)).not.toContain('vendorNumber');
  expect(fields(null)).toEqual(
    expect.arrayContaining(['lastLogin', 'hireDate', '_info/lastUpdated', '_info/dateEntered']),
  );
  expect(fields(null)).not.toContain('_info');
  expect(fields(null)).not.toContain('notes');
});
