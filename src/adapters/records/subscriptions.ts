// Which change subscriptions each connection has, one file each. The webhook reads it for every delivery that it judges.
import type { Store } from '../../ports.ts';
import type { SubscriptionRecords } from '../../event-ports.ts';
import { subscriptionsPath } from './paths.ts';
import { subscriptionsShape } from './shapes/subscriptions-shape.ts';
import { readStored } from './stored-file.ts';
import { updateFile } from './update-file.ts';

const KIND = {
  shape: subscriptionsShape,
  advice:
    'Restore an earlier version of the file, or remove it: the subscriptions are then made anew, and a run makes up for what was delivered meanwhile.',
};

export function createSubscriptionRecords(store: Store): SubscriptionRecords {
  return {
    async read(connection) {
      return (await readStored(store, subscriptionsPath(connection), KIND))?.value;
    },
    async write(connection, known) {
      await updateFile(store, subscriptionsPath(connection), KIND, () => known);
    },
  };
}
