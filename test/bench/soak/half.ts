/** One half of a soak, with one directory: a round, quiet and a look, again and again; then the inspection. */
import { createRandom, type Random } from '../../functions/webhooks/deliveries/random.ts';
import { COMPANY, type EventCompany } from '../../support/events/event-company.ts';
import { untilQuiet } from '../../support/work-queues.ts';
import { createChanges } from './changes.ts';
import { createDeliverer, type Deliverer } from './deliverer.ts';
import { surviveHalfSeen } from './half-seen.ts';
import { inspect } from './inspection.ts';
import { look } from './later-runs.ts';
import { openProxiedCompany } from './proxied-company.ts';
import { createPsaWrites } from './psa-writes.ts';
import { count, playRound, ROUNDS, type RoundKind, type Scene, type Tallies } from './round.ts';
import { createTroubles } from './troubles.ts';

export type Tally = ReadonlyMap<string, number>;

export interface HalfSoak {
  readonly changes: Tally;
  readonly troubles: Tally;
  /** By whom they were about, and how they ended. */
  readonly runs: Tally;
  readonly deliverer: Pick<Deliverer, 'counts' | 'answerTimes'>;
  /** Carried out by the PSA before the inspection. */
  readonly writes: number;
  /** Writes that failed or are not proven yet: left to the runs of the next hours. */
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
/** Again and again. */
const ORDER = ['lonely', 'lonely', 'lonely', 'crowded'] as const satisfies readonly RoundKind[];
const COLLECT_EVERY_MS = 1_000;
const QUIET_LIMIT_MS = 600_000;

/** `ms`: of all rounds together, quiet not included. */
export async function soakHalf(
  directory: EventCompany['directory'],
  { ms, seed }: { readonly ms: number; readonly seed: number },
): Promise<HalfSoak> {
  const { company, proxies, stop } = await openProxiedCompany(directory);
  const { sandbox, azurite, storage } = company;
  const writes = createPsaWrites(sandbox);
  const collecting = setInterval(writes.collect, COLLECT_EVERY_MS);
  try {
    await company.firstRun();
    const since = new Date().toISOString();
    const baits = [...sandbox.world.people.values()].slice(0, BAITS);
    // Each has its own, so that what one of them meets does not change what the others bring.
    const chance = (number: number): Random => createRandom(seed * 100 + (directory === 'okta' ? 0 : 50) + number);
    const deliverer = createDeliverer(company, chance(1));
    const scene: Scene = {
      ...{ deliverer, baits },
      changes: createChanges(sandbox.world, chance(2), baits),
      troubles: createTroubles(company, proxies, chance(3)),
      chances: { life: chance(4), outside: chance(5), inside: chance(6) },
    };
    const tallies: Tallies = { changes: new Map(), troubles: new Map(), diary: [] };
    const lost: string[] = [];
    let [looks, waiting, secondsUntilQuiet] = [0, 0, 0];
    for (let played = 0; played < ms; looks += 1) {
      const kind = ORDER[looks % ORDER.length] ?? 'crowded';
      await playRound(kind, scene, tallies);
      played += ROUNDS[kind].ms;
      sandbox.clearFaults();
      const ended = performance.now();
      await untilQuiet(azurite.connectionString, QUIET_LIMIT_MS);
      secondsUntilQuiet = Math.max(secondsUntilQuiet, (performance.now() - ended) / 1000);
      const seen = await look(company);
      waiting = seen.waiting;
      lost.push(...seen.lost.map((words) => `look ${looks + 1} (${new Date().toISOString()}): ${words}`));
    }
    lost.push(...(await surviveHalfSeen(company, { changes: scene.changes, quietMs: QUIET_LIMIT_MS })));
    writes.collect();
    const written = writes.count();
    const runs = await tallyRuns(storage);
    const problems = await inspect({ company, writes, baits, since });
    return {
      ...{ changes: tallies.changes, troubles: tallies.troubles, runs, deliverer },
      ...{ writes: written, waiting, looks, secondsUntilQuiet },
      problems: [...lost, ...problems, ...deliverer.problems],
      diary: [...tallies.diary, ...company.log().map((line) => JSON.stringify(line))],
    };
  } finally {
    clearInterval(collecting);
    await stop();
  }
}

async function tallyRuns({ archive }: EventCompany['storage']): Promise<Tally> {
  const counts = new Map<string, number>();
  for (const { person, outcome } of await archive.list(COMPANY, { limit: 100_000 }))
    count(counts, `${person === null ? 'everybody' : 'one'} ${outcome}`);
  return counts;
}
