/** One round of a soak: changes, what is delivered of them, and troubles all the while. */
import { setTimeout as delay } from 'node:timers/promises';
import type { WorldPerson } from '../../../src/sandbox/world.ts';
import type { Random } from '../../functions/webhooks/deliveries/random.ts';
import type { Changes } from './changes.ts';
import type { Deliverer } from './deliverer.ts';
import { INSIDE, OUTSIDE, type TroubleKind, type Troubles } from './troubles.ts';

/** `lonely`: one change, so that nothing else makes up for a delivery that gets lost. `crowded`: many, which meet. */
export type RoundKind = 'lonely' | 'crowded';

interface Extent {
  /** Nothing new begins after so many milliseconds. */
  readonly ms: number;
  /** Milliseconds between two troubles, at most. */
  readonly rest: number;
}

export const ROUNDS = {
  lonely: { ms: 6_000, rest: 3_000 },
  crowded: { ms: 20_000, rest: 8_000 },
} as const satisfies Record<RoundKind, Extent>;

export interface Scene {
  readonly changes: Changes;
  readonly deliverer: Deliverer;
  readonly troubles: Troubles;
  /** Named by bad deliveries alone. */
  readonly baits: readonly WorldPerson[];
  /** Of what happens when, and of either kind of trouble. */
  readonly chances: Readonly<Record<'life' | 'outside' | 'inside', Random>>;
}

export interface Tallies {
  readonly changes: Map<string, number>;
  readonly troubles: Map<string, number>;
  /** A line as JSON for each trouble. */
  readonly diary: string[];
}

/** Resolves when all was taken in and every trouble is over. */
export async function playRound(kind: RoundKind, scene: Scene, tallies: Tallies): Promise<void> {
  const { ms, rest } = ROUNDS[kind];
  const end = performance.now() + ms;
  const { chances, troubles } = scene;
  await Promise.all([
    live(scene, tallies, { end, alone: kind === 'lonely' }),
    trouble(OUTSIDE, troubles, tallies, { end, rest, random: chances.outside }),
    trouble(INSIDE, troubles, tallies, { end, rest, random: chances.inside }),
  ]);
}

async function live(
  { changes, deliverer, baits, chances: { life } }: Scene,
  tallies: Tallies,
  { end, alone }: { readonly end: number; readonly alone: boolean },
): Promise<void> {
  const sent: Promise<void>[] = [];
  do {
    const { kind, people } = changes.next();
    count(tallies.changes, kind);
    if (alone || life.below(2) === 0) sent.push(deliverer.good(people));
    else sent.push(...people.map((person) => deliverer.good([person])));
    if (life.below(3) === 0) sent.push(deliverer.bad([life.of(baits)]));
    if (alone) break;
    await delay(life.of([0, life.below(1_500), life.below(1_500), life.below(12_000)]));
  } while (performance.now() < end);
  await Promise.all(sent);
}

/** One of these kinds after the other. */
async function trouble(
  kinds: readonly TroubleKind[],
  troubles: Troubles,
  { troubles: counts, diary }: Tallies,
  { end, rest, random }: { readonly end: number; readonly rest: number; readonly random: Random },
): Promise<void> {
  while (performance.now() < end) {
    await delay(random.below(rest));
    const kind = random.of(kinds);
    const time = new Date().toISOString();
    await troubles.perform[kind]();
    diary.push(JSON.stringify({ time, trouble: kind, until: new Date().toISOString() }));
    count(counts, kind);
  }
}

export function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
