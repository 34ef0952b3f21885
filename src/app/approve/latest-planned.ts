// What an approver has seen: the latest plan for everybody, and the plans for single people that were made since.
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

const PAGE = 100;

/** Newest first: runs over one person in which something waits, then the latest run over everybody that got as far as a plan. */
async function findSeen(ports: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<readonly RunEntry[]> {
  const seen: RunEntry[] = [];
  let page = await ports.archive.list(ports.name, { limit: PAGE });
  for (;;) {
    for (const entry of page) {
      if (entry.planDigest === null || entry.undoes !== undefined) continue;
      if (entry.person === null) return [...seen, entry];
      if (entry.counts.held > 0) seen.push(entry);
    }
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return seen;
    page = await ports.archive.list(ports.name, { before: last.run, limit: PAGE });
  }
}

/**
 * The report in which an approver has seen a digest that begins so: the newest that has a step or a plan of it, else the latest over everybody, which can say why
 * nothing fits. Throws RefusedError 404 when there is no plan at all.
 */
export async function readSeen(ports: Pick<ConnectionPorts, 'name' | 'archive'>, typed: string): Promise<RunReport> {
  const prefix = typed.trim().toLowerCase();
  const entries = await findSeen(ports);
  let latest: RunReport | undefined;
  for (const entry of entries) {
    const report = await ports.archive.readReport(ports.name, entry.run);
    if (report === undefined) continue;
    latest = report;
    if ([report.planDigest, ...report.steps.map((step) => step.digest)].some((each) => each?.startsWith(prefix)))
      return report;
  }
  if (latest !== undefined) return latest;
  const [newest] = entries;
  throw new RefusedError(
    404,
    newest === undefined
      ? `No run of ${ports.name} has a plan yet: run \`rollcall plan\` first.`
      : `The report of run ${newest.run} is gone from the archive: run \`rollcall plan\` again.`,
  );
}
