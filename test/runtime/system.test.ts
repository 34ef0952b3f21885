import { describe, expect, test } from 'vitest';
import { delay, random, randomPassword, systemClock, systemRandomness } from '../../src/runtime/system.ts';

const MANY = 200;

describe('a password for an account that signs in some other way', () => {
  const passwords = Array.from({ length: MANY }, randomPassword);

  test('has 48 characters with letters of both cases, digits and signs, and none that JSON or a form would change', () => {
    for (const password of passwords) {
      expect(password).toMatch(/^[A-Za-z0-9\-_.!*]{48}$/);
      for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[-_.!*]/]) expect(password).toMatch(kind);
    }
  });

  test('is never the same twice', () => {
    expect(new Set(passwords).size).toBe(MANY);
  });
});

test.each([1, 6, 7, 64])('randomness of %i hex digits has that many', (digits) => {
  expect(systemRandomness.hex(digits)).toMatch(new RegExp(`^[0-9a-f]{${digits}}$`));
});

test('randomness differs from call to call', () => {
  expect(new Set(Array.from({ length: MANY }, () => systemRandomness.hex(16))).size).toBe(MANY);
});

test('the spread of retries lies from 0 up to, but not including, 1', () => {
  expect(Array.from({ length: MANY }, random).every((value) => value >= 0 && value < 1)).toBe(true);
});

test('the elapsed time never goes back', () => {
  const readings = Array.from({ length: MANY }, () => systemClock.elapsed());

  expect(readings).toEqual(readings.toSorted((left, right) => left - right));
});

test('a wait ends at once when it is called off', async () => {
  const calledOff = new AbortController();
  const waiting = delay(3_600_000, calledOff.signal);

  calledOff.abort();

  await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
});

test('a wait of nothing ends', async () => {
  await expect(delay(0)).resolves.toBeUndefined();
});
