/** Who counts as a second person, until when a word counts, and what a denial holds. */
import { describe, expect, test } from 'vitest';
import { countedWords, objectionHolds } from '../../../src/core/guards/given-words.ts';
import type { Approval } from '../../../src/domain/memory/memory.ts';
import type { Objection } from '../../../src/domain/rulings/ruling.ts';
import { digestOf } from '../../../src/core/digest.ts';
import { anApproval, NOW } from '../builders/a-world.ts';

const STEP = digestOf('deactivate jane');
const OTHER = digestOf('deactivate mark');
const DANA = { by: 'dana@harborpine.example', person: 'id-dana' };
const ELI = { by: 'eli@harborpine.example', person: 'id-eli' };
const approvals = (...given: readonly Partial<Approval>[]): readonly Approval[] =>
  given.map((one) => anApproval(STEP, { guards: ['limit-per-run'], ...one }));
const lifted = (given: readonly Approval[], secondPerson: boolean, now = NOW) => [
  ...(countedWords(given, { secondPerson }, now).get(STEP)?.guards ?? []),
];

describe('where one person is enough', () => {
  test.each<[string, readonly Approval[], readonly string[]]>([
    ['one word lifts what was seen', approvals({}), ['limit-per-run']],
    ['somebody who has signed in', approvals(DANA), ['limit-per-run']],
    [
      'several words, each for what it was about',
      approvals(DANA, { ...ELI, guards: ['seats'] }),
      ['limit-per-run', 'seats'],
    ],
    ['an hour before it ends', approvals({ expires: '2026-11-23T11:00:00.000Z' }), ['limit-per-run']],
    ['in the moment in which it ends', approvals({ expires: NOW }), []],
    ['long after', approvals({ expires: '2026-11-01T00:00:00.000Z' }), []],
    ['a word on another step', [anApproval(OTHER)], []],
    ['nobody', [], []],
  ])('%s', (_what, given, guards) => {
    expect(lifted(given, false)).toEqual(guards);
  });
});

describe('where two people have to agree', () => {
  test.each<[string, readonly Approval[], readonly string[]]>([
    ['two who have signed in are enough', approvals(DANA, ELI), ['limit-per-run']],
    ['one is not', approvals(DANA), []],
    ['the same one twice is not', approvals(DANA, { ...DANA, at: '2026-11-23T09:00:00.000Z' }), []],
    ['two accounts of one name are one person', approvals(DANA, { ...DANA, person: 'id-dana-2' }), []],
    ['so they are in capitals', approvals(DANA, { by: 'DANA@HarborPine.example', person: 'id-dana-2' }), []],
    ['one account under two names is one person', approvals(DANA, { ...ELI, person: DANA.person }), []],
    ['nobody signed in for one of them', approvals(DANA, { ...ELI, person: null }), []],
    ['nobody signed in for either', approvals({ by: 'dana', person: null }, { by: 'eli', person: null }), []],
    ['one of the two has ended', approvals(DANA, { ...ELI, expires: NOW }), []],
    ['they are about two steps', [...approvals(DANA), anApproval(OTHER, ELI)], []],
    ['only what both have seen', approvals(DANA, { ...ELI, guards: ['limit-per-run', 'seats'] }), ['limit-per-run']],
    ['what they have seen is not the same', approvals(DANA, { ...ELI, guards: ['seats'] }), []],
    [
      'a third one makes up for the first',
      approvals(DANA, { ...ELI, guards: ['seats'] }, { by: 'fay', person: 'id-fay' }),
      ['limit-per-run'],
    ],
  ])('%s', (_what, given, guards) => {
    expect(lifted(given, true)).toEqual(guards);
  });

  test('the record names both', () => {
    expect(countedWords(approvals(DANA, ELI), { secondPerson: true }, NOW).get(STEP)?.by).toBe(
      'dana@harborpine.example and eli@harborpine.example',
    );
  });
});

describe('an objection', () => {
  const said = { version: 1, digest: STEP, by: 'dana', note: '', at: NOW } as const;
  const holdsOf = (objection: Objection, now = NOW) => objectionHolds([objection], now)(STEP);

  test.each<[string, Objection, string | null]>([
    ['a denial holds', { ...said, kind: 'denied' }, 'Denied by dana.'],
    ['with its note', { ...said, kind: 'denied', note: 'On leave' }, 'Denied by dana: On leave'],
    ['what is set aside without end', { ...said, kind: 'set-aside', until: null }, 'Set aside by dana without end.'],
    [
      'what is set aside until a day to come',
      { ...said, kind: 'set-aside', until: '2026-11-24T00:00:00.000Z', note: 'Ask HR' },
      'Set aside by dana until 2026-11-24T00:00:00.000Z: Ask HR',
    ],
    ['what was set aside until now is free', { ...said, kind: 'set-aside', until: NOW }, null],
  ])('%s', (_what, objection, why) => {
    expect(holdsOf(objection).map((hold) => hold.why)).toEqual(why === null ? [] : [why]);
  });

  test('is lifted by no approval, and is of its own step alone', () => {
    const holds = objectionHolds([{ ...said, kind: 'denied' }], NOW);

    expect(holds(STEP).map(({ guard, release }) => [guard, release])).toEqual([['denied', 'decision']]);
    expect(holds(OTHER)).toEqual([]);
  });

  test('a denial lasts for years', () => {
    expect(holdsOf({ ...said, kind: 'denied' }, '2030-01-01T00:00:00.000Z')).toHaveLength(1);
  });
});
