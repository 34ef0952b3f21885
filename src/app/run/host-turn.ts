// A place among the runs that go against one PSA host at the same time: many connections share its patience, over all processes.
import type { Lease, Lock, Logger } from '../../ports/run-ports.ts';
import { faultFields } from '../fault-words.ts';

export interface HostPlaces {
  /** Of the PSA, as in an address. */
  readonly host: string;
  /** Runs at a time. */
  readonly places: number;
  /** How many of the places this run may take; absent: any of them. */
  readonly usable?: number;
  /** Connections on this host: with no more of them than places there is nothing to share, and nothing is asked. */
  readonly sharing: number;
}

export interface HostPorts {
  readonly lock: Lock;
  readonly logger: Logger;
  /** From 0 to 1: those who come together do not all ask for the same place. */
  readonly random: () => number;
}

/**
 * What `work` answers; undefined: all places are taken, and it was not begun. A place whose lease is lost takes nothing from the run: the limit is a courtesy, the
 * connection's own lock is what excludes.
 */
export async function inHostPlace<Result>(
  ports: HostPorts,
  host: HostPlaces,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result } | undefined> {
  if (host.sharing <= host.places) return { result: await work() };
  const place = await takePlace(ports, host);
  if (place === undefined) return undefined;
  try {
    return { result: await work() };
  } finally {
    await giveBack(place, ports);
  }
}

async function takePlace(
  { lock, random }: HostPorts,
  { host, places, usable = places }: HostPlaces,
): Promise<Lease | undefined> {
  const first = Math.min(usable - 1, Math.floor(random() * usable));
  for (let tried = 0; tried < usable; tried += 1) {
    const lease = await lock.acquire(`psa-hosts/${host}/${(first + tried) % usable}`);
    if (lease !== undefined) return lease;
  }
  return undefined;
}

/** It lapses by itself within a minute. */
async function giveBack(place: Lease, { logger }: HostPorts): Promise<void> {
  try {
    await place.release();
  } catch (error) {
    logger.warn('the place at the host of the PSA could not be given back and will expire', faultFields(error));
  }
}
