/** In which order the sets of the page "Waiting" are shown. */
import { describe, expect, test } from 'vitest';
import { aHold, aStep } from '../support/builders/a-step.ts';
import type { Approval } from '../../src/domain/memory/memory.ts';
import type { Hold } from '../../src/domain/planning/plan.ts';
import { setsToDecide } from '../../src/pages/connection/waiting-order.ts';
import type { StandingNow } from '../../src/domain/rulings/waiting.ts';

type Waits = Extract<StandingNow, { readonly kind: 'waits' }>;

const LIMIT = aHold('limit-per-run', 'approval', 'Too many at once.');
const SEATS = aHold('seats', 'approval', 'No seat is left.');
const PROTECTED = aHold('protected', 'config', 'It is protected.');
const SOURCE = aHold('source-integrity', 'source', 'The read is not whole.');
const BACK_OFF = aHold('back-off', 'time', 'It failed lately.');
const DEPARTURE = aHold('departure-held', 'approval', 'Its deactivation waits.');

function waits(identifier: string, holds: readonly [Hold, ...Hold[]], approved = false): Waits {
  const step = aStep.deactivate({ identifier, name: identifier.toUpperCase(), holds });
  if (step.verdict !== 'hold') throw new RangeError(`${identifier} is not held`);
  const approval: Approval = {
    version: 1,
    by: 'dana',
    person: 'dana-id',
    note: '',
    at: '2026-11-23T11:00:00.000Z',
    digest: step.digest,
    guards: holds.map(({ guard }) => guard),
    expires: '2026-11-24T11:00:00.000Z',
  };
  return { kind: 'waits', step, approvals: approved ? [approval] : [] };
}

const shown = (steps: readonly Waits[]) =>
  setsToDecide(steps).map((set) =>
    set.steps.map(({ action }) => (action.kind === 'create' ? action.draft : action.member).identifier).join(' '),
  );

describe('the sets that wait', () => {
  test.each<[string, readonly Waits[], readonly string[]]>([
    ['are none where nothing waits', [], []],
    [
      'what can be approved comes before what the configuration holds',
      [waits('a', [PROTECTED]), waits('b', [LIMIT])],
      ['b', 'a'],
    ],
    ['and before what the source holds', [waits('a', [SOURCE]), waits('b', [SEATS])], ['b', 'a']],
    ['and before what time alone ends', [waits('a', [BACK_OFF]), waits('b', [LIMIT])], ['b', 'a']],
    [
      'and before what is approved and waits for a second person',
      [waits('a', [SEATS], true), waits('b', [LIMIT])],
      ['b', 'a'],
    ],
    [
      'what waits for a second person comes before what nobody can lift',
      [waits('a', [PROTECTED]), waits('b', [LIMIT], true)],
      ['b', 'a'],
    ],
    [
      'what goes with another step comes last',
      [waits('a', [DEPARTURE]), waits('b', [PROTECTED]), waits('c', [LIMIT])],
      ['c', 'b', 'a'],
    ],
    [
      'an approval lifts no hold that lasts beside the one it lifts',
      [waits('a', [LIMIT, PROTECTED]), waits('b', [LIMIT])],
      ['b', 'a'],
    ],
    [
      'an approval that cannot lift a hold does not bring its set forward',
      [waits('a', [PROTECTED], true), waits('b', [LIMIT], true)],
      ['b', 'a'],
    ],
    [
      'a set with one step that nobody has approved yet can be decided',
      [waits('a', [SEATS], true), waits('b', [LIMIT], true), waits('c', [LIMIT])],
      ['b c', 'a'],
    ],
    [
      'those that can be decided alike stay in the order of the plan',
      [waits('a', [SEATS]), waits('b', [LIMIT]), waits('c', [SEATS])],
      ['a c', 'b'],
    ],
    [
      'so do those that nobody can lift',
      [waits('a', [SOURCE]), waits('b', [PROTECTED]), waits('c', [BACK_OFF])],
      ['a', 'b', 'c'],
    ],
  ])('%s', (_what, steps, expected) => {
    expect(shown(steps)).toEqual(expected);
  });
});
