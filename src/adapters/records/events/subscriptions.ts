// Which change subscriptions each connection has, one file each. The webhook reads it for every delivery that it judges.
import type { Store } from '../../../ports/run-ports.ts';
import type { SubscriptionRecords } from '../../../ports/event-ports.ts';
import { subscriptionsPath } from '../store/paths.ts';
import { subscriptionsShape } from './subscriptions-shape.ts';
import { readStored } from '../store/stored-file.ts';
import { updateFile } from '../store/update-file.ts';

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
