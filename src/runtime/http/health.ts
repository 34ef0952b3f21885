/** Is the configuration valid, how old is the last good run of each connection, and was any work put aside? Green is 200, red is 503, so that any monitor understands it. */
import type { HttpResponseInit } from '@azure/functions';
import type { Archive } from '../../ports/run-ports.ts';
import type { WorkQueue } from '../../ports/event-ports.ts';
import { ConfigError, RemoteError, type ConfigProblem } from '../../errors.ts';
import type { ConnectionConfig, UnusableConnection } from '../../config/config.ts';
import { atMost } from '../../app/at-most.ts';
import { currentStandstill } from '../work/standstill.ts';
import type { RunOutcome } from '../../domain/runs/run.ts';
import { messageNotices } from './message-notices.ts';
import { subscriptionNotices } from './subscription-notices.ts';
import { openConfiguredStorage } from '../unattended.ts';
import { readConnectionHealth } from '../../app/look/connection-health.ts';
import { systemClock } from '../system.ts';

interface ConnectionHealth {
  readonly connection: string;
  readonly healthy: boolean;
  /** Runs over one person are left out. */
  readonly lastRun: { readonly run: string; readonly outcome: RunOutcome } | null;
  readonly lastGoodRunHoursAgo: number | null;
  readonly detail: string;
}
/** `notices`: what is not as it should be and turns nothing red, since the schedule makes up for it. */
type NoticedHealth = ConnectionHealth & { readonly notices: readonly string[] };

interface QueueHealth {
  /** About how many messages failed too often; null: the storage has no queue, or it cannot be read. */
  readonly poisoned: number | null;
  /** What is wrong and what to do; null: nothing. */
  readonly poisonedDetail: string | null;
}

/** Connections looked at together. */
const AT_ONCE = 32;

const NO_QUEUE: QueueHealth = { poisoned: null, poisonedDetail: null };

export async function answerHealth(): Promise<HttpResponseInit> {
  try {
    const { config, storage } = await openConfiguredStorage();
    const [connections, queue] = await Promise.all([
      atMost(AT_ONCE, config.connections, async (connection) => ({
        ...(await connectionHealth(connection, storage.archive, config.staleAfterHours)),
        notices: [...(await subscriptionNotices(connection, storage)), ...(await messageNotices(connection, storage))],
      })),
      storage.queue === null ? NO_QUEUE : queueHealth(storage.queue),
    ]);
    const green =
      config.unusable.length === 0 &&
      connections.every((connection) => connection.healthy) &&
      queue.poisonedDetail === null;
    const problems = config.unusable.flatMap((unusable) => unusable.problems);
    return answer(green, { problems, ...queue, connections: [...connections, ...config.unusable.map(unusableHealth)] });
  } catch (error) {
    if (error instanceof ConfigError) return answer(false, { problems: error.problems, ...NO_QUEUE, connections: [] });
    throw error;
  }
}

function unusableHealth({ name }: UnusableConnection): NoticedHealth {
  const detail = `Its secrets are not all there, so nothing runs for it: see problems. The same: rollcall check --connection ${name}`;
  return { connection: name, healthy: false, lastRun: null, lastGoodRunHoursAgo: null, detail, notices: [] };
}

async function connectionHealth(
  connection: ConnectionConfig,
  archive: Archive,
  staleAfterHours: number,
): Promise<ConnectionHealth> {
  const { healthy, last, goodHoursAgo, detail } = await readConnectionHealth(
    { name: connection.name, archive, clock: systemClock },
    { staleAfterHours, standstill: currentStandstill(connection) },
  );
  return {
    connection: connection.name,
    healthy,
    lastRun: last === null ? null : { run: last.run, outcome: last.outcome },
    lastGoodRunHoursAgo: goodHoursAgo === null ? null : Math.round(goodHoursAgo * 10) / 10,
    detail,
  };
}

/** Of the work that was put aside. */
export async function queueHealth(queue: WorkQueue): Promise<QueueHealth> {
  try {
    const poisoned = await queue.countPoisoned();
    if (poisoned === 0) return { poisoned, poisonedDetail: null };
    return {
      poisoned,
      poisonedDetail: `Work failed too often and was put aside (messages: about ${poisoned}); nothing tries it again by itself. See what it is, and put it back: rollcall poison`,
    };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { poisoned: null, poisonedDetail: error.message };
  }
}

interface HealthBody extends QueueHealth {
  readonly problems: readonly ConfigProblem[];
  readonly connections: readonly NoticedHealth[];
}

function answer(green: boolean, body: HealthBody): HttpResponseInit {
  return {
    status: green ? 200 : 503,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ status: green ? 'green' : 'red', ...body }),
  };
}
