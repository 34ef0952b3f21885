/** Each leaver's sheet: what hangs on them, what becomes of it, and what switching them off does not do. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { aRecord, TO_MANAGER } from '../builders/a-duty.ts';
import { ada, aDeparture, afterDeparture, bo, cem, memberAda, offAda, sheetOf } from './a-departure.ts';

const records = [aRecord('opportunity', memberAda, 4)];

test('a sheet names the person, the reason, the step with its slots, and nothing of afterwards', () => {
  const world = aDeparture({ rules: { opportunity: TO_MANAGER }, duties: { records } });
  const [step] = decide(world).plan.steps;

  expect(sheetOf(world)).toMatchObject({
    person: { id: ada.id },
    member: { key: 1, identifier: 'ada.example', name: 'Ada Example' },
    because: 'disabled',
    step: step?.digest,
    before: [{ duty: records[0], fate: { kind: 'handed-over' } }],
    after: null,
    unseen: [],
  });
});

test('somebody with nothing has a sheet all the same: it says so', () => {
  expect(sheetOf(aDeparture()).before).toEqual([]);
});

test('sheets are in the order of the members', () => {
  const world = aDeparture({ people: [{ ...cem, state: 'disabled' }, bo, ada] });

  expect(decide(world).offboarding?.leavers.map(({ member }) => member.key)).toEqual([1, 3]);
});

describe('somebody who left earlier', () => {
  test('has a sheet while work is left with them', () => {
    expect(sheetOf(afterDeparture({ duties: { records: [aRecord('opportunity', offAda, 4)] } }))).toMatchObject({
      person: null,
      because: null,
      step: null,
      before: [{ fate: { kind: 'reported' } }],
    });
  });

  test('has none when nothing is', () => {
    expect(decide(afterDeparture()).offboarding?.leavers).toEqual([]);
  });
});

describe('the remarks', () => {
  const kinds = (duties: Parameters<typeof aDeparture>[0]): readonly string[] =>
    sheetOf(aDeparture(duties)).remarks.map(({ kind }) => kind);
  const unseen = [{ kind: 'workflow-action', because: 'forbidden', detail: 'no' }] as const;

  test.each([
    ['sessions, keys and sister products always', {}, ['sessions', 'api-keys', 'sister-products']],
    [
      'workflow rules where there are some',
      { records: [aRecord('workflow-action', memberAda, 4)] },
      ['sessions', 'api-keys', 'workflow-rules', 'sister-products'],
    ],
    [
      'workflow rules where nobody could see them',
      { unseen },
      ['sessions', 'api-keys', 'workflow-rules', 'sister-products'],
    ],
  ])('name %s', (_name, duties, expected) => {
    expect(kinds({ duties })).toEqual(expected);
  });

  test('each say what is so, and where to do what', () => {
    const duties = { records: [aRecord('workflow-action', memberAda, 4)] };
    for (const { detail, advice } of sheetOf(aDeparture({ duties })).remarks) {
      expect(detail).toMatch(/\.$/);
      expect(advice).toMatch(/^(?:Revoke|Look|Open) .*\.$/);
    }
  });
});
