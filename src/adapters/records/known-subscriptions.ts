// Which change subscriptions of a connection are Rollcall's own, from the file that is kept of them.
import { z } from 'zod';
import type { ConnectionName } from '../../domain/ids.ts';
import type { Store } from '../../ports.ts';
import { parseStored } from './stored-json.ts';

const shape = z.object({ subscriptions: z.array(z.object({ id: z.string() })) });
const ADVICE = 'Remove the file: the subscriptions are then looked up and noted anew.';

/** Ids; none when nothing is stored yet. Throws RemoteError. */
export async function readKnownSubscriptions(store: Store, connection: ConnectionName): Promise<ReadonlySet<string>> {
  const path = `${connection}/subscriptions.json`;
  const stored = await store.read(path);
  if (stored === undefined) return new Set();
  const { subscriptions } = parseStored(shape, { path, text: stored.text, advice: ADVICE });
  return new Set(subscriptions.map(({ id }) => id));
}
