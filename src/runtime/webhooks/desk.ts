/** Keeps the opened configuration and storage between deliveries: to parse and to connect for each would take most of the three seconds that a sender waits. */
import type { Clock } from '../../ports/run-ports.ts';
import type { Config } from '../../config/config.ts';
import type { ConfigText } from '../read-config.ts';
import type { KnownSubscriptions } from './known-subscriptions.ts';
import type { OpenStorage } from '../compose/open-storage.ts';

export interface Desk {
  readonly config: Config;
  readonly storage: OpenStorage;
  readonly knownSubscriptions: KnownSubscriptions;
}

export interface DeskOptions {
  readonly clock: Clock;
  readonly readText: () => Promise<ConfigText>;
  readonly open: (file: ConfigText) => Promise<Desk>;
}

/** Milliseconds for which a text counts as today's. */
export const RE_READ_MS = 5_000;

/**
 * The same desk as long as the text is the same, so that what the storage groups over several invocations is grouped. Throws what reading or opening throws;
 * a fault is not kept, the next delivery looks again.
 */
export function createDesk({ clock, readText, open }: DeskOptions): () => Promise<Desk> {
  let kept: (ConfigText & { readonly desk: Desk; readonly readAt: number }) | undefined;
  let looking: Promise<Desk> | undefined;

  async function look(): Promise<Desk> {
    const readAt = clock.elapsed();
    const file = await readText();
    const desk = kept !== undefined && isSame(kept, file) ? kept.desk : await open(file);
    kept = { ...file, desk, readAt };
    return desk;
  }

  return async () => {
    if (kept !== undefined && clock.elapsed() - kept.readAt < RE_READ_MS) return kept.desk;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return looking;
  };
}

function isSame(one: ConfigText, other: ConfigText): boolean {
  return one.text === other.text && one.place === other.place;
}
