// What the outcome of a run means for its reader, in one sentence.
import type { RunOutcome, RunReport } from '../../domain/runs/run.ts';

/** What the outcome of a run means for the reader: of one that was asked to write, and of one that only planned. */
const RUN_OUTCOME_MEANINGS = {
  converged: {
    applied: 'The PSA is as the directory says; what was written was read back.',
    planned: 'The PSA is as the directory says. This run only planned.',
  },
  'converged-with-holds': {
    applied: 'What could go was written and read back. The rest waits below, each with what releases it.',
    planned: 'All that is left waits below, each with what releases it. This run only planned.',
  },
  pending: {
    applied: 'Not all of it was done in this run; what is left stands below.',
    planned: 'Nothing was written to the PSA: this run only planned.',
  },
  frozen: {
    applied: 'A source cannot be trusted, so nobody is deactivated for being absent until it is sound again.',
    planned: 'A source cannot be trusted, so nobody would be deactivated for being absent. This run only planned.',
  },
  failed: {
    applied: 'Not everything went as planned. Nothing is lost: the next run reads the world anew and goes on.',
    planned: 'Nothing was written to the PSA. The next run reads the world anew.',
  },
} as const satisfies Record<RunOutcome, Record<'applied' | 'planned', string>>;

/** The same of a run that takes back what another one handed over. */
const UNDO_OUTCOME_MEANINGS = {
  converged: {
    applied: 'What could be handed back was handed back and read again.',
    planned: 'There is nothing to hand back. This run only planned.',
  },
  'converged-with-holds': {
    applied: 'What could be handed back was handed back and read again. The rest waits below.',
    planned: 'Nothing can be handed back as long as what stands below is not settled. This run only planned.',
  },
  pending: {
    applied: 'Not all of it was handed back in this run; what is left stands below.',
    planned: 'Nothing was written to the PSA: this run only planned.',
  },
  frozen: {
    applied: 'The PSA was not read whole, so nothing is handed back until it can be.',
    planned: 'The PSA was not read whole, so nothing would be handed back. This run only planned.',
  },
  failed: {
    applied: 'Not everything went as planned. Undo it again: what is back already is left alone.',
    planned: 'Nothing was written to the PSA.',
  },
} as const satisfies Record<RunOutcome, Record<'applied' | 'planned', string>>;

const CREATED_ONLY =
  'In the mode create-only this run was to create members and to leave everything else; what it left stands below.';

export function outcomeMeaning(run: Pick<RunReport, 'outcome' | 'applied' | 'creationsOnly' | 'undoes'>): string {
  if (run.creationsOnly === true && run.outcome === 'pending') return CREATED_ONLY;
  const meanings = run.undoes === undefined ? RUN_OUTCOME_MEANINGS : UNDO_OUTCOME_MEANINGS;
  return meanings[run.outcome][run.applied ? 'applied' : 'planned'];
}
