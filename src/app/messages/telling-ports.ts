// What telling people of a connection's runs needs: neither directory nor PSA is read for it.
import type { ConnectionName } from '../../domain/ids.ts';
import type { Messages } from '../../ports/message-ports.ts';
import type { Archive, Clock, Lock, Logger } from '../../ports/run-ports.ts';

export interface TellingPorts {
  readonly name: ConnectionName;
  readonly messages: Messages;
  readonly archive: Archive;
  readonly lock: Lock;
  readonly clock: Clock;
  readonly logger: Logger;
}
