/** A connection by its name, wherever a name comes in. */
import type { Config, ConnectionConfig } from './config.ts';
import { ConfigError } from '../errors.ts';

/** undefined: there is none of that name. Throws ConfigError when its secrets are not all there. */
export function findConnection(
  { connections, unusable }: Pick<Config, 'connections' | 'unusable'>,
  name: string | undefined,
): ConnectionConfig | undefined {
  const broken = unusable.find((known) => known.name === name);
  if (broken !== undefined) throw new ConfigError(broken.problems);
  return connections.find((known) => known.name === name);
}

/** In no order. */
export function connectionNames({
  connections,
  unusable,
}: Pick<Config, 'connections' | 'unusable'>): readonly string[] {
  return [...connections, ...unusable].map(({ name }) => name);
}
