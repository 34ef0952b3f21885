/** One fresh read of one member, before and after the write. */
import { describe, expect, test } from 'vitest';
import { aCreation, aDeactivation, anUpdate, aReactivation, TO_ADMINISTRATOR } from './builders/an-action.ts';
import { aMember, memberOf, ROLES } from './builders/a-member.ts';
import { aPerson } from './builders/a-person.ts';
import { precondition, shortfall } from '../../src/core/precondition.ts';
import type { MemberAction } from '../../src/domain/planning/action.ts';
import type { FieldChange, Member } from '../../src/domain/people/member.ts';

const ada = aPerson('Ada Example');
const member = memberOf(ada, 1);
const off = { ...member, active: false };
const admin = memberOf(ada, 1, { fields: { securityRole: ROLES.administrator } });
const dispatcher = memberOf(ada, 1, { fields: { securityRole: ROLES.dispatcher } });
const RENAME: FieldChange = { field: 'lastName', from: 'Maiden', to: 'Example' };
const TITLE: FieldChange = { field: 'title', from: null, to: 'Engineer' };
const update = anUpdate(ada, member, [TO_ADMINISTRATOR]);
const back = aReactivation(ada, off, [TO_ADMINISTRATOR]);
const leave = aDeactivation(member, 'disabled');

describe('before the write', () => {
  test.each<[string, MemberAction, Member | undefined, string]>([
    ['a creation stands while its Member ID is free', aCreation(ada), undefined, 'stands'],
    [
      'a creation is off when its Member ID is taken',
      aCreation(ada),
      member,
      'Member ID ada.example has been taken since the plan was made.',
    ],
    ['a deactivation stands while the member is active', leave, member, 'stands'],
    ['a deactivation is done already when the member is inactive', leave, off, 'already'],
    ['any write is off when the record is gone', leave, undefined, 'Member ada.example is no longer there.'],
    [
      'any write is off when the record is somebody else',
      update,
      aMember(1, 'other'),
      'Record 1 is other now, not ada.example.',
    ],
    ['a Member ID in another case is the same', leave, { ...member, identifier: 'ADA.Example' }, 'stands'],
    [
      'any write is off when the record has become an API member',
      leave,
      { ...member, licenseClass: 'A' },
      'ada.example has become an API member.',
    ],
    ['an update stands while the fields are as the plan saw them', update, member, 'stands'],
    ['an update is done already when the fields are as wanted', update, admin, 'already'],
    [
      'an update is off when a field has become a third thing',
      update,
      dispatcher,
      'securityRole of ada.example has been changed since the plan was made.',
    ],
    [
      'an update is off when the member was switched off',
      update,
      off,
      'ada.example has been switched off since the plan was made.',
    ],
    [
      'an update stands when one of its fields is as wanted and the other as it was',
      anUpdate(ada, member, [RENAME, TO_ADMINISTRATOR]),
      member,
      'stands',
    ],
    ['an empty field is what the plan saw as empty', anUpdate(ada, member, [TITLE]), member, 'stands'],
    [
      'a field filled since is not',
      anUpdate(ada, member, [TITLE]),
      memberOf(ada, 1, { fields: { title: 'Boss' } }),
      'title of ada.example has been changed since the plan was made.',
    ],
    ['a return stands while the member is inactive', back, off, 'stands'],
    ['a return stands when only the switch is left to do', back, { ...admin, active: false }, 'stands'],
    [
      'a return is off when a field has become a third thing',
      back,
      { ...dispatcher, active: false },
      'securityRole of ada.example has been changed since the plan was made.',
    ],
    ['a return is done already when the member is active as wanted', back, admin, 'already'],
    [
      'a return is off when somebody else switched the member on with another role',
      back,
      member,
      'ada.example has been switched on since the plan was made.',
    ],
  ])('%s', (_name, action, record, expected) => {
    const judged = precondition(action, record);

    expect(judged.kind === 'moved' ? judged.detail : judged.kind).toBe(expected);
  });
});

describe('after the write', () => {
  test.each<[string, MemberAction, Member | undefined, string | null]>([
    ['a creation is verified by a record with all it wanted', aCreation(ada), member, null],
    [
      'a creation lacks what the record does not hold',
      aCreation(ada),
      memberOf(ada, 1, { fields: { lastName: 'Maiden', securityRole: ROLES.dispatcher } }),
      'ada.example does not hold the wanted lastName, securityRole.',
    ],
    ['a creation that made an inactive member lacks that', aCreation(ada), off, 'ada.example is not active.'],
    [
      'a write whose record cannot be found is not verified',
      update,
      undefined,
      'The member cannot be found after the write.',
    ],
    ['an update is verified by the fields it changed', update, admin, null],
    ['an update lacks what has not changed', update, member, 'ada.example does not hold the wanted securityRole.'],
    ['a return is verified by an active member with its fields', back, admin, null],
    ['a return lacks the switch', back, { ...admin, active: false }, 'ada.example is not active.'],
    ['a deactivation is verified by an inactive member', leave, off, null],
    ['a deactivation lacks the switch', leave, member, 'ada.example is still active.'],
  ])('%s', (_name, action, record, expected) => {
    expect(shortfall(action, record)).toBe(expected);
  });
});
