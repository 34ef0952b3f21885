import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spread, spreadWindow, type Spreadable } from '../../../src/core/unattended/spread.ts';
import { connectionName } from '../../../src/domain/ids.ts';

const SEED = 20_26;
const HOUR = 3_600_000;
const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/), { minLength: 1, maxLength: 60 });
const companies = names.chain((all) =>
  fc
    .array(fc.constantFrom('api-na.example', 'api-eu.example', 'API-EU.example', 'cw.example:8443'), {
      minLength: all.length,
      maxLength: all.length,
    })
    .map((hosts) => all.map((name, index): Spreadable => ({ name: connectionName(name), host: hosts[index] ?? '' }))),
);
const windows = fc.integer({ min: 0, max: HOUR });

describe('spreadWindow', () => {
  it.each([
    ['one connection does not wait', 1, undefined, 0],
    ['none needs no window', 0, undefined, 0],
    ['each further one makes it two seconds longer', 31, undefined, 60_000],
    ['it never grows beyond twenty minutes', 5_000, undefined, 1_200_000],
    ['what the administrator set counts', 5_000, 45, 2_700_000],
    ['zero means all at once', 500, 0, 0],
  ])('%s', (_sentence, connections, minutes, expected) => {
    expect(spreadWindow(connections, minutes)).toBe(expected);
  });
});

describe('spread', () => {
  it('gives every connection one place inside the window', () => {
    fc.assert(
      fc.property(companies, windows, (all, windowMs) => {
        const places = spread(all, windowMs);
        expect([...places.keys()].toSorted()).toEqual(all.map(({ name }) => name).toSorted());
        for (const ms of places.values()) {
          expect(ms).toBeGreaterThanOrEqual(0);
          expect(ms).toBeLessThanOrEqual(Math.max(0, windowMs - 1));
        }
      }),
      { seed: SEED },
    );
  });

  it('gives the same places whatever the order of the file', () => {
    fc.assert(
      fc.property(companies, windows, (all, windowMs) => {
        expect(spread(all.toReversed(), windowMs)).toEqual(
          new Map([...spread(all, windowMs)].filter(([name]) => all.some((one) => one.name === name))),
        );
      }),
      { seed: SEED },
    );
  });

  it('keeps those on one PSA host at even distances', () => {
    fc.assert(
      fc.property(companies, windows, (all, windowMs) => {
        const places = spread(all, windowMs);
        for (const sharing of Map.groupBy(all, ({ host }) => host.toLowerCase()).values()) {
          const sorted = sharing.map(({ name }) => places.get(name) ?? Number.NaN).toSorted((a, b) => a - b);
          for (const [index, ms] of sorted.entries())
            if (index > 0)
              expect(Math.abs(ms - (sorted[index - 1] ?? Number.NaN) - windowMs / sharing.length)).toBeLessThanOrEqual(
                1,
              );
        }
      }),
      { seed: SEED },
    );
  });

  it('moves the others by one place at most when somebody comes', () => {
    fc.assert(
      fc.property(companies, windows, (all, windowMs) => {
        const [newcomer, ...before] = all;
        if (newcomer === undefined) throw new Error('There is always one');
        const [old, now] = [spread(before, windowMs), spread(all, windowMs)];
        for (const { name, host } of before) {
          const sharing = before.filter((one) => one.host.toLowerCase() === host.toLowerCase()).length;
          expect(Math.abs((now.get(name) ?? Number.NaN) - (old.get(name) ?? Number.NaN))).toBeLessThanOrEqual(
            windowMs / sharing + 1,
          );
        }
      }),
      { seed: SEED },
    );
  });

  it('lets hosts with one connection each begin at different moments', () => {
    const all = Array.from({ length: 50 }, (_unused, index) => ({
      name: connectionName(`company-${index}`),
      host: `psa-${index}.example`,
    }));
    expect(new Set(spread(all, HOUR).values()).size).toBe(50);
  });
});
