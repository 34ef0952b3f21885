/** What a delivery is judged by and taken in with. Passed in, so that the webhooks themselves open nothing. */
import type { Clock, Logger } from '../../ports.ts';
import type { EventLedger, WorkQueue } from '../../event-ports.ts';
import type { Config } from '../../config/config.ts';
import type { KnownSubscriptions } from './known-subscriptions.ts';

export interface Intake {
  readonly config: Config;
  readonly queue: WorkQueue;
  readonly ledger: EventLedger;
  readonly knownSubscriptions: KnownSubscriptions;
  readonly clock: Clock;
  readonly logger: Logger;
}
