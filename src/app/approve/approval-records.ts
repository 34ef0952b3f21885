// Keeps what is stored of decisions true: an approval is good for one write and until it expires, an objection as long as its step is planned.
import type { Digest } from '../../domain/ids.ts';
import type { Approval } from '../../domain/memory/memory.ts';
import { stands } from '../../core/guards/given-words.ts';
import type { Objection } from '../../domain/rulings/ruling.ts';
import type { ReportedStep } from '../../domain/runs/run.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

/**
 * Removes the approvals whose step was tried, those that are over or used up (`stored`, but not `usable`), and with `sound` sources those whose step is no longer
 * planned: it would be another one.
 */
export async function sweepApprovals(
  ports: Pick<ConnectionPorts, 'name' | 'approvals' | 'clock'>,
  { stored, usable }: { readonly stored: readonly Approval[]; readonly usable: readonly Approval[] },
  steps: readonly ReportedStep[],
  sound: boolean,
): Promise<void> {
  const now = ports.clock.now().toISOString();
  const used = new Set(steps.filter(wasTried).map((step) => step.digest));
  const planned = new Set(steps.map((step) => step.digest));
  const live = new Set(usable.filter((approval) => approval.expires > now).map((approval) => approval.digest));
  const over = stored
    .map((approval) => approval.digest)
    .filter((digest) => used.has(digest) || !live.has(digest) || (sound && !planned.has(digest)));
  const digests: readonly Digest[] = [...new Set(over)];
  if (digests.length > 0) await ports.approvals.remove(ports.name, digests);
}

/**
 * Removes what was set aside until a day that has come, and with `sound` sources the objections whose step is no longer planned: whoever is denied their leave in
 * January and comes back has not been denied the one in June.
 */
export async function sweepObjections(
  ports: Pick<ConnectionPorts, 'name' | 'objections' | 'clock'>,
  stored: readonly Objection[],
  steps: readonly ReportedStep[],
  sound: boolean,
): Promise<void> {
  const now = ports.clock.now().toISOString();
  const planned = new Set(steps.map((step) => step.digest));
  const over = stored
    .filter((objection) => !stands(objection, now) || (sound && !planned.has(objection.digest)))
    .map(({ digest }) => digest);
  if (over.length > 0) await ports.objections.remove(ports.name, over);
}

/** One word, one attempt: what the PSA refused, or may have done, needs another one. */
export function wasTried(step: ReportedStep): boolean {
  switch (step.outcome?.kind) {
    case 'done':
    case 'already':
    case 'refused':
    case 'unverified':
    case 'unknown':
      return true;
    case 'moved':
    case 'skipped':
    case 'left':
    case undefined:
      return false;
  }
}

/** Nothing is left to do for it, so nothing is left to approve. */
export function isSettled(step: ReportedStep): boolean {
  return step.outcome?.kind === 'done' || step.outcome?.kind === 'already';
}
