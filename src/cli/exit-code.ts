import type { RunOutcome } from '../domain/runs/run.ts';

/** 0 nothing to do, 1 failure, 2 changes or holds pending. */
export type ExitCode = 0 | 1 | 2;

export const EXIT_CODES = {
  converged: 0,
  'converged-with-holds': 2,
  pending: 2,
  frozen: 1,
  failed: 1,
} as const satisfies Record<RunOutcome, ExitCode>;
