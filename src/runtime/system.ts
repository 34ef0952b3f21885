/** What the machine gives: time, waiting, randomness. Everything else gets it passed in. */
import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Clock, Randomness } from '../ports/run-ports.ts';

export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
};

export const systemRandomness: Randomness = {
  hex: (digits) =>
    randomBytes(Math.ceil(digits / 2))
      .toString('hex')
      .slice(0, digits),
};

/** Resolves after so many milliseconds; rejects when the signal aborts. */
export async function delay(ms: number, signal?: AbortSignal): Promise<void> {
  await wait(ms, undefined, signal === undefined ? {} : { signal });
}

/** The same, which rejects as well once `end` aborts. */
export const delayUntil =
  (end: AbortSignal): typeof delay =>
  (ms, signal) =>
    delay(ms, signal === undefined ? end : AbortSignal.any([signal, end]));

/** From 0 up to, but not including, 1: spreads retries, decides nothing. */
export const random = (): number => Math.random();

const LETTERS = 'abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const SIGNS = '23456789-_.!*';

/** 48 characters with letters of both cases, digits and signs, for an account that signs in some other way. It is sent once and kept nowhere. */
export function randomPassword(): string {
  const pick = (from: string): string => from.charAt(randomInt(from.length));
  return `${pick('abcdefgh')}${pick('ABCDEFGH')}${pick('23456789')}${pick('-_.!*')}${Array.from({ length: 44 }, () => pick(LETTERS + SIGNS)).join('')}`;
}
