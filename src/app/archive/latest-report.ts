// The report of the latest run over everybody; null where there is none yet.
import type { RunReport } from '../../domain/runs/run.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { readLatestRuns } from './latest-runs.ts';
import { showRun } from './show-run.ts';

/** Throws RefusedError 404 when the run is listed and its report is gone. */
export async function readLatestReport(ports: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<RunReport | null> {
  const { last } = await readLatestRuns(ports);
  return last === null ? null : showRun(ports, last.run);
}
