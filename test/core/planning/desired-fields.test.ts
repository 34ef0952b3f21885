import { describe, expect, test } from 'vitest';
import type { FieldValue, MemberField } from '../../../src/domain/people/member.ts';
import type { ResolvedProfile } from '../../../src/core/planning/profiles.ts';
import { aMember, DEPARTMENT, LOCATION, memberOf, ROLES } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, TECHNICIAN_PROFILE } from '../builders/a-world.ts';
import { changesBetween, directoryFields, ownedFields, sameValue } from '../../../src/core/planning/desired-fields.ts';

const ada = aPerson('Ada Example');
const technician: ResolvedProfile = {
  profile: TECHNICIAN_PROFILE,
  fields: {
    licenseClass: 'F',
    securityRole: ROLES.technician,
    defaultLocation: LOCATION,
    defaultDepartment: DEPARTMENT,
  },
  templateId: null,
  problems: [],
};

describe("a person's own fields", () => {
  test('come in the form that the PSA takes', () => {
    const person = {
      ...ada,
      firstName: ' Ada\n',
      title: 'Lead\tEngineer',
      officePhone: '+1 (503) 555-0100',
      mobilePhone: '503.555.0101',
    };

    expect(directoryFields(person)).toEqual({
      values: {
        firstName: 'Ada',
        lastName: 'Example',
        officeEmail: 'ada.example@harborpine.example',
        title: 'Lead Engineer',
        officePhone: '15035550100',
        mobilePhone: '5035550101',
      },
      cut: [],
    });
  });

  test.each([
    ['a first name', { firstName: null }, 'firstName'],
    ['a last name', { lastName: ' ' }, 'lastName'],
    ['an address', { mail: null }, 'officeEmail'],
    ['an address that fits', { mail: `${'a'.repeat(250)}@x.example` }, 'officeEmail'],
    ['a title', { title: '' }, 'title'],
    ['a number with digits', { officePhone: 'ask at the desk' }, 'officePhone'],
    ['a number that is a number', { mobilePhone: '+49 30 1234 5678 9012 34' }, 'mobilePhone'],
  ])('lack what the directory has not: %s', (_name, over, field) => {
    const full = { ...ada, title: 'Engineer', officePhone: '1', mobilePhone: '2' };

    expect(Object.keys(directoryFields(full).values)).toContain(field);
    expect(Object.keys(directoryFields({ ...full, ...over }).values)).not.toContain(field);
  });

  test('are cut to what the PSA holds, and say so', () => {
    const person = { ...ada, firstName: 'A'.repeat(31), lastName: 'B'.repeat(40) };

    expect(directoryFields(person)).toMatchObject({
      values: { firstName: 'A'.repeat(30), lastName: 'B'.repeat(30) },
      cut: ['firstName', 'lastName'],
    });
  });
});

describe('owned fields', () => {
  test("are the profile's, and of the directory's those that the policy names and the person has", () => {
    const person = { ...ada, lastName: null, title: 'Engineer' };

    expect(
      ownedFields(person, technician, aPolicy({ directoryOwns: ['firstName', 'lastName', 'officePhone'] })),
    ).toEqual({ firstName: 'Ada', ...technician.fields });
  });
});

describe('changes', () => {
  test('of a member that agrees are none', () => {
    expect(changesBetween(memberOf(ada, 1), ownedFields(ada, technician, aPolicy()))).toEqual([]);
  });

  test('come in one fixed order, with what is there now', () => {
    const member = aMember(1, 'ada', { fields: { lastName: 'Old', securityRole: ROLES.dispatcher } });

    expect(
      changesBetween(member, {
        securityRole: ROLES.technician,
        lastName: 'Example',
        firstName: 'Ada',
      }),
    ).toEqual([
      { field: 'firstName', from: null, to: 'Ada' },
      { field: 'lastName', from: 'Old', to: 'Example' },
      { field: 'securityRole', from: ROLES.dispatcher, to: ROLES.technician },
    ]);
  });
});

describe('the same value', () => {
  test.each<[string, MemberField, FieldValue | null, FieldValue | null, boolean]>([
    ['an e-mail address in another case', 'officeEmail', 'ADA@x.example', 'ada@x.example', true],
    ['another e-mail address', 'officeEmail', 'ben@x.example', 'ada@x.example', false],
    ['an office phone formatted by the PSA', 'officePhone', '(503) 555-0100', '5035550100', true],
    ['a mobile phone formatted by the PSA', 'mobilePhone', '503-555-0100', '5035550100', true],
    ['another phone', 'mobilePhone', '503-555-0101', '5035550100', false],
    ['a name in another case, which is a correction', 'firstName', 'ada', 'Ada', false],
    ['a name with a blank at its end', 'firstName', 'Ada ', 'Ada', true],
    ['a decomposed name', 'firstName', 'Zoe\u0308', 'Zo\u00eb', true],
    ['a reference by its id, whatever its name', 'securityRole', { id: 10, name: 'Renamed' }, ROLES.technician, true],
    ['another reference of the same name', 'securityRole', { id: 11, name: 'Technician' }, ROLES.technician, false],
    ['a text is no reference', 'securityRole', 'Technician', ROLES.technician, false],
    ['a reference is no text', 'title', ROLES.technician, 'Technician', false],
    ['nothing and an empty text', 'title', null, '', true],
    ['nothing and a text', 'title', null, 'Engineer', false],
    ['a text and nothing', 'title', 'Engineer', null, false],
    ['nothing and nothing', 'title', null, null, true],
  ])('%s', (_name, field, have, want, same) => {
    expect(sameValue(field, have, want)).toBe(same);
  });
});
