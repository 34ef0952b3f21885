// The latest run that got as far as a plan: what an approver has seen.
import type { RunEntry, RunReport } from '../../domain/run.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

const PAGE = 100;

/** undefined: no run of this connection ever had a plan. */
async function findLatestPlanned(ports: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<RunEntry | undefined> {
  let page = await ports.archive.list(ports.name, { limit: PAGE });
  for (;;) {
    const planned = page.find((entry) => entry.planDigest !== null);
    const last = page.at(-1);
    if (planned !== undefined || last === undefined || page.length < PAGE) return planned;
    page = await ports.archive.list(ports.name, { before: last.run, limit: PAGE });
  }
}

/** Throws RefusedError 404 when there is none. */
export async function readLatestPlanned(ports: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<RunReport> {
  const entry = await findLatestPlanned(ports);
  const report = entry === undefined ? undefined : await ports.archive.readReport(ports.name, entry.run);
  if (report !== undefined) return report;
  throw new RefusedError(
    404,
    entry === undefined
      ? `No run of ${ports.name} has a plan yet: run \`rollcall plan\` first.`
      : `The report of run ${entry.run} is gone from the archive: run \`rollcall plan\` again.`,
  );
}
