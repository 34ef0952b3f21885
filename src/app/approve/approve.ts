// Somebody's word for held steps: recorded, then the world is read and planned anew, and only what still stands is done.
import { addHours } from '../../core/instants.ts';
import { precondition, type Precondition } from '../../core/precondition.ts';
import type { Action } from '../../domain/action.ts';
import type { Digest } from '../../domain/ids.ts';
import type { Approval } from '../../domain/memory.ts';
import type { ReportedStep, RunReport } from '../../domain/run.ts';
import { RefusedError, RemoteError } from '../../errors.ts';
import { isSettled, wasTried } from './approval-records.ts';
import { findApprovable, lasting } from './approvable.ts';
import type { HeldStep, Refusal } from './approvable.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import { readSeen } from './latest-planned.ts';
import { readSubject } from '../write/read-subject.ts';
import { runConnection } from '../run/run.ts';
import { holdWords, sameSubject, whatChanged } from './what-changed.ts';

const DEFAULT_HOURS = 24;

export interface ApprovalRequest {
  /** Of a held step, or of the latest plan for all its held steps; at least the first 8 hex digits. */
  readonly digest: string;
  readonly by: string;
  readonly note: string;
  /** How long the approval stands if the step cannot be tried now; default 24. */
  readonly expiresInHours?: number;
  /** When the process is going to be stopped; absent: never. */
  readonly deadline?: Date;
}
export interface ApprovalResult {
  readonly report: RunReport;
  readonly done: readonly ReportedStep[];
  /** Approved or asked for, but not done, each with the reason. */
  readonly refused: readonly Refusal[];
}

/** Throws RefusedError, before anything is recorded or written, for a digest that fits nothing, too much, or a step that approval does not release. */
export async function approve(ports: ConnectionPorts, request: ApprovalRequest): Promise<ApprovalResult> {
  const hours = request.expiresInHours ?? DEFAULT_HOURS;
  if (request.by.trim() === '') throw new RefusedError(400, 'An approval needs the name of the one who gives it.');
  if (!(hours > 0 && hours <= 24 * 365))
    throw new RefusedError(400, `An approval stands for more than 0 hours and at most a year, not for ${hours} hours.`);
  const seen = await readSeen(ports, request.digest);
  const { steps, refused } = findApprovable(seen, request.digest);
  const digests = steps.map((step) => step.digest);

  const earlier = await ports.approvals.read(ports.name);
  for (const step of steps) await ports.approvals.add(ports.name, approvalOf(ports, request, step, hours, earlier));
  const result = await runConnection(ports, {
    trigger: { kind: 'approval', by: request.by },
    apply: true,
    only: digests,
    // Whoever is switched off by somebody's word hands over first what the policy says: the word is about the departure, not about dropping the work.
    withHandovers: true,
    deadline: request.deadline ?? null,
  });
  if (result.kind === 'busy') {
    await ports.approvals.remove(ports.name, digests);
    throw new RefusedError(409, `A run of ${ports.name} is under way. Approve again when it has ended.`);
  }
  return await conclude(ports, steps, refused, result.report);
}

/**
 * An approval binds to the action and to the guards by their names, not to what a guard had counted. Who lets somebody go although work is left (`work-left`) so lets
 * them go also when more of it has come up by then: the word is that the departure does not wait for work. Nothing is lost by it. Work stays in the PSA and on the
 * sheet of that run, what the policy hands over goes first or as `left-earlier` in a later run, and who takes what the deactivation itself hands over is part of the
 * digest.
 */
function approvalOf(
  ports: Pick<ConnectionPorts, 'clock'>,
  request: ApprovalRequest,
  step: HeldStep,
  hours: number,
  earlier: readonly Approval[],
): Approval {
  const now = ports.clock.now().toISOString();
  // Some guards judge only what the others let through, so that a step may need a word on one after the other.
  const before = earlier.filter((approval) => approval.digest === step.digest && approval.expires > now);
  const guards = [...before.flatMap((approval) => approval.guards), ...step.holds.map((hold) => hold.guard)];
  return {
    version: 1,
    digest: step.digest,
    by: request.by,
    guards: [...new Set(guards)],
    note: request.note,
    at: now,
    expires: addHours(now, hours),
  };
}

async function conclude(
  ports: ConnectionPorts,
  approved: readonly HeldStep[],
  refusedBefore: readonly Refusal[],
  report: RunReport,
): Promise<ApprovalResult> {
  const done: ReportedStep[] = [];
  const refused: Refusal[] = [...refusedBefore];
  const fallen: Digest[] = [];
  for (const step of approved) {
    const now = report.steps.find((candidate) => candidate.digest === step.digest);
    if (now !== undefined && isSettled(now)) done.push(now);
    else if (report.planDigest === null) refused.push({ digest: step.digest, why: `${report.summary} ${STANDS}` });
    else if (now?.verdict === 'go') refused.push({ digest: step.digest, why: unfinished(now) });
    else if (now?.verdict === 'hold' && lasting(now).length === 0)
      refused.push({ digest: step.digest, why: `It is now held by ${holdWords(now.holds)}. ${KEPT}` });
    else {
      fallen.push(step.digest);
      refused.push({ digest: step.digest, why: await whyFallen(ports, step, report) });
    }
  }
  // What its giver was told is refused must not be done behind their back when the same digest comes up again.
  if (fallen.length > 0) await ports.approvals.remove(ports.name, fallen);
  return { report, done, refused };
}

const STANDS = 'The approval stands until it expires.';
const KEPT = 'What was approved so far stands until it expires: approve again if this, too, is right.';
const USED_UP = 'The approval is used up: approve again to have it tried once more.';

function unfinished(step: ReportedStep): string {
  if (step.outcome === null) return `It was not tried. ${STANDS}`;
  const then = wasTried(step) ? USED_UP : STANDS;
  return 'detail' in step.outcome ? `${step.outcome.detail} ${then}` : then;
}

/** The step no longer stands as it was seen: held by something else now, planned differently, done already, or no longer wanted. */
async function whyFallen(ports: ConnectionPorts, seen: HeldStep, report: RunReport): Promise<string> {
  const now = sameSubject(report.steps, seen.action);
  if (now?.digest === seen.digest && now.verdict === 'hold') return `It is still held by ${holdWords(lasting(now))}.`;
  if (now !== undefined)
    return `${whatChanged(seen.action, now.action)} Look at run ${report.run} and approve ${now.digest.slice(0, 12)} if that is right.`;
  try {
    const judged = await standingNow(ports, seen.action);
    if (judged.kind === 'already') return 'It is so already; nothing was left to do.';
    return judged.kind === 'moved' ? judged.detail : 'The latest plan no longer wants it.';
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return `The latest plan no longer wants it, and the member could not be read to say why: ${faultWords(error)}`;
  }
}

async function standingNow({ psa }: ConnectionPorts, action: Action): Promise<Precondition> {
  if (action.kind !== 'reassign') return precondition(action, await readSubject(psa, action));
  const standing = await psa.duties.readStanding(action.reassignment);
  if (standing.kind === 'moved') return standing;
  return { kind: standing.kind === 'held' ? 'stands' : 'already' };
}
