// The latest runs that have sheets of leavers, with their reports.
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { atMost } from '../at-most.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

/** Reports opened; the index does not tell which of them have sheets. */
const OPENED = 10;
const AT_ONCE = 2;
const LOOK_BACK = 100;

export interface LeaverRuns {
  /** Newest first. */
  readonly reports: readonly RunReport[];
  readonly lookedThrough: readonly RunEntry[];
}

export async function readLeaverRuns({
  name,
  archive,
}: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<LeaverRuns> {
  const entries = await archive.list(name, { limit: LOOK_BACK });
  const lookedThrough = entries
    .filter(({ person, undoes }) => person === null && undoes === undefined)
    .slice(0, OPENED);
  const reports = await atMost(AT_ONCE, lookedThrough, async ({ run }) => {
    const report = await archive.readReport(name, run);
    return report !== undefined && (report.offboarding?.leavers.length ?? 0) > 0 ? report : undefined;
  });
  return { reports: reports.filter((one) => one !== undefined), lookedThrough };
}
