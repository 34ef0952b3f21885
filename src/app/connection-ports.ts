// Everything one connection's use cases are given. Wiring builds it once per connection; nothing here knows which adapter stands behind a port.
import type { ConnectionName, Digest } from '../domain/ids.ts';
import type { Sides } from '../domain/memory/memory.ts';
import type { Policy } from '../domain/planning/policy.ts';
import type { Mode } from '../domain/runs/run.ts';
import type {
  Approvals,
  Archive,
  Clock,
  Directory,
  Journal,
  Lock,
  Logger,
  Memories,
  Progress,
  Psa,
  Randomness,
  RequestMeter,
} from '../ports/run-ports.ts';
import type { Objections, Rulings } from '../ports/approval-ports.ts';
import type { EventLedger } from '../ports/event-ports.ts';
import type { Telemetry, Trace } from '../ports/telemetry-port.ts';
import type { Messages } from '../ports/message-ports.ts';

export interface ConnectionPorts {
  readonly name: ConnectionName;
  readonly mode: Mode;
  readonly policy: Policy;
  /** As people call it: `Microsoft Entra ID`, `Okta`. */
  readonly directoryName: string;
  /** Which directory and which PSA these are; what is remembered is good for no others. */
  readonly sides: Sides;
  readonly directory: Directory;
  readonly psa: Psa;
  readonly memories: Memories;
  readonly journal: Journal;
  readonly approvals: Approvals;
  readonly objections: Objections;
  readonly rulings: Rulings;
  /** null: no events are configured for this connection, so nothing is compared with its directory's log. */
  readonly ledger: EventLedger | null;
  readonly archive: Archive;
  /** null: nobody is told. */
  readonly messages: Messages | null;
  readonly lock: Lock;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly meter: RequestMeter;
  readonly logger: Logger;
  readonly progress: Progress;
  /** Where runs tell of themselves; null: nowhere, nothing is configured. */
  readonly telemetry: Telemetry | null;
  /** Times what is done. A run puts its own in the place of the one that tells nothing. */
  readonly trace: Trace;
  /** To plain ASCII; pure. */
  readonly toAscii: (text: string) => string;
  /** SHA-256 of the text's UTF-8 bytes; chains the stored reports. */
  readonly digestText: (text: string) => Digest;
}
