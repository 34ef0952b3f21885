/** What a delivery is judged by and taken in with. Passed in, so that the webhooks themselves open nothing. */
import type { HttpRequest } from '@azure/functions';
import type { Clock, Logger } from '../../ports/run-ports.ts';
import type { EventLedger, WorkQueue } from '../../ports/event-ports.ts';
import type { Config } from '../../config/config.ts';
import type { KnownSubscriptions } from './known-subscriptions.ts';

/** What is read of a delivery. */
export type DeliveryRequest = Pick<HttpRequest, 'method' | 'params' | 'headers' | 'query' | 'body'>;

export interface Intake {
  readonly config: Config;
  readonly queue: Pick<WorkQueue, 'send'>;
  readonly ledger: Pick<EventLedger, 'seen' | 'note'>;
  readonly knownSubscriptions: KnownSubscriptions;
  readonly clock: Clock;
  readonly logger: Logger;
}
