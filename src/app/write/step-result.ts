// What carrying out one step comes to, and what it is promised by whoever carries out the plan.
import type { StepOutcome } from '../../domain/runs/run.ts';
import type { WriteReply } from '../../domain/memory/write-reply.ts';
import { RemoteError } from '../../errors.ts';
import { faultWords } from '../fault-words.ts';

export const NOT_SENT_AGAIN = 'It was not sent again; the next run reads the PSA anew and decides.';
export const FOUND_DONE = 'The PSA never answered the write; a look-up afterwards found it done.';
export const NOT_KEPT = 'The PSA accepted the write without keeping it: look at the record there.';

export interface StepResult {
  readonly outcome: StepOutcome;
  /** Why no further step may be tried (the PSA no longer accepts the credentials); null: go on. */
  readonly stop: string | null;
  /** A duty was handed over by this very step, or may have been, unseen. */
  readonly handedOver?: true;
}

/** What the caller promises around the one write. */
export interface WriteGate {
  /** Makes the intent durable; called at most once, right before the write and only when the precondition stands. */
  noteIntent(): Promise<void>;
  /** Why nothing may be written any more (the lock was lost); null: write. Asked last of all before each write. */
  closed(): string | null;
}

/** This record's fault, not the run's, unless the credentials no longer open anything. */
export function recordFault(error: unknown, toOutcome: (words: string) => StepOutcome): StepResult {
  if (!(error instanceof RemoteError)) throw error;
  const words = faultWords(error);
  return { outcome: toOutcome(words), stop: error.reason === 'credentials' ? words : null };
}

/** A read before the write failed. */
export function unreadBefore(error: unknown): StepResult {
  return recordFault(error, (words) => ({ kind: 'refused', detail: `Nothing was written: ${words}` }));
}

/** A read after the write failed. */
export function unreadAfter(error: unknown): StepResult {
  return recordFault(error, (words) => ({
    kind: 'unknown',
    detail: `The PSA accepted the write, but the re-read failed: ${words}`,
  }));
}

/** A fault thrown by a write says as little about what the PSA did as no answer does. */
export async function replyOf(write: () => Promise<WriteReply>): Promise<WriteReply> {
  try {
    return await write();
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { kind: 'unknown', detail: faultWords(error) };
  }
}

export function refused({ detail, fatal }: Extract<WriteReply, { readonly kind: 'refused' }>): StepResult {
  return { outcome: { kind: 'refused', detail }, stop: fatal ? detail : null };
}

/** The last thing before a write: what lets it through, or the step's end when nothing may be written any more. */
export async function passGate(gate: WriteGate): Promise<StepResult | null> {
  const closed = gate.closed();
  if (closed !== null) return goOn({ kind: 'skipped', detail: closed });
  await gate.noteIntent();
  // Noting takes its time, and the lock may go in it.
  const closedSince = gate.closed();
  return closedSince === null ? null : goOn({ kind: 'skipped', detail: closedSince });
}

export function goOn(outcome: StepOutcome): StepResult {
  return { outcome, stop: null };
}
