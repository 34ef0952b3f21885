/** How a held step stands after what was decided since its run. */
import { describe, expect, test } from 'vitest';
import { waitingNow, type Decided } from '../../../src/core/rulings/waiting-now.ts';
import type { Approval } from '../../../src/domain/memory/memory.ts';
import type { Objection } from '../../../src/domain/rulings/ruling.ts';
import { aRuledStep, aRuling } from '../../support/builders/a-ruling.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { aHold, aStep } from '../../support/builders/a-step.ts';

const NOW = '2026-11-23T12:00:00.000Z';
const step = aStep.deactivate({
  identifier: 'jane',
  name: 'Jane',
  holds: [aHold('limit-per-run', 'approval', 'Too many.')],
});
const onceDenied = aStep.deactivate({
  identifier: 'mark',
  name: 'Mark',
  holds: [aHold('denied', 'decision', 'Denied by dana.')],
});
const said = { version: 1, by: 'dana', note: '', at: '2026-11-23T11:00:00.000Z' } as const;
const approval: Approval = {
  ...said,
  digest: step.digest,
  person: 'id',
  guards: ['limit-per-run'],
  expires: '2026-11-24T11:00:00.000Z',
};
const denial: Objection = { ...said, kind: 'denied', digest: step.digest };
const asked = aRuling({ steps: [aRuledStep({ digest: step.digest })] });
const result = { run: null, at: NOW, final: true, steps: [] };

const kindOf = (decided: Partial<Decided>, of = step) =>
  waitingNow(aReport({ steps: [of] }), { approvals: [], objections: [], rulings: [], ...decided }, NOW)[0]?.kind;

describe('a held step', () => {
  test.each<[string, Partial<Decided>, string]>([
    ['waits where nothing was decided', {}, 'waits'],
    ['waits with a first word', { approvals: [approval] }, 'waits'],
    ['is under way when a run was asked for', { approvals: [approval], rulings: [asked] }, 'under-way'],
    ['waits again when that word was taken back', { rulings: [asked] }, 'waits'],
    ['waits again when that word has ended', { approvals: [{ ...approval, expires: NOW }], rulings: [asked] }, 'waits'],
    ['waits again when the run is over', { approvals: [approval], rulings: [{ ...asked, result }] }, 'waits'],
    [
      'is under way as long as it is tried again',
      { approvals: [approval], rulings: [{ ...asked, result: { ...result, final: false } }] },
      'under-way',
    ],
    ['is decided when it was denied', { objections: [denial] }, 'decided'],
    [
      'is decided even when it was approved as well',
      { approvals: [approval], rulings: [asked], objections: [denial] },
      'decided',
    ],
    ['waits when it was set aside until now', { objections: [{ ...denial, kind: 'set-aside', until: NOW }] }, 'waits'],
  ])('%s', (_what, decided, kind) => {
    expect(kindOf(decided)).toBe(kind);
  });

  test('that nothing held but a denial is free when that was taken back', () => {
    expect(kindOf({}, onceDenied)).toBe('free');
    expect(kindOf({ objections: [{ ...denial, digest: onceDenied.digest }] }, onceDenied)).toBe('decided');
  });
});
