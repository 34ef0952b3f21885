/** The connection that a webhook's address names, when its directory is of that kind and sends events. */
import type { Config, DirectoryConfig } from '../../config/config.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import { findConnection } from '../../config/find-connection.ts';

type Kind = DirectoryConfig['kind'];
type DirectoryOf<K extends Kind> = Extract<DirectoryConfig, { readonly kind: K }>;

export interface Receiver<K extends Kind> {
  readonly name: ConnectionName;
  readonly directory: DirectoryOf<K>;
  readonly events: NonNullable<DirectoryOf<K>['events']>;
}

/** `name` comes from outside. undefined: no such connection, another directory, or no events; whoever asks does not learn which. Throws ConfigError where its secrets are not all there. */
export function findOktaReceiver(config: Config, name: string | undefined): Receiver<'okta'> | undefined {
  const found = findConnection(config, name);
  if (found?.directory.kind !== 'okta' || found.directory.events === undefined) return undefined;
  return { name: found.name, directory: found.directory, events: found.directory.events };
}

/** The same for Microsoft Entra ID. */
export function findEntraReceiver(config: Config, name: string | undefined): Receiver<'entra'> | undefined {
  const found = findConnection(config, name);
  if (found?.directory.kind !== 'entra' || found.directory.events === undefined) return undefined;
  return { name: found.name, directory: found.directory, events: found.directory.events };
}
