import { describe, expect, test } from 'vitest';
import {
  aCreation,
  aDeactivation,
  anUpdate,
  aReactivation,
  aReassignment,
  TO_ADMINISTRATOR,
  TO_DISPATCHER,
} from '../builders/an-action.ts';
import { aMember, memberOf, ROLES } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy, aWorld } from '../builders/a-world.ts';
import { protectedGuard, protectionList } from '../../../src/core/guards/protected.ts';
import type { Action } from '../../../src/domain/planning/action.ts';
import { memberRef, type Member } from '../../../src/domain/people/member.ts';

const ada = aPerson('Ada Example');
const admin = memberOf(ada, 1, { fields: { securityRole: ROLES.administrator } });
const second = aMember(2, 'second', { admin: true });
const plain = aMember(3, 'plain');

function holdsOf(
  actions: readonly Action[],
  members: readonly Member[],
  protectedMembers: readonly string[] = [],
): readonly string[] {
  const guard = protectedGuard(aWorld([ada], members, { policy: aPolicy({ protectedMembers }) }), actions);
  return actions.flatMap((action) => guard(action).map((hold) => `${hold.guard}/${hold.release}: ${hold.why}`));
}

describe('a pattern', () => {
  test.each([
    ['breakglass', 'BreakGlass', true],
    ['breakglass', 'breakglass2', false],
    ['svc*', 'SVC-backup', true],
    ['svc*', 'mysvc', false],
    ['*admin*', 'theadmin1', true],
    ['a.b', 'axb', false],
    ['a+(b)*', 'a+(b)c', true],
    ['*', '', true],
  ])('%s on %s: %s', (pattern, identifier, listed) => {
    expect(protectionList([pattern])(identifier)).toBe(listed);
  });

  test('that is not there protects nobody', () => {
    expect(protectionList([])('anyone')).toBe(false);
  });
});

describe('a protected member', () => {
  test.each([
    ['switched off', aDeactivation(plain, 'disabled')],
    ['brought back', aReactivation(ada, plain)],
    ['changed', anUpdate(ada, plain, [TO_ADMINISTRATOR])],
  ])('that is listed is not %s', (_name, action) => {
    expect(holdsOf([action], [plain, admin], ['PLAIN'])).toEqual([
      'protected/config: plain is listed under "protected".',
    ]);
  });

  test('of the API is not touched, and both reasons are given', () => {
    const api = aMember(4, 'api', { licenseClass: 'A' });

    expect(holdsOf([aDeactivation(api, 'disabled')], [api, admin], ['a*'])).toEqual([
      'protected/config: api is an API member.',
      'protected/config: api is listed under "protected".',
    ]);
  });

  describe('whose work is handed over', () => {
    const approver = { kind: 'approver', of: memberRef(plain), field: 'reportsTo' } as const;

    test.each<[string, readonly string[], Action, readonly string[]]>([
      ['keeps it', ['second'], aReassignment(second, admin), ['protected/config: second is listed under "protected".']],
      ['may get more', ['second'], aReassignment(admin, second), []],
      [
        'keeps their superior, too, since that stands on their own record',
        ['plain'],
        aReassignment(second, admin, { duty: approver }),
        ['protected/config: plain is listed under "protected".'],
      ],
    ])('%s', (_name, listed, action, expected) => {
      expect(holdsOf([action], [plain, admin, second], listed)).toEqual(expected);
    });
  });

  test('does not hinder a creation, whatever it is called', () => {
    expect(holdsOf([aCreation(ada)], [admin], ['*'])).toEqual([]);
  });
});

describe('the last administrator', () => {
  const ENDS =
    'last-administrator/source: No active administrator would be left in the PSA. Make another member an administrator first.';

  test.each<[string, readonly Action[], readonly Member[], readonly string[]]>([
    ['does not leave', [aDeactivation(admin, 'disabled')], [admin, plain], [ENDS]],
    ['does not lose the role', [anUpdate(ada, admin, [TO_DISPATCHER])], [admin, plain], [ENDS]],
    ['may lose anything else', [anUpdate(ada, admin, [{ field: 'title', from: null, to: 'CEO' }])], [admin, plain], []],
    ['may get another administrative role', [anUpdate(ada, admin, [TO_ADMINISTRATOR])], [admin, plain], []],
    ['leaves while another stays', [aDeactivation(admin, 'disabled')], [admin, second], []],
    [
      'is nobody in particular when all would go at once: then none goes',
      [aDeactivation(admin, 'disabled'), aDeactivation(second, 'deleted')],
      [admin, second],
      [ENDS, ENDS],
    ],
    ['may be one by a flag of their own', [aDeactivation(second, 'disabled')], [second, plain], [ENDS]],
    [
      'is not replaced by someone inactive or by an API member',
      [aDeactivation(admin, 'disabled')],
      [admin, { ...second, active: false }, aMember(4, 'api', { licenseClass: 'A', admin: true })],
      [ENDS],
    ],
    ['does not hold others who leave', [aDeactivation(plain, 'disabled')], [admin, plain], []],
    [
      'does not hold an administrator who is inactive already',
      [aDeactivation({ ...second, active: false }, 'disabled')],
      [{ ...second, active: false }, admin],
      [],
    ],
    ['is told of anybody who is not in the PSA: nothing', [aDeactivation(aMember(9, 'gone'), 'disabled')], [admin], []],
  ])('%s', (_name, actions, members, expected) => {
    expect(holdsOf(actions, members)).toEqual(expected);
  });

  test('is known without a list of roles by the flag alone', () => {
    const guard = protectedGuard(aWorld([], [second], { catalogue: {} }), [aDeactivation(second, 'disabled')]);

    expect(guard(aDeactivation(second, 'disabled')).map((hold) => hold.guard)).toEqual(['last-administrator']);
  });

  test('is known of a member without any role by the flag alone', () => {
    const bare: Member = { ...second, fields: { licenseClass: 'F' } };
    const guard = protectedGuard(aWorld([], [bare, { ...bare, key: plain.key, admin: false }]), [
      aDeactivation(bare, 'disabled'),
    ]);

    expect(guard(aDeactivation(bare, 'disabled')).map((hold) => hold.guard)).toEqual(['last-administrator']);
  });
});
