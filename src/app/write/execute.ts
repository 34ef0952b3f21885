// Goes through the plan's steps in their order and writes. Decides only whether the next step may still be tried; what is written is the plan's business.
import { ENDS } from '../../core/outcome.ts';
import { subjectOf, writeClass } from '../../domain/planning/action.ts';
import type { Action } from '../../domain/planning/action.ts';
import type { Digest, RunId } from '../../domain/ids.ts';
import type { Intent } from '../../domain/memory/journal.ts';
import type { Plan, Step } from '../../domain/planning/plan.ts';
import type { StepOutcome } from '../../domain/runs/run.ts';
import type { SpanAttributes } from '../../domain/runs/telemetry.ts';
import type { HandedOver } from '../../domain/offboarding/undo.ts';
import type { World } from '../../domain/planning/world.ts';
import type { Lease } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultFields, faultWords } from '../fault-words.ts';
import type { Course } from '../run/course.ts';
import { performStep } from './perform-step.ts';
import { createSeatLedger, type SeatLedger } from './seat-ledger.ts';
import type { StepResult } from './step-result.ts';

/** No new step is taken in the last minute: the one under way, the memory and the report still have to fit. */
const SPARE_MS = 60_000;

export const LEASE_LOST =
  'The lock on this connection was lost, so another run may be writing: nothing more was written. The next run reads anew and goes on.';
const DEADLINE_NEAR = 'The time of this run was nearly over; the next run goes on from here.';
const DIED_BEFORE = 'Not tried, because the run died in an earlier step; the next run goes on from there.';

const LEFT = { kind: 'left', note: null } as const satisfies StepOutcome;

type GoStep = Extract<Step, { verdict: 'go' }>;

export interface Execution {
  readonly run: RunId;
  readonly plan: Plan;
  readonly world: World;
  readonly lease: Lease;
  /** Whether this step is among those that were asked for. */
  readonly isWanted: (step: GoStep) => boolean;
  /** Creates members and leaves the other steps. */
  readonly creationsOnly: boolean;
  /** null: no end is set. */
  readonly deadline: Date | null;
  /** Filled as the steps are settled, so that a run that dies here still reports what it did. */
  readonly outcomes: Map<Digest, StepOutcome>;
  /** Filled with every reassignment that was written and verified. */
  readonly handedOver: HandedOver[];
}

/** What is to be carried out of the plan, as the run was asked. */
export function executionOf(
  { run, request, outcomes, handedOver }: Course,
  given: Pick<Execution, 'plan' | 'world' | 'lease'>,
): Execution {
  const { deadline, creationsOnly = false } = request;
  const isWanted = wantedSteps(given.plan, request);
  return { ...given, run, deadline, outcomes, handedOver, isWanted, creationsOnly };
}

function wantedSteps(plan: Plan, { only, withHandovers }: Course['request']): Execution['isWanted'] {
  if (only === undefined) return () => true;
  const wanted = new Set(only);
  const leaving = new Set(
    plan.steps.flatMap(({ digest, action }) =>
      withHandovers === true && action.kind === 'deactivate' && wanted.has(digest) ? [action.member.key] : [],
    ),
  );
  return ({ digest, action }) => wanted.has(digest) || (action.kind === 'reassign' && leaving.has(action.member.key));
}

/** Throws what no step can settle by itself: a journal that cannot be written, a bug. */
export async function execute(ports: ConnectionPorts, execution: Execution): Promise<void> {
  const { lease, deadline, outcomes } = execution;
  const ledger = createSeatLedger(execution.world);
  const steps = stepsToTry(execution, ledger);
  let stopped: string | null = null;

  for (const [index, step] of steps.entries()) {
    ports.progress.phase(`Writing to ConnectWise PSA: ${index + 1} of ${steps.length}`);
    const end: string | null = stopped ?? (lease.lost.aborted ? LEASE_LOST : null) ?? nearDeadline(ports, deadline);
    const obstacle = end === null ? ledger.shortage(step) : ({ kind: 'skipped', detail: end } as const);
    if (obstacle !== null) {
      outcomes.set(step.digest, obstacle);
      continue;
    }
    try {
      const result = await settleStep(ports, execution, step);
      ledger.book(step.action, result.outcome);
      if (result.stop !== null) stopped = `Not tried, because the PSA refused an earlier step for good: ${result.stop}`;
    } catch (error) {
      for (const later of steps.slice(index + 1)) outcomes.set(later.digest, { kind: 'skipped', detail: DIED_BEFORE });
      throw error;
    }
  }
}

