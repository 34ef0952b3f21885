// An entry of the index of runs, by the instant at which the run began.
import { digest, personId, runId } from '../../../src/domain/ids.ts';
import type { RunEntry } from '../../../src/domain/runs/run.ts';

interface EntryOver extends Omit<Partial<RunEntry>, 'run' | 'startedAt' | 'person'> {
  readonly person?: { readonly id: string; readonly name: string; readonly login: string };
}

/** A quiet run over everybody that took two seconds. `at`: ISO 8601 in UTC. */
export function aRunEntry(at: string, { person, ...differences }: EntryOver = {}): RunEntry {
  if (new Date(at).toISOString() !== at) throw new RangeError(`A run begins at an instant in UTC, not at "${at}"`);
  return {
    run: runId(`${at.slice(0, 19).replace(/[-:]/g, '')}Z-000000`),
    startedAt: at,
    finishedAt: new Date(Date.parse(at) + 2000).toISOString(),
    outcome: 'converged',
    applied: true,
    whole: true,
    trigger: { kind: 'timer', by: 'hourly-sync' },
    person: person === undefined ? null : { ...person, id: personId(person.id) },
    summary: 'Nothing to do.',
    planDigest: digest('0'.repeat(64)),
    counts: { done: 0, held: 0, pending: 0, failed: 0, findings: 0 },
    sha256: digest('1'.repeat(64)),
    ...differences,
  };
}
