import { describe, expect, test } from 'vitest';
import { aCreation, aHold, aProblem, going, held } from './builders/an-action.ts';
import { aPerson } from './builders/a-person.ts';
import { aWorld } from './builders/a-world.ts';
import { memberOf } from './builders/a-member.ts';
import { decide } from '../../src/core/decide.ts';
import { ENDS, outcomeOf } from '../../src/core/outcome.ts';
import { memberKey } from '../../src/domain/ids.ts';
import type { IntegrityProblem } from '../../src/domain/planning/decision.ts';
import type { ReportedStep, StepOutcome } from '../../src/domain/runs/run.ts';

const ada = aPerson('Ada Example');
const names = ['Ada', 'Ben', 'Carl', 'Dora'];
const creation = (index: number): ReturnType<typeof aCreation> => aCreation(aPerson(`${names[index] ?? 'No'} Example`));
const DONE: StepOutcome = { kind: 'done', member: memberKey(1), note: null };
const REFUSED: StepOutcome = { kind: 'refused', detail: 'The role is locked' };

function ended(steps: readonly ReportedStep[], integrity: readonly IntegrityProblem[] = []): readonly string[] {
  const quiet = decide(aWorld([ada], [memberOf(ada, 1)]));
  const { outcome, summary } = outcomeOf({
    decision: { ...quiet, integrity },
    steps,
    applied: true,
    about: 'everybody',
  });
  return [outcome, summary];
}

test.each([
  [[aPerson('Max Muster', { lastName: null })], 'Nothing to write; 1 finding needs someone.'],
  [
    [aPerson('Max Muster', { lastName: null }), aPerson('Eva Muster', { firstName: null })],
    'Nothing to write; 2 findings need someone.',
  ],
])('a run with nothing to write does not say that all is well while findings need someone', (people, expected) => {
  const decision = decide(aWorld([ada, ...people], [memberOf(ada, 1)]));

  expect(outcomeOf({ decision, steps: [], applied: true, about: 'everybody' })).toEqual({
    outcome: 'converged',
    summary: expected,
  });
});

test('a quiet run over one person speaks of that person alone', () => {
  const decision = decide(aWorld([ada], [memberOf(ada, 1)]));

  expect(outcomeOf({ decision, steps: [], applied: true, about: 'one person' }).summary).toBe(
    'The PSA is true to the directory for this person; nothing to do.',
  );
});

test('an undo with nothing to do speaks of handovers, not of the directory', () => {
  const decision = decide(aWorld([ada], [memberOf(ada, 1)]));

  expect(outcomeOf({ decision, steps: [], applied: true, about: 'handovers' }).summary).toBe(
    'Nothing is left to hand back.',
  );
});

describe('a run', () => {
  test.each<[string, readonly ReportedStep[], readonly IntegrityProblem[], readonly string[]]>([
    ['with nothing to do has converged', [], [], ['converged', 'The PSA is true to the directory; nothing to do.']],
    [
      'that did everything has converged',
      [going(creation(0), DONE), going(creation(1), { kind: 'already', member: memberKey(2) })],
      [],
      ['converged', '2 changes made and verified.'],
    ],
    ['that only planned is pending', [going(creation(0), null)], [], ['pending', '1 change to make.']],
    [
      'that ran out of time is pending',
      [going(creation(0), DONE), going(creation(1), { kind: 'skipped', detail: 'deadline' })],
      [],
      ['pending', '1 change made and verified, 1 change to make.'],
    ],
    [
      'that created only is pending, and says what the mode left',
      [
        going(creation(0), DONE),
        going(creation(1), { kind: 'left', note: null }),
        going(creation(2), { kind: 'skipped', detail: 'deadline' }),
      ],
      [],
      ['pending', '1 change made and verified, 1 change to make, 1 left by the mode create-only.'],
    ],
    [
      'that left everything is pending',
      [going(creation(0), { kind: 'left', note: null })],
      [],
      ['pending', '1 left by the mode create-only.'],
    ],
    [
      'in which a record moved is pending, since the next run plans anew',
      [going(creation(0), { kind: 'moved', detail: 'taken' })],
      [],
      ['pending', '1 change to make.'],
    ],
    [
      'in which steps wait has converged with holds',
      [going(creation(0), DONE), held(creation(1), aHold()), held(creation(2), aHold())],
      [],
      ['converged-with-holds', '1 change made and verified, 2 held.'],
    ],
    [
      'with a doubtful source is frozen, and says why',
      [held(creation(0), aHold())],
      [aProblem(), aProblem({ detail: 'another' })],
      ['frozen', '1 held. A source cannot be trusted: group PSA Technicians: ended early'],
    ],
    [
      'with a doubtful source and no step does not claim that all is well',
      [],
      [aProblem()],
      ['frozen', 'Nothing could be planned. A source cannot be trusted: group PSA Technicians: ended early'],
    ],
    [
      'with a doubtful source and nothing to do does not say that all is well',
      [],
      [aProblem()],
      ['frozen', 'Nothing could be planned. A source cannot be trusted: group PSA Technicians: ended early'],
    ],
    [
      'with a failed step has failed, whatever else',
      [going(creation(0), REFUSED), going(creation(1), null), held(creation(2), aHold())],
      [aProblem()],
      ['failed', '1 failed, 1 change to make, 1 held.'],
    ],
  ])('%s', (_name, steps, integrity, expected) => {
    expect(ended(steps, integrity)).toEqual(expected);
  });

  test.each<[StepOutcome['kind'], string]>([
    ['done', 'done'],
    ['already', 'done'],
    ['moved', 'pending'],
    ['skipped', 'pending'],
    ['left', 'left'],
    ['refused', 'failed'],
    ['unverified', 'failed'],
    ['unknown', 'failed'],
  ])('counts a step that is %s as %s', (kind, end) => {
    expect(ENDS[kind]).toBe(end);
  });
});
