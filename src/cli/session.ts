/** Opens what a command works on: configuration, storage, one connection's ports. */
import { userInfo } from 'node:os';
import type { Config, ConnectionConfig } from '../config/config.ts';
import { createLogger, type LogLevel } from '../runtime/logger.ts';
import type { Logger } from '../ports/run-ports.ts';
import { openStorage, type OpenStorage } from '../runtime/compose/open-storage.ts';
import type { ConnectionPorts } from '../app/connection-ports.ts';
import { composeConnection } from '../runtime/compose/compose.ts';
import { connectionNames, findConnection } from '../config/find-connection.ts';
import { fillEnvironment } from '../config/environment.ts';
import { readConfig } from '../runtime/read-config.ts';
import { readLocalSettings } from './read-settings.ts';
import { RefusedError } from '../errors.ts';
import type { Terminal } from './terminal.ts';

export interface CommonOptions {
  readonly config?: string;
  /** File of settings; absent: local.settings.json, if there is one. */
  readonly settings?: string;
  readonly connection?: string;
  readonly json?: true;
  readonly verbose?: true;
}

export interface Session {
  readonly config: Config;
  readonly connection: ConnectionConfig;
  readonly storage: OpenStorage;
  readonly ports: ConnectionPorts;
}

export async function openSession(options: CommonOptions, terminal: Terminal): Promise<Session> {
  fillEnvironment(await readLocalSettings(options.settings));
  const config = await readConfig(options.config);
  const connection = chooseConnection(config, options.connection);
  const storage = await openStorage(config.storage);
  const ports = await composeConnection(connection, storage, {
    logger: stderrLogger(terminal, options),
    progress: terminal.progress,
  });
  return { config, connection, storage, ports };
}

/** The named one, or the only one there is. */
function chooseConnection(config: Config, name: string | undefined): ConnectionConfig {
  const all = connectionNames(config);
  const names = all.join(', ');
  const [only, second] = all;
  const wanted = name ?? (second === undefined ? only : undefined);
  if (wanted === undefined)
    throw new RefusedError(400, `There are several connections: ${names}. Choose one with --connection NAME.`);
  const chosen = findConnection(config, wanted);
  if (chosen === undefined)
    throw new RefusedError(404, `No connection is named "${wanted}". The configuration has: ${names}.`);
  return chosen;
}

/** Quiet unless something is wrong, or --verbose asks for more. */
export function stderrLogger(terminal: Terminal, options: Pick<CommonOptions, 'verbose'>): Logger {
  const least: LogLevel = options.verbose === true ? 'info' : 'error';
  return createLogger((_level, line) => {
    terminal.say(line);
  }, least);
}

/** Who sits at this machine, for the record of a run. */
export function operator(): string {
  return userInfo().username;
}
