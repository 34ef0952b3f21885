// The exact command that comes next: for one step, for a group of waiting steps, for the whole run.
import type { Hold } from '../../domain/planning/plan.ts';
import type { ReportedStep, RunReport } from '../../domain/runs/run.ts';
import { standingOf } from './describe-step.ts';
import { counted, grouped } from './amounts.ts';
import { RELEASE_ADVICE } from './words.ts';

type HeldStep = Extract<ReportedStep, { readonly verdict: 'hold' }>;
type Run = Pick<RunReport, 'connection' | 'run' | 'planDigest'>;

/** `command` null: no command does it; `what` says what does. */
export interface NextStep {
  readonly what: string;
  readonly command: string | null;
}

/** Steps that wait for the same reasons. */
export interface WaitingGroup {
  /** The same from run to run. */
  readonly key: string;
  /** The first step's holds; all of the group have the same guards and releases. */
  readonly holds: HeldStep['holds'];
  /** Whether every step gives the very same words for them. */
  readonly sameWords: boolean;
  readonly steps: readonly [HeldStep, ...HeldStep[]];
}

const SHORT_DIGEST = 12;
export const shortDigest = (digest: string): string => digest.slice(0, SHORT_DIGEST);

const WITH_DEPARTURE =
  'Nothing to do here: it goes with the deactivation that it belongs to, and what ends the waiting stands there.';

/** What ends this step's waiting: the command, or advice when no approval lifts it. */
export function releaseHint(step: HeldStep, run: Run): NextStep {
  const lasting = lastingHold(step);
  if (lasting?.guard === 'departure-held') return { what: WITH_DEPARTURE, command: null };
  if (lasting?.release === 'decision')
    return { what: RELEASE_ADVICE.decision, command: takeBackCommand(step.digest, run) };
  if (lasting !== undefined) return { what: RELEASE_ADVICE[lasting.release], command: null };
  return { what: RELEASE_ADVICE.approval, command: approveCommand(step.digest, run) };
}

/** The same for a group. The command approves one step only: that the plan's digest approves them all is said, never offered to be pasted. */
export function groupHint(group: WaitingGroup, run: Run): NextStep {
  const [first] = group.steps;
  if (group.steps.length === 1 || lastingHold(first) !== undefined || run.planDigest === null)
    return releaseHint(first, run);
  return {
    what: `Approve those that are right, each by its digest (the plan's, ${shortDigest(run.planDigest)}, stands for everything that waits):`,
    command: approveCommand(first.digest, run),
  };
}

/** Waiting steps by their reasons, in the order of their first step. */
export function waitingGroups(steps: readonly ReportedStep[]): readonly WaitingGroup[] {
  const groups = new Map<string, { readonly first: HeldStep; readonly others: HeldStep[] }>();
  for (const step of steps) {
    if (step.verdict !== 'hold' || standingOf(step) !== 'waiting') continue;
    const key = step.holds.map((hold) => `${hold.guard} ${hold.release}`).join();
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { first: step, others: [] });
    else group.others.push(step);
  }
  return [...groups].map(([key, { first, others }]) => ({
    key,
    holds: first.holds,
    sameWords: others.every((step) => wordsOf(step.holds) === wordsOf(first.holds)),
    steps: [first, ...others],
  }));
}

/** What the reader can do now, most useful first; empty: nothing, the next run comes by itself. */
export function nextSteps(report: RunReport): readonly NextStep[] {
  const at = `--connection ${report.connection}`;
  if (report.planDigest === null)
    return [{ what: 'Find out what is missing or unreachable:', command: `rollcall check ${at}` }];
  if (report.undoes !== undefined) return [...restOfUndo(report, report.undoes), ...undoStep(report)];
  const next: NextStep[] = [];
  const failed = report.steps.filter((step) => standingOf(step) === 'failed').length;
  const open = report.steps.filter((step) => standingOf(step) === 'open').length;
  const left = report.steps.filter((step) => standingOf(step) === 'left').length;
  const releasable = approvable(report.steps);
  const [first] = releasable;
  if (failed > 0) next.push({ what: 'See whether what failed still stands:', command: `rollcall plan ${at}` });
  if (open + left > 0) next.push({ what: whatToApply(open, left), command: `rollcall apply ${at}` });
  if (first !== undefined)
    next.push({
      what:
        releasable.length === 1
          ? 'Approve the step that waits for it, if it is right:'
          : `Approve those of the ${releasable.length} waiting steps that are right, such as:`,
      command: approveCommand(first.digest, report),
    });
  if (left > 0) next.push({ what: TO_FULL, command: null });
  return [...next, ...undoStep(report)];
}

const TO_FULL =
  'To let unattended runs do all that no guard holds, set "mode": "full" for this connection in the configuration.';

function whatToApply(open: number, left: number): string {
  if (open === 0) return `Do the ${counted(left, 'step', 'steps')} that the mode create-only left:`;
  const all = `Do the ${counted(open + left, 'step', 'steps')} that nothing holds`;
  return left === 0 ? `${all}:` : `${all}, ${grouped(left)} of them left by the mode create-only:`;
}

/** What an undo has left is undone by the same command. */
function restOfUndo({ steps, connection }: RunReport, undoes: string): readonly NextStep[] {
  return steps.every((step) => standingOf(step) === 'done')
    ? []
    : [{ what: 'Hand back what is left:', command: undoCommand(undoes, connection) }];
}

function undoStep({ steps, run, connection }: RunReport): readonly NextStep[] {
  return steps.some(({ action, outcome }) => action.kind === 'reassign' && outcome?.kind === 'done')
    ? [{ what: 'Take back what was handed over, if it was not right:', command: undoCommand(run, connection) }]
    : [];
}

function undoCommand(run: string, connection: string): string {
  return `rollcall undo ${run} --connection ${connection}`;
}

function approvable(steps: readonly ReportedStep[]): readonly HeldStep[] {
  return steps
    .filter((step) => step.verdict === 'hold')
    .filter((step) => standingOf(step) === 'waiting' && lastingHold(step) === undefined);
}

/** The first hold that stays whoever approves. */
export function lastingHold(step: HeldStep): Hold | undefined {
  return step.holds.find((hold) => hold.release !== 'approval' || hold.guard === 'departure-held');
}

function approveCommand(digest: string, run: Pick<RunReport, 'connection'>): string {
  return `rollcall approve ${shortDigest(digest)} --connection ${run.connection}`;
}

function takeBackCommand(digest: string, run: Pick<RunReport, 'connection'>): string {
  return `rollcall take-back ${shortDigest(digest)} --connection ${run.connection}`;
}

function wordsOf(holds: readonly Hold[]): string {
  return JSON.stringify(holds.map((hold) => hold.why));
}
