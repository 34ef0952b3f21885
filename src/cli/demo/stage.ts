/** Sets the demo's stage: a sandbox, a blob store, and the very ports that a real connection would get. */
import type { Archive } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../../app/connection-ports.ts';
import { composeConnection } from '../../runtime/compose/compose.ts';
import { MSP_SEATS } from '../../sandbox/msp/profiles.ts';
import { createMspWorld } from '../../sandbox/msp/world.ts';
import type { DemoOptions } from './options.ts';
import { InvariantError } from '../../errors.ts';
import { loadConfig } from '../../config/load.ts';
import { openStorage } from '../../runtime/compose/open-storage.ts';
import type { Sandbox } from '../../sandbox/context.ts';
import { sandboxConnectionFile, type ConnectionFileText } from '../../sandbox/connection-file.ts';
import { startAzurite } from '../../sandbox/azurite.ts';
import { startSandbox } from '../../sandbox/start.ts';
import { stderrLogger } from '../session.ts';
import { systemClock } from '../../runtime/system.ts';
import type { Terminal } from '../terminal.ts';

export interface Stage {
  readonly sandbox: Sandbox;
  readonly archive: Archive;
  /** The connection's configuration, and the environment that it needs. */
  readonly file: ConnectionFileText;
  /** New ports for each run, as everywhere. */
  readonly ports: () => Promise<ConnectionPorts>;
  readonly stop: () => Promise<void>;
}

/** What is somebody's to do goes to somebody who stays; the rest is told. */
const OFFBOARDING = {
  duties: {
    'ticket-owner': { reassign: ['team-leader', 'manager'] },
    'ticket-resource': { reassign: ['team-leader', 'manager'] },
    approver: { reassign: ['manager'] },
  },
};

/** A month, in US dollars. No API tells the price, and without one nobody would see what idle seats cost. */
const SEATS = { F: { contracted: MSP_SEATS.F, monthlyPrice: 60 }, X: { contracted: MSP_SEATS.X, monthlyPrice: 20 } };

export async function setStage(options: Pick<DemoOptions, 'directory' | 'people'>, terminal: Terminal): Promise<Stage> {
  const world = createMspWorld({
    today: systemClock.now().toISOString().slice(0, 10),
    ...(options.people !== undefined && { people: options.people }),
  });
  const [sandbox, azurite] = await Promise.all([startSandbox({ world }), startAzurite()]);
  const file = sandboxConnectionFile(sandbox, {
    directory: options.directory,
    storage: { kind: 'connection-string', connectionString: { env: 'AzureWebJobsStorage' } },
    env: { AzureWebJobsStorage: azurite.connectionString },
    connection: { offboarding: OFFBOARDING, seats: options.people === undefined ? SEATS : {} },
  });
  const config = loadConfig(file.text, 'the demo', file.env);
  const [connection] = config.connections;
  if (connection === undefined) throw new InvariantError('The demo has no connection');
  const storage = await openStorage(config.storage);
  await storage.store.prepare();
  return {
    sandbox,
    archive: storage.archive,
    file,
    ports: async () => ({
      ...(await composeConnection(connection, storage, {
        logger: stderrLogger(terminal, {}),
        progress: terminal.progress,
      })),
      // What happens on this machine alone is no news for those who watch the real runs.
      telemetry: null,
    }),
    stop: async () => {
      await Promise.all([sandbox.stop(), azurite.stop()]);
    },
  };
}
