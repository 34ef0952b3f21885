// Takes back what was decided of steps and is not done yet: approvals that were not used, denials, what was set aside.
import { subjectOf } from '../../domain/planning/action.ts';
import type { Digest } from '../../domain/ids.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import type { RuledStep, Ruling } from '../../domain/rulings/ruling.ts';
import { RefusedError } from '../../errors.ts';
import { digestPrefix } from './approvable.ts';
import type { RulingFrame, RulingPorts } from './give-ruling.ts';
import { readSeen } from './latest-planned.ts';
import type { RulingRequest } from './ruling-request.ts';

/** Throws RefusedError 404 when nothing of what was named is decided, and where there is no plan yet. */
export async function takeBack(
  ports: RulingPorts,
  { digests: typed }: RulingRequest,
  frame: RulingFrame,
): Promise<Ruling> {
  const [approvals, objections, rulings] = await Promise.all([
    ports.approvals.read(ports.name),
    ports.objections.read(ports.name),
    ports.rulings.readRecent(ports.name),
  ]);
  const decided = new Set([...approvals, ...objections].map(({ digest }) => digest));
  const wanted = new Set<Digest>();
  const unfitting: string[] = [];
  let seen: RunReport | undefined;
  for (const one of new Set(typed)) {
    const prefix = digestPrefix(one);
    const fitting = [...decided].filter((digest) => digest.startsWith(prefix));
    if (fitting.length > 1) throw new RefusedError(400, `${prefix} fits more than one decided step: give more digits.`);
    seen ??= await readSeen(ports, one);
    const whole = seen.planDigest?.startsWith(prefix) === true ? decidedOf(seen, decided) : [];
    for (const digest of [...fitting, ...whole]) wanted.add(digest);
    if (fitting.length + whole.length === 0)
      unfitting.push(`Nothing stands that was decided of ${prefix.slice(0, 12)}, so nothing of it can be taken back.`);
  }
  if (seen === undefined || wanted.size === 0) throw new RefusedError(404, unfitting.join(' '));
  const report = seen;
  // What still holds goes last: in between, nothing may be done that somebody has denied.
  await ports.approvals.remove(ports.name, [...wanted]);
  await ports.objections.remove(ports.name, [...wanted]);
  const steps = [...wanted].map((digest): RuledStep => ({
    ...whose(digest, report, rulings),
    digest,
    standing: 'counts',
    why: null,
  }));
  return { ...frame, seen: report.run, steps, unfitting, ticket: null, result: null };
}

function decidedOf({ steps }: RunReport, decided: ReadonlySet<Digest>): readonly Digest[] {
  return steps.map(({ digest }) => digest).filter((digest) => decided.has(digest));
}

/** Whose step it is: by the plan, else by the decision that is taken back. */
function whose(
  digest: Digest,
  { steps }: RunReport,
  rulings: readonly Ruling[],
): Pick<RuledStep, 'action' | 'subject' | 'person'> {
  const step = steps.find((one) => one.digest === digest);
  if (step !== undefined) {
    const { action } = step;
    return { action: action.kind, subject: subjectOf(action), person: action.person };
  }
  const ruled = rulings.flatMap((ruling) => ruling.steps).find((one) => one.digest === digest);
  return ruled === undefined
    ? { action: null, subject: '', person: null }
    : { action: ruled.action, subject: ruled.subject, person: ruled.person };
}
