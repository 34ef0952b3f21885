// Compares the directory's own event log with what its webhook delivered. Evidence about the webhook only: a run reads everybody whatever comes of it.
import type { Memory } from '../../../domain/memory/memory.ts';
import type { World } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { faultFields } from '../../fault-words.ts';

const MINUTE = 60_000;
/** Deliveries come late and out of order; what is younger than this is left to the next look. */
const LATEST_MS = 15 * MINUTE;
/** The first look, or one after a long pause, goes back no further. */
const EARLIEST_MS = 24 * 60 * MINUTE;
/** The clocks of the directory and of whoever took the event in need not agree to the second. */
const SKEW_MS = 5 * MINUTE;

/** null: there is nothing to compare, or the log may not or cannot be read now. Never throws RemoteError. */
export async function readEventLog(
  ports: Pick<ConnectionPorts, 'name' | 'directory' | 'ledger' | 'logger'>,
  memory: Memory,
  now: Date,
): Promise<World['eventLog']> {
  const { ledger } = ports;
  const { eventLog } = ports.directory;
  if (ledger === null || eventLog === null) return null;
  const until = now.getTime() - LATEST_MS;
  const earliest = now.getTime() - EARLIEST_MS;
  const since = memory.eventLogUntil === null ? until - 60 * MINUTE : Date.parse(memory.eventLogUntil);
  const from = Math.max(since, earliest);
  if (from >= until) return null;
  try {
    const [reading, accepted] = await Promise.all([
      eventLog.readEvents(new Date(from).toISOString(), new Date(until).toISOString()),
      ledger.readSince(ports.name, new Date(from - SKEW_MS).toISOString()),
    ]);
    return { reading, delivered: new Set(accepted.flatMap(({ id }) => (id === null ? [] : [id]))) };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    // Whether events arrive is worth knowing, but no reason for a run to fail.
    ports.logger.warn('the event log could not be compared', faultFields(error));
    return null;
  }
}
