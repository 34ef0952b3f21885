/** When a run has left nothing that a second one might get to see or to try. */
import { describe, expect, test } from 'vitest';
import { aCreation, aHold, going, held } from './builders/an-action.ts';
import { aPerson } from './builders/a-person.ts';
import { aMemberRoster, aRoster, aWorld } from './builders/a-world.ts';
import { memberOf } from './builders/a-member.ts';
import { isWhole } from '../../src/core/whole.ts';
import { memberKey } from '../../src/domain/ids.ts';
import type { SourceProblem } from '../../src/domain/people/roster.ts';
import type { ReportedStep, StepOutcome } from '../../src/domain/runs/run.ts';
import type { World } from '../../src/domain/planning/world.ts';

const ada = aPerson('Ada Example');
const ADA = memberOf(ada, 1);
const creation = aCreation(aPerson('Ben Example'));
const whole = (over: Partial<World>, steps: readonly ReportedStep[] = [], applied = true): boolean =>
  isWhole({ world: aWorld([ada], [ADA], over), steps, applied });

describe('what was read', () => {
  test('is whole when nothing stood in the way', () => {
    expect(whole({})).toBe(true);
  });

  test.each<[SourceProblem['check'], boolean]>([
    ['failed', false],
    ['cut', false],
    ['repeated', false],
    ['count-contradicted', false],
    ['group-missing', true],
    ['unreadable', true],
  ])('with a problem "%s" on either side: %s', (check, expected) => {
    const problems = [{ check, place: 'members', detail: 'x' }];

    expect(whole({ directory: aRoster([ada], problems) })).toBe(expected);
    expect(whole({ psa: aMemberRoster([ADA], problems) })).toBe(expected);
  });

  test('is not whole when somebody could not be looked up', () => {
    expect(whole({ unfinishedLookups: [ADA.key] })).toBe(false);
  });

  test('is not whole when a list lags behind the direct check', () => {
    expect(whole({ confirmedInside: [ada.id] })).toBe(false);
  });
});

describe('a step', () => {
  test.each<[string, ReportedStep, boolean]>([
    ['that was not reached', going(creation, null), false],
    ...(
      [
        [{ kind: 'done', member: memberKey(2), note: null }, true],
        [{ kind: 'already', member: memberKey(2) }, true],
        [{ kind: 'refused', detail: 'no' }, true],
        [{ kind: 'unverified', detail: 'not kept' }, true],
        [{ kind: 'unknown', detail: 'no answer' }, true],
        [{ kind: 'skipped', detail: 'deadline' }, false],
        [{ kind: 'left', note: null }, true],
        [{ kind: 'moved', detail: 'taken' }, false],
      ] satisfies readonly (readonly [StepOutcome, boolean])[]
    ).map(([outcome, expected]): [string, ReportedStep, boolean] => [
      `that is ${outcome.kind}`,
      going(creation, outcome),
      expected,
    ]),
    ['that is held', held(creation, aHold()), true],
  ])('%s leaves the run whole or not', (_name, step, expected) => {
    expect(whole({}, [step])).toBe(expected);
  });

  test('of a run that was not to write is not missed', () => {
    expect(whole({}, [going(creation, null)], false)).toBe(true);
  });
});
