/** One hour of a fleet: somebody leaves and somebody comes in each company, the timer fires, and everything that follows is waited for. */
import type { RunEntry } from '../../../src/domain/runs/run.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { atMost } from '../../../src/app/at-most.ts';
import { spread } from '../../../src/core/unattended/spread.ts';
import type { OpenStorage } from '../../../src/runtime/compose/open-storage.ts';
import type { ServeApp } from '../../support/served/serve-app.ts';
import { untilQuiet } from '../../support/work-queues.ts';
import type { Companies } from './open-companies.ts';
import { companyName } from './configuration.ts';

export interface Fleet {
  readonly companies: Companies;
  readonly workers: readonly ServeApp[];
  readonly storage: OpenStorage;
  readonly connectionString: string;
}

export interface RoundPlan {
  readonly windowMinutes: number;
  /** By company; nothing is expected of them. */
  readonly broken: ReadonlySet<number>;
  /** Those that no run is asked for. */
  readonly unusable: ReadonlySet<number>;
  /** Companies for which a run is asked for at every worker in the same moment, beside the timer. */
  readonly askedTwice: number;
}

export interface RoundFigures {
  readonly runs: number;
  readonly asked: number;
  /** From the timer to the end of the last run of a sound company, seconds. */
  readonly seconds: number;
  readonly perMinute: number;
  /** Milliseconds from when a sound company's run was due to when it began. */
  readonly lateness: readonly number[];
  /** Seconds that the longest run of a broken company took. */
  readonly longestBroken: number;
  /** Pairs of runs of one connection that overlapped. */
  readonly overlaps: number;
  /** People of sound companies whose members are wrong, and members of any that were written twice. */
  readonly wrong: number;
  readonly twice: number;
  /** Sound companies whose run did not end well. */
  readonly ill: number;
  readonly requests: number;
}

const LONGEST_MS = 60 * 60_000;
/** The PSAs of the fleet. */
const HOST = '127.0.0.1';

export async function playRound(
  { companies, workers, storage, connectionString }: Fleet,
  plan: RoundPlan,
): Promise<RoundFigures> {
  const count = companies.urls.length;
  const indices = Array.from({ length: count }, (_unused, index) => index);
  const due = indices.filter((index) => !plan.unusable.has(index));
  const places = spread(
    due.map((index) => ({ name: connectionName(companyName(index)), host: HOST })),
    plan.windowMinutes * 60_000,
  );
  await companies.turnover();
  const [first] = workers;
  if (first === undefined) throw new Error('A fleet has workers');
  const queuedBefore = new Set(first.log);
  const firedAt = Date.now();
  const asking = indices
    .filter((index) => !plan.broken.has(index))
    .slice(0, plan.askedTwice)
    .flatMap((index) =>
      workers.map((worker) => worker.call(`/api/connections/${companyName(index)}/runs`, { method: 'POST' })),
    );
  const [fired, ...accepted] = await Promise.all([first.runByHand('hourly-sync'), ...asking]);
  if ([fired, ...accepted].some(({ status }) => status !== 202))
    throw new Error('Every run that is asked for is accepted');
  // The answer to a run by hand comes before the run.
  await first.logged((line) => line.message.includes('"runs queued"') && !queuedBefore.has(line));
  await untilQuiet(connectionString, LONGEST_MS);

  const since = new Date(firedAt).toISOString();
  const entries = await atMost(32, indices, async (index) =>
    (await storage.archive.list(connectionName(companyName(index)), { limit: 20 })).filter(
      ({ startedAt }) => startedAt >= since,
    ),
  );
  const sound = indices.filter((index) => !plan.broken.has(index));
  const soundRuns = sound.flatMap((index) => entries[index] ?? []);
  const end = Math.max(...soundRuns.map(({ finishedAt }) => Date.parse(finishedAt)));
  const inspected = await companies.inspect();
  return {
    runs: entries.flat().length,
    asked: accepted.length,
    seconds: (end - firedAt) / 1000,
    perMinute: (soundRuns.length / (end - firedAt)) * 60_000,
    lateness: sound.flatMap((index) => {
      const byClock = (entries[index] ?? []).filter(({ trigger }) => trigger.kind === 'queue');
      const place = places.get(connectionName(companyName(index))) ?? Number.NaN;
      return byClock.map(({ startedAt }) => Date.parse(startedAt) - firedAt - place);
    }),
    longestBroken: Math.max(0, ...[...plan.broken].flatMap((index) => (entries[index] ?? []).map(lastedSeconds))),
    overlaps: entries.reduce((sum, runs) => sum + overlapsIn(runs), 0),
    wrong: sound.reduce((sum, index) => sum + (inspected[index]?.wrong ?? 0), 0),
    twice: inspected.reduce((sum, { twice }) => sum + twice, 0),
    ill: sound.filter((index) => (entries[index] ?? []).every(({ outcome }) => outcome !== 'converged')).length,
    requests: sound.reduce((sum, index) => sum + (inspected[index]?.requests ?? 0), 0),
  };
}

function lastedSeconds({ startedAt, finishedAt }: RunEntry): number {
  return (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
}

function overlapsIn(runs: readonly RunEntry[]): number {
  const inOrder = runs.toSorted((left, right) => Date.parse(left.startedAt) - Date.parse(right.startedAt));
  return inOrder.filter((run, index) => {
    const before = inOrder[index - 1];
    return before !== undefined && Date.parse(run.startedAt) < Date.parse(before.finishedAt);
  }).length;
}
