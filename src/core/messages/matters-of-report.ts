/** What of a run somebody should be told as long as it stands: what is held, what failed, what was found. */
import type { Action } from '../../domain/planning/action.ts';
import type { Matter, MatterItem, MatterTopic, Subject } from '../../domain/messages/matter.ts';
import { isDecided, type GuardName, type Hold } from '../../domain/planning/plan.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import { subjectOf } from '../../domain/planning/action.ts';
import { digestOf } from '../digest.ts';
import { ENDS } from '../outcome.ts';
import { accountOf, failureSubject } from '../subjects.ts';
import { findingMatter } from './finding-matter.ts';
import { joinMatters } from './join-matters.ts';

/** `class`: a hold that concerns many alike is one matter for each kind of action; `record`: one for each account. */
const SCOPES = {
  'limit-per-run': 'class',
  'limit-per-day': 'class',
  seats: 'class',
  'source-integrity': 'class',
  absence: 'class',
  'back-off': 'class',
  'departure-held': 'class',
  protected: 'record',
  'last-administrator': 'record',
  identity: 'record',
  'confirm-return': 'record',
  'work-left': 'record',
  receiver: 'record',
  denied: 'record',
  'set-aside': 'record',
} as const satisfies Record<GuardName, 'class' | 'record'>;

/** Findings included; mutes are another's business. */
export function mattersOf(report: RunReport): readonly Matter[] {
  const ends: readonly Matter[] =
    report.outcome === 'frozen'
      ? [whole({ kind: 'frozen' }, report)]
      : report.outcome === 'failed' && !report.steps.some(failed)
        ? [whole({ kind: 'failed-run' }, report)]
        : [];
  return joinMatters([
    ...ends,
    ...report.steps.flatMap((step) => stepMatter(step, report)),
    ...report.findings.map((finding) => findingMatter(finding, report.run)),
  ]);
}

/** Who is told of by a name, and who by none. */
export function subjectIn(action: Action): Subject & { readonly memberId: string } {
  const name = action.kind === 'create' ? action.person.name : (action.person?.name ?? action.member.name);
  return { memberId: subjectOf(action), name };
}

function stepMatter(step: ReportedStep, report: RunReport): readonly Matter[] {
  const { action } = step;
  if (failed(step)) return [failure(action, report)];
  // What somebody has denied or set aside asks nothing of anybody.
  if (step.verdict !== 'hold' || isDecided(step.holds)) return [];
  // Whatever else holds it: it failed, and waits for its next turn.
  if (step.holds.some((hold) => hold.guard === 'back-off')) return [failure(action, report)];
  const [hold, urgent] = tellingHold(step.holds);
  const account = accountIn(action);
  const topic: MatterTopic = {
    kind: 'hold',
    guard: hold.guard,
    action: action.kind,
    release: hold.release,
    urgent,
  };
  const about = { kind: 'hold', guard: hold.guard, action: action.kind };
  const key = digestOf(SCOPES[hold.guard] === 'class' ? about : { ...about, account });
  return [matter(key, topic, { key: digestOf({ ...about, account }), subjects: [subjectIn(action)] }, report)];
}

/** The first that somebody can do something about. What only time ends, and what goes with another step, waits by itself. */
function tellingHold(holds: readonly [Hold, ...Hold[]]): readonly [Hold, urgent: boolean] {
  const urgent = holds.find((hold) => hold.release !== 'time' && hold.guard !== 'departure-held');
  return urgent === undefined ? [holds[0], false] : [urgent, true];
}

function failure(action: Action, report: RunReport): Matter {
  const about = { kind: 'failure', action: action.kind };
  const item = { key: digestOf({ ...about, account: accountIn(action) }), subjects: [subjectIn(action)] };
  return matter(digestOf(about), { kind: 'failure', action: action.kind }, item, report);
}

function whole(topic: Extract<MatterTopic, { readonly kind: 'frozen' | 'failed-run' }>, report: RunReport): Matter {
  const key = digestOf({ kind: topic.kind });
  return matter(key, topic, { key, subjects: [] }, report);
}

function matter(key: Matter['key'], topic: MatterTopic, item: MatterItem, { run }: RunReport): Matter {
  return { key, ...topic, items: [item], run };
}

/** A leaver's many handovers are one thing to tell. */
function accountIn(action: Action): string {
  return accountOf(failureSubject(action));
}

function failed({ outcome }: ReportedStep): boolean {
  return outcome !== null && ENDS[outcome.kind] === 'failed';
}
