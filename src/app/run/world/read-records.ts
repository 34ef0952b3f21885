// What Rollcall itself has kept of a connection, as one run needs it: memory, the journal's last day, approvals.
import { sentAt, type JournaledWrite } from '../../../domain/memory/journal.ts';
import type { Approval, Memory } from '../../../domain/memory/memory.ts';
import type { Objection } from '../../../domain/rulings/ruling.ts';
import { ConfigError } from '../../../errors.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { readJournalWindow } from './journal-window.ts';
import type { JournalWindow } from './journal-window.ts';

export interface Records extends JournalWindow {
  readonly memory: Memory;
  /** Version of the memory, for the conditional write. */
  readonly version: string | null;
  /** All that are kept. */
  readonly approvals: readonly Approval[];
  readonly objections: readonly Objection[];
}

/** Throws RemoteError when one of them cannot be read, ConfigError when they belong to another directory or PSA. */
export async function readRecords(ports: ConnectionPorts, now: Date): Promise<Records> {
  const [{ memory, version }, approvals, objections] = await Promise.all([
    ports.memories.read(ports.name),
    ports.approvals.read(ports.name),
    ports.objections.read(ports.name),
  ]);
  refuseStrangeMemory(ports, memory);
  return { memory, version, approvals, objections, ...(await readJournalWindow(ports, memory.lastRun, now)) };
}

/** Record ids and person ids mean nothing in another PSA or directory: with a strange memory, links would point at strangers. */
function refuseStrangeMemory(ports: Pick<ConnectionPorts, 'name' | 'sides'>, { sides }: Memory): void {
  if (sides === null) return;
  const strange = (['directory', 'psa'] as const).filter((side) => sides[side] !== ports.sides[side]);
  if (strange.length === 0) return;
  throw new ConfigError(
    strange.map((side) => ({
      path: `${ports.name}.${side}`,
      message: `What is remembered of this connection belongs to ${sides[side]}; the configuration names ${ports.sides[side]}. Restore the configuration, or give the connection a new name so that it starts afresh.`,
    })),
  );
}

/** An approval is good for one write: what the journal has sent since it was given has used it up, even if nobody came to remove it. */
export function unused(approvals: readonly Approval[], writes: readonly JournaledWrite[]): readonly Approval[] {
  return approvals.filter(
    (approval) => !writes.some((write) => write.intent.step === approval.digest && sentAt(write) >= approval.at),
  );
}
