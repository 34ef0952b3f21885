// What a run was asked for, and what is known of it however far it came: the report is made from this alone.
import type { Decision } from '../../domain/planning/decision.ts';
import type { Digest, PersonId, RunId } from '../../domain/ids.ts';
import type { OffboardingReport } from '../../domain/offboarding/leaver.ts';
import type { RunEntry, StepOutcome, Timing, Trigger } from '../../domain/runs/run.ts';
import type { HandedOver } from '../../domain/offboarding/undo.ts';
import type { World } from '../../domain/planning/world.ts';
import type { Patience } from './patience.ts';

export interface RunRequest {
  readonly trigger: Trigger;
  /** Whether this run writes to the PSA. Unattended callers say what `unattendedWrites` allows. */
  readonly apply: boolean;
  /** Creates members and leaves every other step that goes; absent: no kind of step is kept from it. */
  readonly creationsOnly?: true;
  /** The one person whom the run is about; absent: everybody. */
  readonly person?: PersonId;
  /** Writes these steps and no others; absent: every step that goes. */
  readonly only?: readonly Digest[];
  /** With `only`: as well what those who are switched off by it hand over. */
  readonly withHandovers?: true;
  /** When the process is going to be stopped; null: never. */
  readonly deadline: Date | null;
  /** How long it may read before it is broken off, throwing OutOfPatience; absent: as long as it takes. */
  readonly patience?: Patience;
  /** When it was due: when its message was queued, or what it follows from happened; absent: when it was asked for, just now. ISO 8601. */
  readonly dueAt?: string;
  /** W3C trace context of the invocation that it is part of; absent: of none. */
  readonly traceParent?: string;
}

/** What is known of a run, however far it came. */
export interface Course {
  readonly run: RunId;
  readonly request: RunRequest;
  /** The run whose handovers this one takes back; null: an ordinary run. */
  readonly undoes: RunId | null;
  readonly startedAt: Date;
  readonly previous: RunEntry | undefined;
  readonly timings: Timing[];
  readonly outcomes: Map<Digest, StepOutcome>;
  /** Reassignments that were written and verified, in their order. */
  readonly handedOver: HandedOver[];
  /** In a person's words, each with its next step. */
  readonly faults: string[];
  world: World | null;
  decision: Decision | null;
  /** The decision's, with what was read again after the writes. */
  offboarding: OffboardingReport | null;
}
