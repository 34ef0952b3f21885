// Finds the run that somebody means and gives its report.
import type { RunEntry, RunReport } from '../../domain/runs/run.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

const PAGE = 100;

/** `which`: `latest` (over everybody), a run id, or the beginning of one. Throws RefusedError 404 for none, 400 for more than one or nonsense. */
export async function showRun(ports: Pick<ConnectionPorts, 'name' | 'archive'>, which: string): Promise<RunReport> {
  const entry = which === 'latest' ? await findLatest(ports) : await findRun(ports, which);
  const report = await ports.archive.readReport(ports.name, entry.run);
  if (report !== undefined) return report;
  throw new RefusedError(404, `Run ${entry.run} is listed, but its report is gone from the archive.`);
}

/** Runs over one person, and those that took something back, tell nothing of how the connection stands. */
async function findLatest(ports: Pick<ConnectionPorts, 'name' | 'archive'>): Promise<RunEntry> {
  let page = await ports.archive.list(ports.name, { limit: PAGE });
  for (;;) {
    const latest = page.find((entry) => entry.person === null && entry.undoes === undefined);
    const last = page.at(-1);
    if (latest !== undefined) return latest;
    if (last === undefined || page.length < PAGE) break;
    page = await ports.archive.list(ports.name, { before: last.run, limit: PAGE });
  }
  throw new RefusedError(404, `${ports.name} has no run yet: \`rollcall plan\` makes one.`);
}

/** `which`: a run id, or the beginning of one. Pages from the newest on and stops where every older id sorts before it. Throws RefusedError as showRun does. */
export async function findRun(ports: Pick<ConnectionPorts, 'name' | 'archive'>, which: string): Promise<RunEntry> {
  const prefix = which.trim();
  if (!/^[0-9a-zTZ-]{4,}$/.test(prefix))
    throw new RefusedError(
      400,
      `"${prefix}" is no run: give \`latest\`, a run id, or at least its first 4 characters.`,
    );
  const fitting: RunEntry[] = [];
  let page = await ports.archive.list(ports.name, { limit: PAGE });
  for (;;) {
    fitting.push(...page.filter((entry) => entry.run.startsWith(prefix)));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || last.run < prefix) break;
    page = await ports.archive.list(ports.name, { before: last.run, limit: PAGE });
  }

  const [only, second] = fitting;
  if (only === undefined)
    throw new RefusedError(404, `No run of ${ports.name} begins with ${prefix}. \`rollcall runs\` lists them.`);
  if (second === undefined || only.run === prefix) return only;
  const shown = fitting
    .slice(0, 5)
    .map((entry) => entry.run)
    .join(', ');
  throw new RefusedError(
    400,
    `${fitting.length} runs begin with ${prefix}: ${shown}${fitting.length > 5 ? ' …' : ''}.`,
  );
}
