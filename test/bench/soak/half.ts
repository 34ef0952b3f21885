/** One half of a soak, with one directory: changes, deliveries and troubles, quiet and a look, again and again; then the inspection. */
import { setTimeout as delay } from 'node:timers/promises';
import type { WorldPerson } from '../../../src/sandbox/world.ts';
import { createRandom, type Random } from '../../functions/deliveries/random.ts';
import { COMPANY, type EventCompany } from '../../support/event-company.ts';
import { untilQuiet } from '../../support/work-queues.ts';
import { createChanges, type Changes } from './changes.ts';
import { createDeliverer, type Deliverer } from './deliverer.ts';
import { inspect } from './inspection.ts';
import { look } from './later-runs.ts';
import { openProxiedCompany } from './proxied-company.ts';
import { createPsaWrites } from './psa-writes.ts';
import { createTroubles, INSIDE, OUTSIDE, type TroubleKind, type Troubles } from './troubles.ts';

export type Tally = ReadonlyMap<string, number>;

export interface HalfSoak {
  readonly changes: Tally;
  readonly troubles: Tally;
  /** By whom they were about, and how they ended. */
  readonly runs: Tally;
  readonly deliverer: Pick<Deliverer, 'counts' | 'answerTimes'>;
  /** Carried out by the PSA before everything was quiet. */
  readonly writes: number;
  /** Of those that failed or are not proven yet: done by the runs of the next hours. */
  readonly waiting: number;
  readonly looks: number;
  /** Of the longest wait for quiet. */
  readonly secondsUntilQuiet: number;
  /** In words; empty: all is well. */
  readonly problems: readonly string[];
  /** A line each, as JSON: when which trouble began and ended, then what the functions logged. */
  readonly diary: readonly string[];
}

const BAITS = 5;
/** Short, so that what one delivery lost is seen before a later one makes up for it. */
const ROUND_MS = 20_000;
const COLLECT_EVERY_MS = 1_000;
const QUIET_LIMIT_MS = 600_000;

export async function soakHalf(
  directory: EventCompany['directory'],
  { ms, seed }: { readonly ms: number; readonly seed: number },
): Promise<HalfSoak> {
  // Each has its own, so that what one of them meets does not change what the others bring.
  const chance = (number: number): Random => createRandom(seed * 100 + (directory === 'okta' ? 0 : 50) + number);
  const { company, proxies, stop } = await openProxiedCompany(directory);
  const { sandbox, azurite } = company;
  const writes = createPsaWrites(sandbox);
  const collecting = setInterval(writes.collect, COLLECT_EVERY_MS);
  try {
    await company.firstRun();
    const since = new Date().toISOString();
    const baits = [...sandbox.world.people.values()].slice(0, BAITS);
    const deliverer = createDeliverer(company, chance(1));
    const changes = createChanges(sandbox.world, chance(2), baits);
    const troubles = createTroubles(company, proxies, chance(3));
    const [diary, lost]: [string[], string[]] = [[], []];
    const tallies = { changes: new Map<string, number>(), troubles: new Map<string, number>() };
    const [lives, outside, inside] = [chance(4), chance(5), chance(6)];
    let [looks, waiting, secondsUntilQuiet] = [0, 0, 0];
    for (let lived = 0; lived < ms; lived += ROUND_MS) {
      const end = performance.now() + Math.min(ROUND_MS, ms - lived);
      await Promise.all([
        live({ changes, deliverer, baits, counts: tallies.changes }, lives, end),
        trouble({ troubles, kinds: OUTSIDE, diary, counts: tallies.troubles }, outside, end),
        trouble({ troubles, kinds: INSIDE, diary, counts: tallies.troubles }, inside, end),
      ]);
      sandbox.clearFaults();
      const ended = performance.now();
      await untilQuiet(azurite.connectionString, QUIET_LIMIT_MS);
      secondsUntilQuiet = Math.max(secondsUntilQuiet, (performance.now() - ended) / 1000);
      const seen = await look(company);
      looks += 1;
      waiting = seen.waiting;
      lost.push(...seen.lost.map((words) => `look ${looks}: ${words}`));
    }
    writes.collect();
    const written = writes.count();
    const runs = await tallyRuns(company);
    const problems = await inspect({ company, writes, baits, since });
    return {
      ...{ ...tallies, runs, deliverer, writes: written, waiting, looks, secondsUntilQuiet },
      problems: [...lost, ...problems, ...deliverer.problems],
      diary: [...diary, ...company.log().map((line) => JSON.stringify(line))],
    };
  } finally {
    clearInterval(collecting);
    await stop();
  }
}

interface Life {
  readonly changes: Changes;
  readonly deliverer: Deliverer;
  readonly baits: readonly WorldPerson[];
  readonly counts: Map<string, number>;
}

/** Resolves once all that the changes gave to deliver was taken in. */
async function live({ changes, deliverer, baits, counts }: Life, random: Random, end: number): Promise<void> {
  const sent: Promise<void>[] = [];
  while (performance.now() < end) {
    const { kind, people } = changes.next();
    count(counts, kind);
    if (random.below(2) === 0) sent.push(deliverer.good(people));
    else sent.push(...people.map((person) => deliverer.good([person])));
    if (random.below(3) === 0) sent.push(deliverer.bad([random.of(baits)]));
    // At once, in a moment, or so late that everything is quiet in between and nothing else makes up for what went wrong.
    await delay(random.of([0, random.below(1_500), random.below(1_500), random.below(12_000)]));
  }
  await Promise.all(sent);
}

interface Harm {
  readonly troubles: Troubles;
  readonly kinds: readonly TroubleKind[];
  readonly diary: string[];
  readonly counts: Map<string, number>;
}

/** One of these kinds after the other. */
async function trouble({ troubles, kinds, diary, counts }: Harm, random: Random, end: number): Promise<void> {
  while (performance.now() < end) {
    await delay(random.below(8_000));
    const kind = random.of(kinds);
    const began = new Date().toISOString();
    await troubles.perform[kind]();
    diary.push(JSON.stringify({ time: began, trouble: kind, until: new Date().toISOString() }));
    count(counts, kind);
  }
}

async function tallyRuns({ storage }: EventCompany): Promise<Tally> {
  const counts = new Map<string, number>();
  for (const { person, outcome } of await storage.archive.list(COMPANY, { limit: 100_000 }))
    count(counts, `${person === null ? 'everybody' : 'one'} ${outcome}`);
  return counts;
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
