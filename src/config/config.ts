/** The configuration as the program uses it: defaults filled in, secrets resolved, one policy per connection. */
import type { ConfigFile, ConnectionFile } from './schema/schema.ts';
import type { ConnectionName } from '../domain/ids.ts';
import type { DirectoryFile } from './schema/directory-schema.ts';
import type { Mode } from '../domain/runs/run.ts';
import type { ConfigProblem } from '../errors.ts';
import type { Pause } from '../domain/events/pause.ts';
import type { Mute, Owners } from '../domain/messages/matter.ts';
import type { Policy } from '../domain/planning/policy.ts';
import type { ReceiverFile } from './schema/messages-schema.ts';
import type { Secret } from './secrets/secret.ts';

/** The same shape with every `{ env }` replaced by the secret it names. */
type Resolved<T> = T extends { readonly env: string }
  ? Secret
  : T extends object
    ? { readonly [K in keyof T]: Resolved<T[K]> }
    : T;

export type StorageConfig = Resolved<ConfigFile['storage']>;
export type DirectoryConfig = Resolved<DirectoryFile>;
export type PsaConfig = Resolved<ConnectionFile['psa']>;

export type ReceiverConfig = Resolved<ReceiverFile>;

export interface MessagesConfig {
  readonly receivers: readonly ReceiverConfig[];
  readonly mute: readonly Mute[];
  readonly owners: Owners;
  /** Where the pages are; null: nobody has said. */
  readonly pageUrl: string | null;
  readonly staleAfterHours: number;
}

export interface ConnectionConfig {
  readonly name: ConnectionName;
  readonly mode: Mode;
  readonly directory: DirectoryConfig;
  readonly psa: PsaConfig;
  readonly policy: Policy;
  readonly messages: MessagesConfig;
  /** null: it runs. */
  readonly paused: Pause | null;
}

/** A connection whose secrets are not all there, as when a reference to the vault is not resolved. Nothing runs for it, and it keeps the others from nothing. */
export interface UnusableConnection extends Pick<ConnectionConfig, 'name' | 'psa' | 'messages' | 'paused'> {
  readonly problems: readonly ConfigProblem[];
  /** The names of its receivers that cannot be told of it: their own secrets are not there, or the PSA's keys where they are a board of tickets. */
  readonly silent: readonly string[];
}

export interface Config {
  readonly storage: StorageConfig;
  readonly staleAfterHours: number;
  /** Minutes over which the runs that the clock asks for are spread; undefined: by the number of connections. */
  readonly spreadMinutes: number | undefined;
  /** Unattended runs at a time against one PSA host. */
  readonly runsPerPsaHost: number;
  /** At least one, unless whoever loads it does without. */
  readonly connections: readonly ConnectionConfig[];
  readonly unusable: readonly UnusableConnection[];
}
