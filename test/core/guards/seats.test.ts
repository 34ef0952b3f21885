import { describe, expect, test } from 'vitest';
import {
  aCreation,
  aDeactivation,
  aHold,
  anUpdate,
  aReactivation,
  going,
  held,
  TO_ADMINISTRATOR,
  TO_STREAMLINE,
} from '../builders/an-action.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson } from '../builders/a-person.ts';
import { aPolicy } from '../builders/a-world.ts';
import { freeSeats, moveSeats, seatBook, seatMoves, seatUse, shortage } from '../../../src/core/guards/seats.ts';
import type { Action } from '../../../src/domain/planning/action.ts';
import type { Member } from '../../../src/domain/people/member.ts';

const ada = aPerson('Ada Example');
const member = memberOf(ada, 1);
const api = aMember(9, 'api', { licenseClass: 'A' });
const MEMBERS: readonly Member[] = [
  member,
  aMember(2, 'two'),
  aMember(3, 'three', { licenseClass: 'C' }),
  aMember(4, 'off', { active: false, licenseClass: 'X' }),
  api,
];

describe('the book of seats', () => {
  test('counts active members by class, and no API members', () => {
    expect(seatBook(MEMBERS, aPolicy({ seats: { F: 5, X: 0 } }))).toEqual({
      F: { contracted: 5, used: 2 },
      C: { contracted: null, used: 1 },
      X: { contracted: 0, used: 0 },
    });
  });

  test('tells how many are free; without a contract there is no end', () => {
    const book = seatBook(MEMBERS, aPolicy({ seats: { F: 5, C: 0 } }));

    expect([freeSeats(book, 'F'), freeSeats(book, 'C'), freeSeats(book, 'X')]).toEqual([3, -1, Infinity]);
  });

  test('moves with what is done, and is not changed itself', () => {
    const book = seatBook(MEMBERS, aPolicy());

    const moved = moveSeats(book, [
      { class: 'F', by: -1 },
      { class: 'C', by: 1 },
    ]);

    expect([moved.F.used, moved.C.used, book.F.used]).toEqual([1, 2, 2]);
  });
});

describe('what an action does to the seats', () => {
  test.each<[string, Action, Member | undefined, readonly { class: string; by: number }[]]>([
    ['a creation takes one of its class', aCreation(ada), undefined, [{ class: 'F', by: 1 }]],
    ['a deactivation frees one', aDeactivation(member, 'disabled'), member, [{ class: 'F', by: -1 }]],
    ['a return takes one of the class it had', aReactivation(ada, member), member, [{ class: 'F', by: 1 }]],
    [
      "a return takes one of today's class",
      aReactivation(ada, member, [TO_STREAMLINE]),
      member,
      [{ class: 'C', by: 1 }],
    ],
    [
      'another licence class frees one and takes one',
      anUpdate(ada, member, [TO_STREAMLINE]),
      member,
      [
        { class: 'F', by: -1 },
        { class: 'C', by: 1 },
      ],
    ],
    ['another role does nothing', anUpdate(ada, member, [TO_ADMINISTRATOR]), member, []],
    ['an API member has no seat', aDeactivation(api, 'disabled'), api, []],
    ['a member that is not there has none', aDeactivation(member, 'disabled'), undefined, []],
  ])('%s', (_name, action, record, moves) => {
    expect(seatMoves(action, record)).toEqual(moves);
  });
});

describe('a shortage', () => {
  const book = seatBook(MEMBERS, aPolicy({ seats: { F: 3, C: 1 } }));

  test.each([
    ['is none while there is a seat', [{ class: 'F', by: 1 }] as const, undefined],
    ['is none for a class without a contract', [{ class: 'X', by: 1 }] as const, undefined],
    ['is none when a seat of a full class is freed', [{ class: 'C', by: -1 }] as const, undefined],
    [
      'is the class that is full',
      [
        { class: 'F', by: -1 },
        { class: 'C', by: 1 },
      ] as const,
      { class: 'C', contracted: 1, used: 1 },
    ],
  ])('%s', (_name, moves, expected) => {
    expect(shortage(book, moves)).toEqual(expected);
  });
});

describe('the use of seats', () => {
  test('shows what is in use or contracted, with the forecast after the steps that go', () => {
    const steps = [
      going(aDeactivation(member, 'disabled'), null),
      going(aCreation(aPerson('Ben Example')), null),
      held(aCreation(aPerson('Carl Example')), aHold()),
      going(anUpdate(ada, aMember(2, 'two'), [TO_STREAMLINE]), null),
    ];

    expect(seatUse(MEMBERS, aPolicy({ seats: { F: 5 } }), steps)).toEqual([
      { class: 'F', contracted: 5, used: 2, forecast: 1 },
      { class: 'C', contracted: null, used: 1, forecast: 2 },
    ]);
  });

  test('shows a class that is only about to be used', () => {
    const off = aMember(4, 'off', { active: false, licenseClass: 'X' });

    expect(seatUse([off], aPolicy(), [going(aReactivation(ada, off), null)])).toEqual([
      { class: 'X', contracted: null, used: 0, forecast: 1 },
    ]);
  });

  test('shows a contracted class of which nothing is used', () => {
    expect(seatUse([], aPolicy({ seats: { C: 2 } }), [])).toEqual([
      { class: 'C', contracted: 2, used: 0, forecast: 0 },
    ]);
  });
});
