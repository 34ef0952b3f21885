/** Gives a ticket its answer when the work that it stands for is let go without a run. */
import type { Config } from '../../config/config.ts';
import type { Dropped } from '../../domain/events/dropped.ts';
import type { Work } from '../../domain/events/work.ts';
import { openStorage } from '../compose/open-storage.ts';
import { systemClock } from '../system.ts';

/** Before the message is let go: whoever asked would wait for nothing otherwise. Throws RemoteError, so that the queue keeps it. What nobody asked for needs no answer. */
export async function noteDropped(
  { connection, asked }: Work,
  because: Dropped['because'],
  config: Pick<Config, 'storage'>,
): Promise<void> {
  if (asked.by !== 'request') return;
  const { dropped } = await openStorage(config.storage);
  await dropped.note(connection, { ticket: asked.ticket, at: systemClock.now().toISOString(), because });
}
