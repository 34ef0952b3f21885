// A run in the mode create-only that left something of every kind.
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { memberKey } from '../../../src/domain/ids.ts';
import { aReport } from './a-report.ts';
import { aStep } from './a-step.ts';

const LEFT = { kind: 'left', note: null } as const;
export const NO_SEAT =
  'No seat of class F is free for lchen: 40 of 40 are in use or promised, and what would free one is left.';

export function aCreateOnlyReport(differences: Partial<RunReport> = {}): RunReport {
  return aReport({
    mode: 'create-only',
    applied: true,
    creationsOnly: true,
    trigger: { kind: 'timer', by: 'reconcile' },
    outcome: 'pending',
    summary: '1 change made and verified, 3 left by the mode create-only.',
    steps: [
      aStep.deactivate({ identifier: 'jsmith', name: 'Jane Smith', because: 'disabled', outcome: LEFT }),
      aStep.update({
        identifier: 'mjones',
        name: 'Mark Jones',
        changes: [{ field: 'title', from: null, to: 'Dispatcher' }],
        outcome: LEFT,
      }),
      aStep.create({
        identifier: 'anovak',
        name: 'Ana Novák',
        outcome: { kind: 'done', member: memberKey(301), note: null },
      }),
      aStep.create({ identifier: 'lchen', name: 'Li Chen', outcome: { kind: 'left', note: NO_SEAT } }),
    ],
    ...differences,
  });
}
