// In which tone the page of a run, and the pages of a connection, say a thing: the classes of their stylesheets.
import type { ActionKind } from '../../domain/planning/action.ts';
import type { RunOutcome } from '../../domain/runs/run.ts';

export const RUN_OUTCOME_TONES = {
  converged: 'good',
  'converged-with-holds': 'warn',
  pending: 'info',
  frozen: 'bad',
  failed: 'bad',
} as const satisfies Record<RunOutcome, string>;

export const ACTION_TONES = {
  create: 'good',
  reactivate: 'info',
  update: 'warn',
  deactivate: 'bad',
  reassign: 'info',
} as const satisfies Record<ActionKind, string>;
