// Kills a run at one exact moment, as a stopped process would be: from then on nothing it calls answers, and nothing it still does has any effect.
import type { Connection } from '../builders/a-connection.ts';

export class Killed extends Error {
  override readonly name = 'Killed';
}

export type Moment = readonly [at: number, moment: 'before' | 'after'];

interface Mortal {
  readonly ports: Connection;
  /** Calls to outside things so far, the fatal one included. */
  calls(): number;
  isDead(): boolean;
}

/** `at`: which call is the last (1 is the first). `before`: the call never happens; `after`: it happens, but its answer never comes back. */
function mortal(connection: Connection, at: number, moment: 'before' | 'after'): Mortal {
  let calls = 0;
  let dead = false;

  function guarded<Port extends object>(port: Port): Port {
    return new Proxy(port, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        // What hangs on members is a port of its own within the PSA.
        if (key === 'duties' && typeof value === 'object' && value !== null) return guarded(value);
        if (typeof value !== 'function') return value;
        return async (...given: readonly unknown[]): Promise<unknown> => {
          if (dead) throw new Killed('The process is gone');
          calls += 1;
          dead = calls >= at;
          if (dead && moment === 'before') throw new Killed(`Killed before call ${calls} (${String(key)})`);
          const answer: unknown = await Reflect.apply(value, target, given);
          if (dead) throw new Killed(`Killed after call ${calls} (${String(key)})`);
          return answer;
        };
      },
    });
  }

  const { directory, psa, memories, journal, approvals, objections, rulings, archive, lock } = connection;
  return {
    ports: {
      ...connection,
      directory: guarded(directory),
      psa: guarded(psa),
      memories: guarded(memories),
      journal: guarded(journal),
      approvals: guarded(approvals),
      objections: guarded(objections),
      rulings: guarded(rulings),
      archive: guarded(archive),
      lock: {
        ...lock,
        acquire: async (name) => {
          const lease = await lock.acquire(name);
          return lease === undefined ? undefined : guarded(lease);
        },
      },
    },
    calls: () => calls,
    isDead: () => dead,
  };
}

type Act = (ports: Connection) => Promise<unknown>;

/** How many calls it makes, from beginning to end. */
export async function callsOf(connection: Connection, act: Act): Promise<number> {
  const whole = mortal(connection, Infinity, 'before');
  await act(whole.ports);
  return whole.calls();
}

/** Every moment at which something of so many calls can be killed. */
export function momentsOf(calls: number): readonly Moment[] {
  return Array.from({ length: calls }, (_unused, index) => index + 1).flatMap(
    (at) =>
      [
        [at, 'before'],
        [at, 'after'],
      ] as const,
  );
}

/** Kills it at that moment; the lock that the dead process held lapses. Throws when it was over before. */
export async function killAt([at, moment]: Moment, connection: Connection, act: Act): Promise<void> {
  const doomed = mortal(connection, at, moment);
  await act(doomed.ports).catch((error: unknown) => {
    if (!(error instanceof Killed)) throw error;
  });
  if (!doomed.isDead()) throw new Error(`It was over before call ${at}`);
  if (connection.lock.isHeld(connection.name)) connection.lock.take(connection.name);
}
