// Somebody's word for held steps, carried out at once: recorded, then the world is read and planned anew, and only what still stands is done.
import type { Digest } from '../../domain/ids.ts';
import type { Ruling } from '../../domain/rulings/ruling.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import { InvariantError, RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { carryOut, countingDigests, settleWithout } from './carry-out.ts';
import { giveRuling } from './give-ruling.ts';

export interface ApprovalRequest {
  /** Of a held step, or of the latest plan for all its held steps; at least the first 8 hex digits. */
  readonly digest: string;
  /** Whoever sits at this machine; nobody has signed in. */
  readonly by: string;
  readonly note: string;
  /** How long the approval stands if the step cannot be tried now; absent: as the connection is configured. */
  readonly expiresInHours?: number;
  /** When the process is going to be stopped; absent: never. */
  readonly deadline?: Date;
}
export interface Refusal {
  readonly digest: Digest;
  readonly why: string;
}
export interface ApprovalResult {
  readonly ruling: Ruling;
  readonly report: RunReport;
  readonly done: readonly ReportedStep[];
  /** Approved or asked for, but not done, each with the reason. */
  readonly refused: readonly Refusal[];
}

/**
 * An approval binds to the action and to the guards by their names, not to what a guard had counted. Who lets somebody go although work is left (`work-left`) so lets
 * them go also when more of it has come up by then: the word is that the departure does not wait for work. Nothing is lost by it. Work stays in the PSA and on the
 * sheet of that run, what the policy hands over goes first or as `left-earlier` in a later run, and who takes what the deactivation itself hands over is part of the
 * digest.
 *
 * Throws RefusedError, before anything is recorded or written, for a digest that fits nothing, too much, or a step that approval does not release; and when another
 * run is under way, so that nothing stands then that its giver was told is refused.
 */
export async function approve(ports: ConnectionPorts, request: ApprovalRequest): Promise<ApprovalResult> {
  const { digest, by, deadline, ...said } = request;
  const decider = { name: by, person: null };
  const ruling = await giveRuling(ports, { ...said, kind: 'approve', digests: [digest], by: decider });
  const before = ruling.steps
    .filter(({ standing }) => standing !== 'counts')
    .map((step): Refusal => ({ digest: step.digest, why: step.why ?? '' }));
  const result = await carryOut(ports, { id: ruling.id, deadline: deadline ?? null });
  switch (result.kind) {
    case 'busy':
      await ports.approvals.remove(ports.name, countingDigests(ruling));
      await settleWithout(ports, ruling, 'Another run was under way, so the approval was taken back.');
      throw new RefusedError(409, `A run of ${ports.name} is under way. Approve again when it has ended.`);
    case 'covered':
      throw new InvariantError(`Decision ${ruling.id} has nothing to carry out, though it was just recorded`);
    case 'finished':
      return {
        ruling,
        report: result.report,
        done: result.conclusions.flatMap((one) => (one.kind === 'done' ? [one.step] : [])),
        refused: [
          ...before,
          ...result.conclusions.flatMap((one) => (one.kind === 'done' ? [] : [{ digest: one.digest, why: one.why }])),
        ],
      };
  }
}
