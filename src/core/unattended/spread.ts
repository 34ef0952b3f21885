/**
 * When each connection's hourly run begins. All at once they would hit the directories, one PSA host and the storage in the same second; so each has a place of its own
 * in a window, the same one every hour, and those that share a PSA host follow each other at even distances.
 */
import type { ConnectionName } from '../../domain/ids.ts';
import { digestOfText } from '../digest.ts';

/** What has a place in the window. */
export interface Spreadable {
  readonly name: ConnectionName;
  /** Of the PSA. */
  readonly host: string;
}

/** A run of a small company takes about as long. */
const MS_EACH = 2_000;
const LONGEST_MS = 20 * 60_000;

/** Milliseconds. `minutes`: what the administrator set; undefined: two seconds for each connection beyond the first, twenty minutes at most. */
export function spreadWindow(connections: number, minutes: number | undefined): number {
  return minutes === undefined
    ? Math.min(LONGEST_MS, Math.max(0, connections - 1) * MS_EACH)
    : Math.round(minutes * 60_000);
}

/**
 * Milliseconds to wait from the start of the window, for each name: less than `windowMs`. Whoever comes or goes moves the others on the same host by one place at most.
 */
export function spread(connections: readonly Spreadable[], windowMs: number): ReadonlyMap<ConnectionName, number> {
  const hosts = Map.groupBy(connections, ({ host }) => host.toLowerCase());
  return new Map(
    [...hosts].flatMap(([host, sharing]) => {
      // Hosts begin at different moments, or those with one connection each would all begin at once.
      const phase = fraction(host);
      const ordered = sharing.map(({ name }) => ({ name, at: digestOfText(name) })).toSorted(byPlace);
      return ordered.map(({ name }, place): [ConnectionName, number] => [
        name,
        Math.floor((windowMs * (place + phase)) / ordered.length),
      ]);
    }),
  );
}

/** No two connections have one name. */
function byPlace(left: { readonly at: string }, right: { readonly at: string }): number {
  return left.at < right.at ? -1 : 1;
}

/** From 0 up to, but not including, 1; the same for the same text. */
function fraction(text: string): number {
  return Number.parseInt(digestOfText(text).slice(0, 8), 16) / 2 ** 32;
}
