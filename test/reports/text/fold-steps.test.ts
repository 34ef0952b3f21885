/** What shares a row in the terminal, and what never does. */
import { describe, expect, test } from 'vitest';
import type { ReportedStep } from '../../../src/domain/runs/run.ts';
import { countSteps, foldSteps, handoversText } from '../../../src/reports/text/fold-steps.ts';
import { aMemberRef, aPersonRef, aStep, digestOfText } from '../../support/builders/a-step.ts';

const JANE = { identifier: 'jane', name: 'Jane Smith' };

function handover(id: number, over: { to?: string; because?: 'disabled' | 'handed-back' } = {}): ReportedStep {
  const { to = 'mia', because = 'disabled' } = over;
  return {
    verdict: 'go',
    approvedBy: null,
    digest: digestOfText(`${id} to ${to}`),
    outcome: null,
    action: {
      kind: 'reassign',
      person: aPersonRef(JANE),
      member: aMemberRef(JANE),
      because,
      reassignment: {
        duty: { kind: 'ticket-owner', ticket: { list: 'service', id, summary: 'Printer jams', board: 'Help Desk' } },
        from: aMemberRef(JANE),
        to: aMemberRef({ identifier: to, name: to }),
      },
    },
  };
}
const handovers = (count: number, over: Parameters<typeof handover>[1] = {}): readonly ReportedStep[] =>
  Array.from({ length: count }, (_unused, index) => handover(100 + index, over));
const sizes = (steps: readonly ReportedStep[], linesOf: (step: ReportedStep) => readonly string[] = () => []) =>
  foldSteps(steps, linesOf).map((fold) => fold.steps.length);

describe('handovers of one leaver', () => {
  test.each([
    ['three are shown one by one', handovers(3), [1, 1, 1]],
    ['four share a row', handovers(4), [4]],
    ['those to somebody else have a row of their own', [...handovers(4), handover(1, { to: 'otto' })], [4, 1]],
    ['what is taken back is shown ticket by ticket', handovers(5, { because: 'handed-back' }), [1, 1, 1, 1, 1]],
  ])('%s', (_name, steps, expected) => {
    expect(sizes(steps)).toEqual(expected);
  });

  test('that came out differently never share a row', () => {
    expect(sizes(handovers(8), ({ digest }) => [digest.charCodeAt(0) % 2 === 0 ? 'done' : 'refused'])).not.toContain(8);
  });

  test('are counted by kind, with who takes them', () => {
    expect(handoversText(handovers(5))).toBe('tickets they own (5) → mia');
  });
});

test('no step is lost, and nothing but handovers is folded', () => {
  const others = [
    aStep.create({ identifier: 'ann', name: 'Ann Ames' }),
    aStep.create({ identifier: 'bob', name: 'Bob Bell' }),
  ];
  const steps = [...handovers(6), ...others];

  expect(countSteps(foldSteps(steps, () => []))).toBe(8);
  expect(sizes(others)).toEqual([1, 1]);
});
