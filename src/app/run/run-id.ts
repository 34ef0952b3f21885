// Names a run so that names sort by time, also when two runs fall into one second or the clocks of two machines disagree.
import { runId, startOfRun } from '../../domain/ids.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Randomness } from '../../ports/run-ports.ts';

const STAMP_LENGTH = '20261123T101500Z'.length;

/** `previous`: the newest run of the same connection; the new id sorts after it. */
export function newRunId(now: Date, previous: RunId | undefined, randomness: Randomness): RunId {
  const stamp = stampOf(now);
  const later =
    previous !== undefined && stamp <= previous.slice(0, STAMP_LENGTH)
      ? stampOf(new Date(Date.parse(startOfRun(previous)) + 1000))
      : stamp;
  return runId(`${later}-${randomness.hex(6)}`);
}

/** `20261123T101500Z` */
export function stampOf(instant: Date): string {
  return instant.toISOString().replace(/[-:]|\.\d+/g, '');
}