/** Those that are left have their outcome before the first write, so that a run that dies tells them from what it did not get to. */
function stepsToTry({ plan, isWanted, creationsOnly, outcomes }: Execution, ledger: SeatLedger): readonly GoStep[] {
  const wanted = plan.steps.filter((step) => step.verdict === 'go').filter(isWanted);
  if (!creationsOnly) return wanted;
  for (const { digest, action } of wanted) {
    if (action.kind === 'create') continue;
    outcomes.set(digest, LEFT);
    ledger.book(action, LEFT);
  }
  return wanted.filter(({ action }) => action.kind === 'create');
}

/** The outcome is in hand before it is journaled: a journal that fails then must not hide a write that was done. */
async function settleStep(
  ports: ConnectionPorts,
  { run, lease, outcomes, handedOver }: Execution,
  step: GoStep,
): Promise<StepResult> {
  const note = async (outcome: StepOutcome): Promise<void> =>
    ports.journal.note(ports.name, run, { kind: 'outcome', at: instantOf(ports), step: step.digest, outcome });
  const intent = { noted: false };
  const gate = {
    noteIntent: async (): Promise<void> => {
      await ports.journal.note(ports.name, run, intentOf(step, instantOf(ports)));
      intent.noted = true;
    },
    closed: (): string | null => (lease.lost.aborted ? LEASE_LOST : null),
  };

  try {
    const result = await ports.trace.span(
      'rollcall.write',
      () => performStep(ports, step.action, gate),
      ({ outcome }) => writeAttributes(step, outcome),
    );
    outcomes.set(step.digest, result.outcome);
    if (result.handedOver === true) handedOver.push(...handoverOf(step, instantOf(ports)));
    ports.logger.info('step settled', { step: step.digest, action: step.action.kind, outcome: result.outcome.kind });
    if (intent.noted) await note(result.outcome);
    return result;
  } catch (error) {
    const settled = outcomes.has(step.digest);
    if (!settled)
      outcomes.set(
        step.digest,
        intent.noted
          ? { kind: 'unknown', detail: `The run died in this step: ${faultWords(error)}` }
          : { kind: 'skipped', detail: `The run died before this step was written: ${faultWords(error)}` },
      );
    if (intent.noted && !settled) handedOver.push(...handoverOf(step, instantOf(ports)));
    ports.logger.error('execution died', { step: step.digest, action: step.action.kind, ...faultFields(error) });
    throw error;
  }
}

/** The digest finds the step in the report, which knows who it is about. */
function writeAttributes({ action, digest }: GoStep, { kind }: StepOutcome): SpanAttributes<'rollcall.write'> {
  return {
    'rollcall.action': action.kind,
    'rollcall.outcome': kind,
    'rollcall.step': digest,
    ...(ENDS[kind] === 'failed' && { 'rollcall.fault': kind }),
  };
}

function intentOf(step: GoStep, at: string): Intent {
  const { action } = step;
  return {
    kind: 'intent',
    at,
    step: step.digest,
    action: action.kind,
    class: writeClass(action),
    member: action.kind === 'create' ? null : action.member.key,
    identifier: subjectOf(action),
    person: personIdOf(action),
    because: action.because,
    reassignment: action.kind === 'reassign' ? action.reassignment : null,
    approvedBy: step.approvedBy,
  };
}

function handoverOf({ digest, action }: GoStep, at: string): readonly HandedOver[] {
  if (action.kind !== 'reassign') return [];
  const { person, member, reassignment } = action;
  return [{ step: digest, at, person, member, reassignment }];
}

function personIdOf(action: Action): Intent['person'] {
  return action.person === null ? null : action.person.id;
}

function nearDeadline(ports: Pick<ConnectionPorts, 'clock'>, deadline: Date | null): string | null {
  return deadline !== null && ports.clock.now().getTime() >= deadline.getTime() - SPARE_MS ? DEADLINE_NEAR : null;
}

function instantOf(ports: Pick<ConnectionPorts, 'clock'>): string {
  return ports.clock.now().toISOString();
}
