// Keeps the stored approvals true: each is good for one write and until it expires.
import type { Digest } from '../../domain/ids.ts';
import type { Approval } from '../../domain/memory.ts';
import type { ReportedStep } from '../../domain/run.ts';
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
