/** What a delivery is judged by and taken in with. Passed in, so that the webhooks themselves open nothing. */
import type { Clock, Logger } from '../../ports.ts';
import type { EventLedger, WorkQueue } from '../../event-ports.ts';
import type { Config } from '../../config/config.ts';
import type { ConnectionName } from '../../domain/ids.ts';

export interface Intake {
  readonly config: Config;
  readonly queue: WorkQueue;
  readonly ledger: EventLedger;
  /** Ids of the change subscriptions that are Rollcall's own; none as long as nothing is stored. Throws RemoteError. */
  readonly knownSubscriptions: (connection: ConnectionName) => Promise<ReadonlySet<string>>;
  readonly clock: Clock;
  readonly logger: Logger;
}
