/** What the health page says of a connection's change subscriptions: visible, and never red by itself, since the schedule makes up for what is not delivered. */
import { faultWords } from '../../app/fault-words.ts';
import type { ConnectionConfig } from '../../config/config.ts';
import { RemoteError } from '../../errors.ts';
import { hasSubscriptions } from '../compose/configured-subscriptions.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { systemClock } from '../system.ts';

/** The function looks every hour, or as its schedule says; after a day without a look it is likely stopped. */
const LATE_AFTER_HOURS = 25;

/** What keeps changes from being delivered, in sentences; empty: nothing that is known. */
export async function subscriptionNotices(
  connection: ConnectionConfig,
  { subscriptions: records }: OpenStorage,
): Promise<readonly string[]> {
  if (!hasSubscriptions(connection)) return [];
  try {
    const record = await records.read(connection.name);
    const hours =
      record === undefined ? null : (systemClock.now().getTime() - Date.parse(record.checkedAt)) / 3_600_000;
    const late =
      hours === null
        ? 'Nobody has looked at the change subscriptions yet; the function renew-entra-subscriptions does so on its schedule.'
        : `The change subscriptions were last looked at ${Math.round(hours)} hours ago; see why the functions renew-entra-subscriptions and keep-entra-subscriptions do not run.`;
    return [
      ...(hours !== null && hours <= LATE_AFTER_HOURS ? [] : [late]),
      ...(record?.problems.map(({ resource, detail }) =>
        resource === null ? detail : `Changes to ${resource} are not delivered: ${detail}`,
      ) ?? []),
    ];
  } catch (error) {
    if (error instanceof RemoteError) return [faultWords(error)];
    throw error;
  }
}
