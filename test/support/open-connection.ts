/** From a configuration's text to the first connection's ports, as the product opens it: nothing is logged, nobody watches. */
import type { ConnectionPorts } from '../../src/app/connection-ports.ts';
import { loadConfig } from '../../src/config/load.ts';
import { composeConnection } from '../../src/runtime/compose/compose.ts';
import { createLogger } from '../../src/runtime/logger.ts';
import { openStorage } from '../../src/runtime/compose/open-storage.ts';
import type { ConnectionFileText } from '../../src/sandbox/connection-file.ts';

/** Each call of the answer gives new ports, as every run gets them. The storage is prepared. */
export async function openConnection(file: ConnectionFileText): Promise<() => Promise<ConnectionPorts>> {
  const config = loadConfig(file.text, 'the test', file.env);
  const [connection] = config.connections;
  if (connection === undefined) throw new Error('The test needs a connection');
  const storage = await openStorage(config.storage);
  await storage.store.prepare();
  const logger = createLogger(() => undefined, 'error');
  const progress = { phase: () => undefined, done: () => undefined };
  return () => composeConnection(connection, storage, { logger, progress });
}
