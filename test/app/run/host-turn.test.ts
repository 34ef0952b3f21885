/** Many connections on one PSA host: no more runs at a time than it may have. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/runtime/logger.ts';
import { createMemoryLock } from '../../support/in-memory/memory-lock.ts';
import { inHostPlace, type HostPorts } from '../../../src/app/run/host-turn.ts';

const HOST = 'api-na.example';
const ports = (random = 0): HostPorts & { readonly lock: ReturnType<typeof createMemoryLock> } => ({
  lock: createMemoryLock(),
  logger: createLogger(() => undefined, 'error'),
  random: () => random,
});

describe('inHostPlace', () => {
  it('asks for nothing where there are no more connections than places', async () => {
    const asking = { ...ports(), lock: { acquire: () => Promise.reject(new Error('Nothing is to be asked')) } };

    await expect(inHostPlace(asking, { host: HOST, places: 3, sharing: 3 }, async () => 'done')).resolves.toEqual({
      result: 'done',
    });
  });

  it('never has more under way than places, whoever asks and wherever they begin to look', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
        async (places, dice) => {
          const shared = ports();
          const ends: (() => void)[] = [];
          const answers = await Promise.all(
            dice.map(async (random) => {
              let begun = false;
              const ended = new Promise<void>((resolve) => ends.push(resolve));
              const answer = inHostPlace(
                { ...shared, random: () => random },
                { host: HOST, places, sharing: 99 },
                () => {
                  begun = true;
                  return ended;
                },
              );
              // All that is asked of a lock in memory is answered within as many turns as there are places.
              for (let turn = 0; turn < 10 * places; turn += 1) await Promise.resolve();
              return { begun, answer };
            }),
          );
          expect(answers.filter(({ begun }) => begun)).toHaveLength(Math.min(places, dice.length));
          for (const end of ends) end();
          const all = await Promise.all(answers.map(({ answer }) => answer));
          expect(all.filter((one) => one !== undefined)).toHaveLength(Math.min(places, dice.length));
          for (let place = 0; place < places; place += 1)
            expect(shared.lock.isHeld(`psa-hosts/${HOST}/${place}`)).toBe(false);
        },
      ),
      { seed: 20_26, numRuns: 60 },
    );
  });

  it('leaves the other places free where a run may take a part of them only', async () => {
    const shared = ports(0.99);
    const slow = { host: HOST, places: 4, usable: 2, sharing: 9 };
    const never = new Promise<never>(() => undefined);
    void inHostPlace(shared, slow, () => never);
    void inHostPlace(shared, slow, () => never);
    await new Promise((resolve) => setImmediate(resolve));

    await expect(inHostPlace(shared, slow, async () => 'a third')).resolves.toBeUndefined();
    await expect(inHostPlace(shared, { ...slow, usable: 4 }, async () => 'a quick one')).resolves.toEqual({
      result: 'a quick one',
    });
  });

  it('gives the place back when the work fails, and passes the fault on', async () => {
    const shared = ports();

    await expect(
      inHostPlace(shared, { host: HOST, places: 1, sharing: 2 }, () => Promise.reject(new Error('no answer'))),
    ).rejects.toThrow('no answer');
    await expect(inHostPlace(shared, { host: HOST, places: 1, sharing: 2 }, async () => 'next')).resolves.toEqual({
      result: 'next',
    });
  });

  it('takes nothing from the work when the place cannot be given back', async () => {
    const lines: string[] = [];
    const shared = { ...ports(), logger: createLogger((_level, line) => lines.push(line), 'warn') };
    shared.lock.releaseFault = new Error('the storage does not answer');

    await expect(inHostPlace(shared, { host: HOST, places: 1, sharing: 2 }, async () => 'done')).resolves.toEqual({
      result: 'done',
    });
    expect(lines).toEqual([expect.stringContaining('could not be given back and will expire')]);
  });
});
