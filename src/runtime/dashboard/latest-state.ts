/** How a connection stands, for the pages. */
import type { Config, ConnectionConfig, UnusableConnection } from '../../config/config.ts';
import { atMost } from '../../app/at-most.ts';
import { currentStandstill } from '../work/standstill.ts';
import { readLatestRuns } from '../../app/archive/latest-runs.ts';
import type { LatestState } from '../../pages/connection-state.ts';
import type { OpenStorage } from '../compose/open-storage.ts';
import { queueHealth } from '../http/health.ts';
import { readConnectionHealth } from '../../app/look/connection-health.ts';
import { subscriptionNotices } from '../http/subscription-notices.ts';
import { systemClock } from '../system.ts';

/** Connections looked at together. */
const AT_ONCE = 32;

/** Of all connections, those that need a look first. Throws RemoteError when the storage does not answer for one that cannot be used. */
export async function readLatestStates(config: Config, storage: OpenStorage): Promise<readonly LatestState[]> {
  const states = await Promise.all([
    atMost(AT_ONCE, config.connections, (connection) => readLatestState(connection, config, storage)),
    atMost(AT_ONCE, config.unusable, (connection) => readUnusable(connection, storage)),
  ]);
  return states.flat().toSorted((left, right) => Number(left.healthy) - Number(right.healthy));
}

async function readUnusable({ name, problems }: UnusableConnection, { archive }: OpenStorage): Promise<LatestState> {
  const { last } = await readLatestRuns({ name, archive });
  return {
    name,
    healthy: false,
    detail: 'Its secrets are not all there, so nothing runs for it.',
    last,
    notices: problems.map(({ path, message }) => `${path}: ${message}`),
  };
}

export async function readLatestState(
  connection: ConnectionConfig,
  { staleAfterHours }: Pick<Config, 'staleAfterHours'>,
  storage: OpenStorage,
): Promise<LatestState> {
  const { name } = connection;
  const [{ healthy, detail, last }, notices] = await Promise.all([
    readConnectionHealth(
      { name, archive: storage.archive, clock: systemClock },
      { staleAfterHours, standstill: currentStandstill(connection) },
    ),
    subscriptionNotices(connection, storage),
  ]);
  return { name, healthy, detail, last, notices };
}

/** In words, what is wrong with work that was put aside; null: nothing. */
export async function readPutAside({ queue }: OpenStorage): Promise<string | null> {
  return queue === null ? null : (await queueHealth(queue)).poisonedDetail;
}
