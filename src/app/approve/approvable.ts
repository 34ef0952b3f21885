// Finds what an approver means by a digest, and refuses before anything is written what approval does not lift.
import { otherwiseHeld } from '../../core/rulings/waiting-now.ts';
import type { Digest } from '../../domain/ids.ts';
import type { Hold } from '../../domain/planning/plan.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import type { HeldStep } from '../../domain/rulings/waiting.ts';
import { RefusedError } from '../../errors.ts';
import { isSettled } from './approval-records.ts';
import { holdWords } from './what-changed.ts';

export interface Refusal {
  readonly digest: Digest;
  readonly why: string;
}
export interface Approvable {
  /** Held steps that approval releases. */
  readonly steps: readonly HeldStep[];
  /** Held steps of the same plan that it does not. */
  readonly refused: readonly Refusal[];
}

/** `typed`: at least the first 8 hex digits of a held step's digest, or of the plan's digest for all its held steps. Throws RefusedError with what fits. */
export function findApprovable(report: RunReport, typed: string): Approvable {
  const held = heldSteps(report);
  const wanted = findHeld(report, typed).map(asOtherwiseHeld);
  const steps = wanted.filter((step) => lasting(step).length === 0);
  const refused = wanted.filter((step) => lasting(step).length > 0).map((step) => refusalOf(step, held));
  if (steps.length === 0)
    throw new RefusedError(
      409,
      refused.length === 0
        ? `The plan of run ${report.run} has no held step, so there is nothing to approve.`
        : `Approval does not lift this. ${refused.map(({ digest, why }) => `${short(digest)}: ${why}`).join(' ')}`,
    );
  return { steps, refused };
}

/** The held steps that somebody means by a digest, whatever holds them: one, or all of a plan. Throws RefusedError as findApprovable does. */
export function findHeld(report: RunReport, typed: string): readonly HeldStep[] {
  const prefix = digestPrefix(typed);
  const held = heldSteps(report);
  const fitting = held.filter((step) => step.digest.startsWith(prefix));
  const plan = report.planDigest?.startsWith(prefix) === true ? [report.planDigest] : [];

  if (fitting.length + plan.length > 1)
    throw new RefusedError(
      400,
      `${prefix} fits more than one digest of run ${report.run}: ${listed([...plan, ...fitting.map((step) => step.digest)])}. Give more digits.`,
    );
  if (fitting.length + plan.length === 0) throw nothingFits(report, prefix, held);
  // Who decides on a plan decides on its deactivations, and what they hand over goes with them.
  return plan.length > 0 ? held.filter((step) => !goesWithDeparture(step)) : fitting;
}

/** Throws RefusedError 400. */
export function digestPrefix(typed: string): string {
  const prefix = typed.trim().toLowerCase();
  if (/^[0-9a-f]{8,64}$/.test(prefix)) return prefix;
  throw new RefusedError(400, `"${typed.slice(0, 80)}" is not a digest: give at least its first 8 hexadecimal digits.`);
}

function heldSteps({ steps }: RunReport): readonly HeldStep[] {
  return steps.filter((step) => step.verdict === 'hold').filter((step) => !isSettled(step));
}

/** Without what somebody had decided by then: whether that still stands is said by what is kept of it now. */
function asOtherwiseHeld(step: HeldStep): HeldStep {
  return otherwiseHeld(step) ?? step;
}

/** The holds that stay whoever approves this step: a handover goes with its leaver's deactivation, and it is that which somebody approves. */
export function lasting(step: { readonly holds: readonly Hold[] }): readonly Hold[] {
  return step.holds.filter((hold) => hold.release !== 'approval' || hold.guard === 'departure-held');
}

function goesWithDeparture(step: HeldStep): boolean {
  return step.holds.some(({ guard }) => guard === 'departure-held');
}

function refusalOf(step: HeldStep, held: readonly HeldStep[]): Refusal {
  const departure = goesWithDeparture(step) ? held.find((other) => isDepartureOf(step, other)) : undefined;
  const instead = departure === undefined ? '' : ` Approve that step if it is right: ${short(departure.digest)}.`;
  return { digest: step.digest, why: `Held by ${holdWords(lasting(step))}.${instead}` };
}

function isDepartureOf({ action: handover }: HeldStep, { action }: HeldStep): boolean {
  return action.kind === 'deactivate' && handover.kind === 'reassign' && action.member.key === handover.member.key;
}

function nothingFits(report: RunReport, prefix: string, held: readonly HeldStep[]): RefusedError {
  const other = report.steps.find((step) => step.digest.startsWith(prefix));
  if (other !== undefined)
    return new RefusedError(
      409,
      isSettled(other)
        ? `Step ${short(other.digest)} was done in run ${report.run}; nothing is left to approve.`
        : `Step ${short(other.digest)} is not held${insteadOfApproval(other)}`,
    );
  const releasable = held.filter((step) => lasting(step).length === 0).map((step) => step.digest);
  const open =
    releasable.length === 0 ? 'Nothing of it waits for approval.' : `Waiting for approval: ${listed(releasable)}.`;
  return new RefusedError(404, `Nothing in run ${report.run} has a digest that begins with ${prefix}. ${open}`);
}

function insteadOfApproval({ outcome }: ReportedStep): string {
  return outcome?.kind === 'left'
    ? ' but left by the mode create-only: "rollcall apply" does it, or a run in the mode full.'
    : ': the next run that applies does it, and it needs no approval.';
}

function listed(digests: readonly Digest[]): string {
  const shown = digests.slice(0, 20).map(short).join(', ');
  return digests.length > 20 ? `${shown} and ${digests.length - 20} more` : shown;
}

function short(digest: Digest): string {
  return digest.slice(0, 12);
}
