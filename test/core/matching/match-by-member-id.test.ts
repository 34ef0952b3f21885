import { describe, expect, test } from 'vitest';
import { aMember } from '../builders/a-member.ts';
import { anyAscii } from '../builders/any-ascii.ts';
import { aPerson } from '../builders/a-person.ts';
import { matchByMemberId } from '../../../src/core/matching/match-by-member-id.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';

const jane = aPerson('Jane Doe', { login: 'jdoe@a.example' });
const named = (firstName?: string, lastName?: string): Member =>
  aMember(1, 'JDOE', {
    fields: { ...(firstName !== undefined && { firstName }), ...(lastName !== undefined && { lastName }) },
  });
const of = (people: readonly Person[], members: readonly Member[]): ReturnType<typeof matchByMemberId> =>
  matchByMemberId({
    people,
    members,
    rule: { template: '{login}', case: 'lower', onCollision: 'hold' },
    toAscii: anyAscii,
  });

describe('a Member ID that is just what the data gives', () => {
  test('makes a pair with the same full name, and takes both out of what is left', () => {
    const member = named('jane', 'DOE');

    expect(of([jane], [member])).toEqual({
      pairs: [{ person: jane, member, evidence: ['member-id'] }],
      doubts: [],
      people: [],
      members: [],
    });
  });

  test.each([
    ['the same first name alone', named('Jane', 'Muster')],
    ['the same last name alone', named('Janet', 'Doe')],
    ['the same first name and no last one', named('Jane')],
  ])('is a doubt with %s', (_name, member) => {
    expect(of([jane], [member])).toEqual({
      pairs: [],
      doubts: [
        {
          kind: 'ambiguous',
          people: [jane],
          members: [member],
          why: 'the Member ID fits, but only half of the name does',
        },
      ],
      people: [],
      members: [],
    });
  });

  test('is a doubt with two members whose Member IDs differ in case only, even when one has the full name', () => {
    const members = [named('Jane', 'Doe'), aMember(2, 'jdoe', { fields: { firstName: 'Max', lastName: 'Muster' } })];

    expect(of([jane], members)).toEqual({
      pairs: [],
      doubts: [
        { kind: 'ambiguous', people: [jane], members, why: '2 members have the same Member ID but for its case' },
      ],
      people: [],
      members: [],
    });
  });

  test.each([
    ['another name', named('Max', 'Muster')],
    ['no name', named()],
  ])('says nothing with %s', (_name, member) => {
    expect(of([jane], [member])).toEqual({ pairs: [], doubts: [], people: [jane], members: [member] });
  });

  test('is a doubt for two people, one of whom fits only half', () => {
    const john = aPerson('John Doe', { login: 'jdoe@b.example' });
    const member = named('Jane', 'Doe');

    expect(of([jane, john], [member]).doubts).toEqual([
      { kind: 'ambiguous', people: [jane, john], members: [member], why: '2 people fit the same Member ID' },
    ]);
  });

  test('says nothing of a person whose data gives none', () => {
    const nobody = { ...jane, login: '@a.example' };
    const member = named('Jane', 'Doe');

    expect(of([nobody], [member])).toEqual({ pairs: [], doubts: [], people: [nobody], members: [member] });
  });

  test('says nothing of a numbered form: that is somebody else', () => {
    const member = aMember(1, 'jdoe2', { fields: { firstName: 'Jane', lastName: 'Doe' } });

    expect(of([jane], [member])).toMatchObject({ pairs: [], doubts: [], people: [jane], members: [member] });
  });
});
