/**
 * A thousand deliveries at each webhook: how long the answers take, and what becomes of every one of them. Sandbox, Azurite and whoever delivers run in this process,
 * `rollcall serve` in one of its own. Times are printed; a delivery that was lost, or a member that was written twice, is an error.
 */
import { z } from 'zod';
import type { WorldPerson } from '../../src/sandbox/world.ts';
import { createRandom } from '../functions/webhooks/deliveries/random.ts';
import { COMPANY, openEventCompany, type EventCompany } from '../support/events/event-company.ts';
import { deliveryFor } from '../support/events/event-deliveries.ts';
import { renameAll, verdictOn } from '../support/events/event-verdict.ts';
import { sendDeliveries } from '../support/events/send-deliveries.ts';
import { untilQuiet } from '../support/work-queues.ts';

/** Who change in each round. */
const PEOPLE = 100;
/** In 24 hours no more updates pass than there are members. */
const EMPLOYED = 3 * PEOPLE;
const DELIVERIES_EACH = 10;
const GOOD = PEOPLE * DELIVERIES_EACH;
/** With a secret that is none. */
const BAD = 50;
/** Sent before. */
const REPEATED = 50;
const IN_FLIGHT = 50;
const SETTLE_SECONDS = 5;
const QUIET_LIMIT_MS = 300_000;
/** More than there will be. */
const ALL_RUNS = { limit: 10_000 };

interface LoadFigures {
  readonly sent: number;
  readonly accepted: number;
  readonly repeated: number;
  readonly refused: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly runsOverOne: number;
  readonly runsOverAll: number;
  /** From the first delivery to the last piece of work, the settling time included. */
  readonly secondsUntilQuiet: number;
}

export async function webhookLoad(print: (line?: string) => void): Promise<void> {
  print();
  print(
    `${GOOD.toLocaleString('en')} deliveries at each webhook over ${PEOPLE} people who changed, ${BAD} more with a wrong secret and ${REPEATED} repeated, ${IN_FLIGHT} in flight`,
  );
  print(
    '  webhook  process  sent  accepted  repeated  refused     p50     p99      max  runs over one  over all  quiet after',
  );
  for (const directory of ['okta', 'entra'] as const) {
    const company = await openEventCompany({ directory, people: EMPLOYED, settleSeconds: SETTLE_SECONDS });
    try {
      await company.firstRun();
      await untilQuiet(company.azurite.connectionString, QUIET_LIMIT_MS);
      // One that has done nothing yet, and that was started with its configuration, as it is anywhere else.
      await company.killAndRestart();
      const everybody = [...company.sandbox.world.people.values()];
      for (const [round, process] of ['fresh', 'warm'].entries()) {
        const people = everybody.slice(round * PEOPLE, (round + 1) * PEOPLE);
        renameAll(people, (index) => `${process}${index}`);
        print(renderRow(directory, process, await measure(company, people)));
      }
    } finally {
      await company.stop();
    }
  }
}

function renderRow(directory: string, process: string, figures: LoadFigures): string {
  const { sent, accepted, repeated, refused, p50, p99, max, runsOverOne, runsOverAll, secondsUntilQuiet } = figures;
  const cells: readonly (readonly [string | number, number])[] = [
    [sent, 4],
    [accepted, 8],
    [repeated, 8],
    [refused, 7],
    [`${p50.toFixed(0)} ms`, 6],
    [`${p99.toFixed(0)} ms`, 6],
    [`${max.toFixed(0)} ms`, 7],
    [runsOverOne, 13],
    [runsOverAll, 8],
    [`${secondsUntilQuiet.toFixed(0)} s`, 11],
  ];
  return `  ${directory.padEnd(7)}  ${process.padEnd(7)}  ${cells.map(([cell, room]) => String(cell).padStart(room)).join('  ')}`;
}

async function measure(company: EventCompany, people: readonly WorldPerson[]): Promise<LoadFigures> {
  const { sandbox, storage, azurite, hookUrl } = company;
  const before = await storage.archive.list(COMPANY, ALL_RUNS);
  const logged = company.log().length;
  sandbox.clearTraffic();

  const started = performance.now();
  const answers = await sendDeliveries(hookUrl, deliveries(company, people), { inFlight: IN_FLIGHT });
  await untilQuiet(azurite.connectionString, QUIET_LIMIT_MS);
  const secondsUntilQuiet = (performance.now() - started) / 1000;

  const runs = (await storage.archive.list(COMPANY, ALL_RUNS)).slice(0, -before.length);
  const { accepted, repeated, refused } = takenIn(company, logged);
  const verdict = verdictOn(company, people);
  const failed = answers.filter(({ status }) => status >= 500).length;
  const poisoned = await storage.queue?.countPoisoned();
  if (verdict.lost + verdict.twice + failed > 0 || poisoned !== 0 || verdict.writes !== people.length)
    throw new Error(
      `Of ${people.length} people ${verdict.lost} were lost and ${verdict.twice} written twice (${verdict.writes} writes); ${failed} answers failed, ${String(poisoned)} messages were put aside`,
    );
  if (accepted !== GOOD || repeated !== REPEATED || refused !== BAD)
    throw new Error(`${accepted} accepted, ${repeated} repeated, ${refused} refused is not what was sent`);
  const times = answers.map(({ ms }) => ms).toSorted((left, right) => left - right);
  const at = (share: number): number => times[Math.ceil(times.length * share) - 1] ?? Number.NaN;
  return {
    sent: answers.length,
    ...{ accepted, repeated, refused },
    ...{ p50: at(0.5), p99: at(0.99), max: at(1) },
    runsOverOne: runs.filter(({ person }) => person !== null).length,
    runsOverAll: runs.filter(({ person }) => person === null).length,
    secondsUntilQuiet,
  };
}

/** Shuffled, the same way each time; a repeated one comes somewhere after the first. */
function deliveries(company: EventCompany, people: readonly WorldPerson[]) {
  const random = createRandom(1);
  const good = Array.from({ length: DELIVERIES_EACH }, () =>
    people.map((person) => deliveryFor(company, [person])),
  ).flat();
  const bad = people.slice(0, BAD).map((person) => deliveryFor(company, [person], 'a-secret-that-nobody-gave'));
  const all = [...good, ...bad];
  for (let last = all.length - 1; last > 0; last -= 1) {
    const other = random.below(last + 1);
    const [one, two] = [all[last], all[other]];
    if (one !== undefined && two !== undefined) [all[last], all[other]] = [two, one];
  }
  const isGood = new Set(good);
  // Behind half of the others, so that the answer to the first is back by then.
  const again = all
    .slice(0, GOOD / 2)
    .filter((one) => isGood.has(one))
    .slice(0, REPEATED);
  for (const one of again) all.splice(all.length - random.below(GOOD / 4), 0, one);
  return all;
}

const countsSchema = z.object({
  accepted: z.number().default(0),
  repeated: z.number().default(0),
  clientState: z.number().default(0),
});

/** By the log, since to a prober everything looks the same. */
function takenIn(company: EventCompany, from: number) {
  const sum = { accepted: 0, repeated: 0, refused: 0 };
  for (const { message } of company.log().slice(from)) {
    if (!message.startsWith('{')) continue;
    const line: unknown = JSON.parse(message);
    const { accepted, repeated, clientState } = countsSchema.parse(line);
    sum.accepted += accepted;
    sum.repeated += repeated;
    sum.refused += clientState + (message.includes('"event hook refused"') ? 1 : 0);
  }
  return sum;
}
