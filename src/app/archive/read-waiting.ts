// What waits for somebody on a connection, and what was decided of it: from what is kept alone.
import { waitingNow } from '../../core/rulings/waiting-now.ts';
import type { Policy } from '../../domain/planning/policy.ts';
import type { WaitingNow } from '../../domain/rulings/waiting.ts';
import { RefusedError } from '../../errors.ts';
import { waitingGroups } from '../../reports/words/next-steps.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { readLatestReport } from './latest-report.ts';
import { showRun } from './show-run.ts';

type WaitingPorts = Pick<ConnectionPorts, 'name' | 'archive' | 'approvals' | 'objections' | 'rulings' | 'clock'> & {
  readonly policy: Pick<Policy, 'approvals'>;
};

export async function readWaiting(ports: WaitingPorts): Promise<WaitingNow> {
  const { name, clock } = ports;
  const [report, approvals, objections, rulings] = await Promise.all([
    readLatestReport(ports),
    ports.approvals.read(name),
    ports.objections.read(name),
    ports.rulings.readRecent(name),
  ]);
  const { secondPerson } = ports.policy.approvals;
  const steps =
    report === null ? [] : waitingNow(report, { approvals, objections, rulings }, clock.now().toISOString());
  return { report, steps, rulings, secondPerson };
}

/**
 * The digests of one set of steps that waited alike in a run, without those of which something was decided since. Throws RefusedError when there is no such run or
 * nothing of the set waits any more.
 */
export async function readWaitingSet(ports: WaitingPorts, run: string, key: string): Promise<readonly string[]> {
  const { name, clock } = ports;
  const [report, approvals, objections, rulings] = await Promise.all([
    showRun(ports, run),
    ports.approvals.read(name),
    ports.objections.read(name),
    ports.rulings.readRecent(name),
  ]);
  const now = waitingNow(report, { approvals, objections, rulings }, clock.now().toISOString());
  const waits = now.flatMap((one) => (one.kind === 'waits' ? [one.step] : []));
  const group = waitingGroups(waits).find((one) => one.key === key);
  if (group !== undefined) return group.steps.map(({ digest }) => digest);
  throw new RefusedError(409, 'Nothing of this set waits any more. Load the page "Waiting" anew.');
}
