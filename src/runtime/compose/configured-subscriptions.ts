/** The change subscriptions that a connection's configuration asks for: opened, and tested for the command line. */
import { createRequestMeter } from '../../adapters/http/meter.ts';
import type { SelfTest } from '../../app/look/check-connection.ts';
import { checkSubscriptions } from '../../app/events/check-subscriptions.ts';
import type { ConnectionConfig } from '../../config/config.ts';
import { digestOfText } from '../../core/digest.ts';
import type { WantedSubscriptions } from '../../core/events/subscriptions.ts';
import { InvariantError } from '../../errors.ts';
import type { Subscriptions } from '../../ports/event-ports.ts';
import { openSubscriptions } from './directories.ts';
import type { OpenStorage } from './open-storage.ts';
import { delay, random, systemClock } from '../system.ts';

/** For `rollcall check`: nothing where the connection has no subscriptions. */
export function subscriptionSelfTest(connection: ConnectionConfig, { subscriptions: records }: OpenStorage): SelfTest {
  return {
    async check() {
      const opened = await openConfiguredSubscriptions(connection);
      if (opened === null) return [];
      const { subscriptions, wanted } = opened;
      const ports = { name: connection.name, subscriptions, records, clock: systemClock };
      return [await checkSubscriptions(ports, wanted)];
    },
  };
}

/** Whether changes are to be delivered by subscriptions: Okta's event hook is entered by hand, and stays. */
export function hasSubscriptions({ directory }: Pick<ConnectionConfig, 'directory'>): boolean {
  return directory.kind === 'entra' && directory.events !== undefined;
}

export async function openConfiguredSubscriptions({
  directory,
}: ConnectionConfig): Promise<{ readonly subscriptions: Subscriptions; readonly wanted: WantedSubscriptions } | null> {
  if (directory.kind !== 'entra' || directory.events === undefined) return null;
  const { notificationUrl, secrets } = directory.events;
  const secret = secrets[0]?.reveal();
  if (secret === undefined) throw new InvariantError('Events without a secret have passed the configuration');
  const surroundings = { meter: createRequestMeter(), clock: systemClock, delay, random };
  return {
    subscriptions: await openSubscriptions(directory, secret, surroundings),
    wanted: { notificationUrl, secretDigest: digestOfText(secret) },
  };
}
