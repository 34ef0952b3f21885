// Reads the journal for two questions: what was attempted in the last 24 hours (limits), and which writes no run has remembered yet (settling).
import { addHours } from '../../../core/instants.ts';
import { startOfRun, type RunId } from '../../../domain/ids.ts';
import { sentAt, type JournaledWrite } from '../../../domain/memory/journal.ts';
import type { PastWrite } from '../../../domain/memory/memory.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';

const WINDOW_HOURS = 24;

export interface JournalWindow {
  /** Attempted writes of the last 24 hours, oldest first. */
  readonly past: readonly PastWrite[];
  /** Every write that was sent in that time and since the memory was last saved, oldest first. */
  readonly writes: readonly JournaledWrite[];
}

/** `lastRun`: the run that last saved the memory; a later one that wrote something died before it could remember it. */
export async function readJournalWindow(
  ports: Pick<ConnectionPorts, 'name' | 'journal'>,
  lastRun: RunId | null,
  now: Date,
): Promise<JournalWindow> {
  const dayAgo = addHours(now.toISOString(), -WINDOW_HOURS);
  // Without a memory, older writes prove nothing any more: whatever was switched off then waits for somebody's word.
  const rememberedUntil = lastRun === null ? dayAgo : startOfRun(lastRun);
  const journaled = await ports.journal.readSince(ports.name, rememberedUntil < dayAgo ? rememberedUntil : dayAgo);
  const sent = journaled.filter(wasSent);

  return {
    past: sent.filter((write) => sentAt(write) >= dayAgo).map(toPastWrite),
    writes: sent,
  };
}

/** `skipped` after an intent: the lock was lost in that very moment, and the request never left. An intent without an outcome counts: its process died after noting it, and the request may well have left. */
function wasSent(write: JournaledWrite): boolean {
  return write.outcome?.kind !== 'skipped';
}

function toPastWrite(write: JournaledWrite): PastWrite {
  return { class: write.intent.class, at: sentAt(write) };
}
