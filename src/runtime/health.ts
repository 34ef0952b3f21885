/** Is the configuration valid, and how old is the last good run of each connection? Green is 200, red is 503, so that any monitor understands it. */
import type { HttpResponseInit } from '@azure/functions';
import type { Archive } from '../ports.ts';
import { ConfigError, RemoteError, type ConfigProblem } from '../errors.ts';
import type { ConnectionName } from '../domain/ids.ts';
import type { RunOutcome } from '../domain/run.ts';
import { subscriptionNotices } from './subscription-notices.ts';
import { openConfiguredStorage } from './unattended.ts';
import { systemClock } from './system.ts';

interface ConnectionHealth {
  readonly connection: string;
  readonly healthy: boolean;
  readonly lastRun: { readonly run: string; readonly outcome: RunOutcome } | null;
  readonly lastGoodRunHoursAgo: number | null;
  readonly detail: string;
}
/** `notices`: what is not as it should be and turns nothing red, since the schedule makes up for it. */
type NoticedHealth = ConnectionHealth & { readonly notices: readonly string[] };

/** Runs looked through for a good one; at one an hour, two days. */
const LOOK_BACK = 48;
/** A frozen or failed run is not good; one that waits for people is. */
const GOOD: readonly RunOutcome[] = ['converged', 'converged-with-holds', 'pending'];

export async function answerHealth(): Promise<HttpResponseInit> {
  try {
    const { config, storage } = await openConfiguredStorage();
    const connections = await Promise.all(
      config.connections.map(async (connection) => ({
        ...(await connectionHealth(connection.name, storage.archive, config.staleAfterHours)),
        notices: await subscriptionNotices(connection, storage),
      })),
    );
    return answer(
      connections.every((connection) => connection.healthy),
      { problems: [], connections },
    );
  } catch (error) {
    if (error instanceof ConfigError) return answer(false, { problems: error.problems, connections: [] });
    throw error;
  }
}

async function connectionHealth(
  name: ConnectionName,
  archive: Archive,
  staleAfterHours: number,
): Promise<ConnectionHealth> {
  try {
    const runs = await archive.list(name, { limit: LOOK_BACK });
    const good = runs.find((entry) => GOOD.includes(entry.outcome));
    const [last] = runs;
    const hours = good === undefined ? null : (systemClock.now().getTime() - Date.parse(good.finishedAt)) / 3_600_000;
    const healthy = hours !== null && hours <= staleAfterHours;
    return {
      connection: name,
      healthy,
      lastRun: last === undefined ? null : { run: last.run, outcome: last.outcome },
      lastGoodRunHoursAgo: hours === null ? null : Math.round(hours * 10) / 10,
      detail: healthy
        ? 'A good run is recent enough.'
        : `No good run within ${staleAfterHours} hours. Open the latest report, or run: rollcall check --connection ${name}`,
    };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { connection: name, healthy: false, lastRun: null, lastGoodRunHoursAgo: null, detail: error.message };
  }
}

function answer(
  green: boolean,
  body: { readonly problems: readonly ConfigProblem[]; readonly connections: readonly NoticedHealth[] },
): HttpResponseInit {
  return {
    status: green ? 200 : 503,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ status: green ? 'green' : 'red', ...body }),
  };
}
