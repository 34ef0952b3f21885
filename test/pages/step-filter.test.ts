/** Which steps a reader asks for, and how many of them a page shows. */
import { describe, expect, test } from 'vitest';
import { filterQuery, filterSteps, parseStepFilter, type StepFilter } from '../../src/pages/run/step-filter.ts';
import { pageAsked, ROWS, sliceOf } from '../../src/pages/pager.ts';
import { anAppliedReport } from '../support/builders/a-report.ts';
import fc from 'fast-check';
import { nameOf } from '../../src/reports/words/describe-step.ts';

const ALL: StepFilter = { standing: null, action: null, guard: null, text: '' };
const { steps } = anAppliedReport();
const namesBy = (query: string): readonly string[] => {
  const filter = parseStepFilter(new URLSearchParams(query));
  if ('problem' in filter) throw new RangeError(filter.problem);
  return filterSteps(steps, filter).map(({ action }) => nameOf(action));
};

describe('steps are chosen', () => {
  test.each([
    ['', steps.map(({ action }) => nameOf(action))],
    ['standing=done', ['Jane Smith', 'Mark Jones', 'Robin Lee']],
    ['standing=failed', ['Bo Miller', 'Hana Sato', 'Ana Novák']],
    ['standing=open&action=create', ['Li Chen']],
    ['guard=limit-per-run', ['Phuong Nguyen', 'Katrin Weber']],
    ['q=KWEBER', ['Katrin Weber']],
    ['q=nova%CC%81k', ['Ana Novák']],
    ['q=jsmith%40harborpine', ['Jane Smith']],
    [`q=${steps[0]?.digest.slice(0, 12) ?? ''}`, ['Jane Smith']],
    ['standing=done&q=nobody', []],
  ])('by "%s"', (query, expected) => {
    expect(namesBy(query)).toEqual(expected);
  });
});

test.each(['standing=late', 'action=delete', 'guard=constructor', 'standing=__proto__'])(
  '"%s" is refused with what can be asked for, and never taken for all',
  (query) => {
    expect(parseStepFilter(new URLSearchParams(query))).toEqual({
      problem: expect.stringMatching(/ is ".*"; expected .*, or nothing for all\.$/) as unknown,
    });
  },
);

test('a filter comes back from its own address', () => {
  const filter: StepFilter = { ...ALL, standing: 'waiting', guard: 'seats', text: 'a & b = "c"' };
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filterQuery(filter))) if (value !== null) search.set(name, `${value}`);

  expect(parseStepFilter(new URLSearchParams(search.toString()))).toEqual(filter);
});

test.each([
  [null, 1],
  ['7', 7],
  ['0', 1],
  ['-3', 1],
  ['1e3', 1],
  ['', 1],
])('the page asked for by %j is %i', (text, expected) => {
  expect(pageAsked(text)).toBe(expected);
});

test('the pages of a list are the whole list, each row once', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 5 * ROWS }), (rows) => {
      const { pages } = sliceOf(rows, 1);
      const together = Array.from({ length: pages }, (_unused, index) => sliceOf(rows, index + 1).rows).flat();

      expect(together).toEqual(rows);
      expect(sliceOf(rows, pages + 1)).toEqual(sliceOf(rows, pages));
    }),
  );
});
