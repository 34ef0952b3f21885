// What became of approved steps in the run that was to do them: done, or why not, and whether the approval still stands.
import { precondition, type Precondition } from '../../core/precondition.ts';
import type { Action } from '../../domain/planning/action.ts';
import type { Digest } from '../../domain/ids.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import { RemoteError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';
import { readSubject } from '../write/read-subject.ts';
import { isSettled, wasTried } from './approval-records.ts';
import type { HeldStep } from '../../domain/rulings/waiting.ts';
import { lasting } from './approvable.ts';
import { holdWords, sameSubject, whatChanged } from './what-changed.ts';

export type Conclusion = { readonly digest: Digest } & (
  | { readonly kind: 'done'; readonly step: ReportedStep }
  /** So already, by whomever. */
  | { readonly kind: 'already'; readonly why: string }
  /** Not tried: the approval stands, and trying again may do it. */
  | { readonly kind: 'stands'; readonly why: string }
  /** Tried in vain, or held by what was not approved: somebody has to approve again. */
  | { readonly kind: 'again'; readonly why: string }
  /** It is not the step any more that was approved. */
  | { readonly kind: 'fallen'; readonly why: string }
);

/** `approved`: the steps as they were seen. */
export async function concludeStep(
  ports: Pick<ConnectionPorts, 'psa'>,
  approved: HeldStep,
  report: RunReport,
): Promise<Conclusion> {
  const { digest } = approved;
  const now = report.steps.find((candidate) => candidate.digest === digest);
  if (now !== undefined && isSettled(now)) return { digest, kind: 'done', step: now };
  if (report.planDigest === null) return { digest, kind: 'stands', why: `${report.summary} ${STANDS}` };
  if (now?.verdict === 'go') return { digest, ...unfinished(now) };
  if (now?.verdict === 'hold' && lasting(now).length === 0)
    return { digest, kind: 'again', why: `It is now held by ${holdWords(now.holds)}. ${KEPT}` };
  return { digest, ...(await fallen(ports, approved, report)) };
}

const STANDS = 'The approval stands until it expires.';
const KEPT = 'What was approved so far stands until it expires: approve again if this, too, is right.';
const USED_UP = 'The approval is used up: approve again to have it tried once more.';

interface Ended<Kind extends Conclusion['kind']> {
  readonly kind: Kind;
  readonly why: string;
}

function unfinished(step: ReportedStep): Ended<'stands' | 'again'> {
  if (step.outcome === null) return { kind: 'stands', why: `It was not tried. ${STANDS}` };
  const tried = wasTried(step);
  const then = tried ? USED_UP : STANDS;
  const why = 'detail' in step.outcome ? `${step.outcome.detail} ${then}` : then;
  return { kind: tried ? 'again' : 'stands', why };
}

/** The step no longer stands as it was seen: held by something else now, planned differently, done already, or no longer wanted. */
async function fallen(
  ports: Pick<ConnectionPorts, 'psa'>,
  seen: HeldStep,
  report: RunReport,
): Promise<Ended<'fallen' | 'already'>> {
  const now = sameSubject(report.steps, seen.action);
  if (now?.digest === seen.digest && now.verdict === 'hold')
    return { kind: 'fallen', why: `It is still held by ${holdWords(lasting(now))}.` };
  if (now !== undefined)
    return {
      kind: 'fallen',
      why: `${whatChanged(seen.action, now.action)} Look at run ${report.run} and approve ${now.digest.slice(0, 12)} if that is right.`,
    };
  try {
    const judged = await standingNow(ports, seen.action);
    if (judged.kind === 'already') return { kind: 'already', why: 'It is so already; nothing was left to do.' };
    return {
      kind: 'fallen',
      why: judged.kind === 'moved' ? judged.detail : 'The latest plan no longer wants it.',
    };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return {
      kind: 'fallen',
      why: `The latest plan no longer wants it, and the member could not be read to say why: ${faultWords(error)}`,
    };
  }
}

async function standingNow({ psa }: Pick<ConnectionPorts, 'psa'>, action: Action): Promise<Precondition> {
  if (action.kind !== 'reassign') return precondition(action, await readSubject(psa, action));
  const standing = await psa.duties.readStanding(action.reassignment);
  if (standing.kind === 'moved') return standing;
  return { kind: standing.kind === 'held' ? 'stands' : 'already' };
}
