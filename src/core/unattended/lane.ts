/** Which work goes with the slow: what would keep the others of its queue waiting has a queue of its own. */
import type { RunEntry } from '../../domain/runs/run.ts';

/** Reading a connection of some hundred people takes a few seconds; whoever takes longer than this is very large, throttled, or not answering. */
export const PATIENCE_MS = 20_000;

/**
 * Whether the newest run says that the next one will take its time. One over one person says nothing of one over everybody, and the other way round, unless it could not
 * read everything: what does not answer keeps both waiting. `runs`: the connection's, newest first.
 */
export function tookLong(runs: readonly RunEntry[], overPerson: boolean): boolean {
  const latest = runs.find(
    ({ undoes, whole, person }) => undoes === undefined && (!whole || (person !== null) === overPerson),
  );
  return latest !== undefined && Date.parse(latest.finishedAt) - Date.parse(latest.startedAt) >= PATIENCE_MS;
}
