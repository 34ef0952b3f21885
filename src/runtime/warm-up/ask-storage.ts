/** Questions to the storage, many at a time, so that as many connections are open and their way is known to the engine. They change nothing. */
import type { Config } from '../../config/config.ts';
import type { OpenStorage } from '../compose/open-storage.ts';

const ROUNDS = 8;
/** Each of nine requests to the queues and one to the container: about as many as there are deliveries at a time in a large burst. */
const AT_ONCE = 3;

/** Throws RemoteError. */
export async function askStorage(
  { connections }: Config,
  { queue, ledger, subscriptions }: Pick<OpenStorage, 'queue' | 'ledger' | 'subscriptions'>,
): Promise<void> {
  const withEvents = connections.filter(({ directory }) => directory.events !== undefined);
  // What was accepted in the last 24 hours is read anyway before the first delivery can be judged.
  await Promise.all(withEvents.map(async ({ name }) => ledger.seen(name, ['nothing has this id'])));
  const ask = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1)
      await Promise.all([
        queue?.check(),
        queue?.listPoisoned(1),
        ...withEvents.slice(0, 1).map(async ({ name }) => subscriptions.read(name)),
      ]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, ask));
}
