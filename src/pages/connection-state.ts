// How one connection stands, as plain data for the pages.
import type { ConnectionName } from '../domain/ids.ts';
import type { RunEntry } from '../domain/runs/run.ts';

export interface LatestState {
  readonly name: ConnectionName;
  readonly healthy: boolean;
  /** One sentence: why it is healthy or not. */
  readonly detail: string;
  /** The latest run over everybody; null: there is none. */
  readonly last: RunEntry | null;
  /** What is not as it should be and makes nothing unhealthy. */
  readonly notices: readonly string[];
}
