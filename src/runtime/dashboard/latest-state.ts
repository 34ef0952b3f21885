/** How a connection stands, for the pages. */
import type { Config, ConnectionConfig } from '../../config/config.ts';
import type { LatestState } from '../../pages/connection-state.ts';
import type { OpenStorage } from '../open-storage.ts';
import { queueHealth } from '../http/health.ts';
import { readConnectionHealth } from '../../app/connection-health.ts';
import { subscriptionNotices } from '../http/subscription-notices.ts';
import { systemClock } from '../system.ts';

export async function readLatestState(
  connection: ConnectionConfig,
  { staleAfterHours }: Pick<Config, 'staleAfterHours'>,
  storage: OpenStorage,
): Promise<LatestState> {
  const { name } = connection;
  const [{ healthy, detail, last }, notices] = await Promise.all([
    readConnectionHealth({ name, archive: storage.archive, clock: systemClock }, staleAfterHours),
    subscriptionNotices(connection, storage),
  ]);
  return { name, healthy, detail, last, notices };
}

/** In words, what is wrong with work that was put aside; null: nothing. */
export async function readPutAside({ queue }: OpenStorage): Promise<string | null> {
  return queue === null ? null : (await queueHealth(queue)).poisonedDetail;
}
