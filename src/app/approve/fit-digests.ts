// Finds the held steps that somebody means by one digest or by many: what fits nothing is told, and keeps nobody from the rest.
import type { Digest, RunId } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { InvariantError, RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import type { HeldStep } from '../../domain/rulings/waiting.ts';
import { findApprovable, findHeld } from './approvable.ts';
import { readSeen } from './latest-planned.ts';

export interface Fitted {
  /** The run whose plan was seen; of several, the one of the first digest. */
  readonly seen: RunId;
  readonly steps: readonly HeldStep[];
  readonly refused: readonly { readonly step: HeldStep; readonly why: string }[];
  /** In sentences. */
  readonly unfitting: readonly string[];
}

/** Each has every recent report opened for it; whoever names so many has an old list. */
const MOST_UNFITTING = 20;

/** `held`: whatever holds them; `approvable`: those that approval releases, the others with what holds them. Throws RefusedError when nothing is left. */
export async function fitted(
  ports: Pick<ConnectionPorts, 'name' | 'archive'>,
  typed: readonly string[],
  wanted: 'approvable' | 'held',
): Promise<Fitted> {
  const steps = new Map<Digest, HeldStep>();
  const refused = new Map<Digest, { readonly step: HeldStep; readonly why: string }>();
  const refusals: RefusedError[] = [];
  const known: RunReport[] = [];
  let seen: RunId | undefined;
  for (const one of new Set(typed)) {
    try {
      const report = known.find((report) => hasDigest(report, one)) ?? (await readSeen(ports, one));
      if (!known.includes(report)) known.push(report);
      if (wanted === 'held') for (const step of findHeld(report, one)) steps.set(step.digest, step);
      else {
        const found = findApprovable(report, one);
        for (const step of found.steps) steps.set(step.digest, step);
        for (const { digest, why } of found.refused) refused.set(digest, { step: heldStep(report, digest), why });
      }
      seen ??= report.run;
    } catch (error) {
      if (!(error instanceof RefusedError)) throw error;
      refusals.push(error);
      if (refusals.length === MOST_UNFITTING)
        throw new RefusedError(
          409,
          `${MOST_UNFITTING} of these digests or more fit nothing. The first: ${refusals[0]?.message ?? ''}`,
        );
    }
  }
  const unfitting = [...new Set(refusals.map(({ message }) => message))];
  const [first] = refusals;
  if (seen !== undefined && steps.size > 0)
    return { seen, steps: [...steps.values()], refused: [...refused.values()], unfitting };
  throw new RefusedError(
    first?.status ?? 409,
    unfitting.length === 0 ? 'The plan has no held step, so there is nothing to decide.' : unfitting.join(' '),
  );
}

function hasDigest({ steps }: RunReport, typed: string): boolean {
  return steps.some(({ digest }) => digest === typed);
}

function heldStep(report: RunReport, digest: Digest): HeldStep {
  const step = report.steps.find((one) => one.digest === digest);
  if (step?.verdict === 'hold') return step;
  throw new InvariantError(`Step ${digest} was refused, but the run holds no such step`);
}
