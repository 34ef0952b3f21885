/** From what a system lists to what somebody can choose. */
import { expect, test } from 'vitest';
import { groupChoices, memberChoices, recordChoices, seatsInUse } from '../../../src/cli/init/ask/choices.ts';
import { aMember } from '../../core/builders/a-member.ts';
import { groupId } from '../../../src/domain/ids.ts';

const GUID = '11111111-2222-3333-4444-555555555555';

test.each([
  ['a name of its own', [['g1', 'Sales']], [['Sales', 'Sales']]],
  [
    'a name that two have',
    [
      ['g1', 'Sales'],
      ['g2', ' sales'],
    ],
    [
      ['g1', 'Sales (g1)'],
      ['g2', 'sales (g2)'],
    ],
  ],
  ['no name', [['g1', ' ']], [['g1', '(g1)']]],
  ['a name that looks like an id', [['g1', GUID]], [['g1', `${GUID} (g1)`]]],
  ['a name that looks like an id of Okta', [['g1', '00gabcdefghijklmnop']], [['g1', '00gabcdefghijklmnop (g1)']]],
  ['a name with a control character', [['g1', 'a\u001b[2Jb']], [['a\u001b[2Jb', 'a␛[2Jb']]],
] as const)('a group with %s', (_what, groups, expected) => {
  const choices = groupChoices(groups.map(([id, name]) => ({ id: groupId(id), name })));

  expect(choices.map(({ value, name }) => [value, name])).toEqual(expected);
});

test('records are those that are active and alone with their name; what administers comes last', () => {
  const entry = (id: number, name: string, over = {}) => ({ id, name, inactive: false, admin: false, ...over });
  const choices = recordChoices([
    entry(1, 'Administrator', { admin: true }),
    entry(2, 'Technician'),
    entry(3, 'Dispatch'),
    entry(4, 'Old', { inactive: true }),
    entry(5, 'Twice'),
    entry(6, 'twice '),
    entry(7, ' '),
  ]);

  expect(choices).toEqual([
    { value: 'Dispatch', name: 'Dispatch' },
    { value: 'Technician', name: 'Technician' },
    { value: 'Administrator', name: 'Administrator (administers the PSA)' },
  ]);
});

test('members to report to are people who are active; seats in use are counted by class', () => {
  const members = [
    aMember(1, 'zed', { fields: { firstName: 'Zed', lastName: 'Example' } }),
    aMember(2, 'ada', { licenseClass: 'X' }),
    aMember(3, 'api', { licenseClass: 'A' }),
    aMember(4, 'gone', { active: false }),
  ];

  expect(memberChoices(members)).toEqual([
    { value: 'ada', name: 'ada' },
    { value: 'zed', name: 'zed Zed Example' },
  ]);
  expect([seatsInUse(members, 'F'), seatsInUse(members, 'X'), seatsInUse(members, 'C')]).toEqual([1, 1, 0]);
});
