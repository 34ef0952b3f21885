// Kills a run at one exact moment, as a stopped process would be: from then on nothing it calls answers, and nothing it still does has any effect.
import type { Connection } from './a-connection.ts';

export class Killed extends Error {
  override readonly name = 'Killed';
}

export interface Mortal {
  readonly ports: Connection;
  /** Calls to outside things so far, the fatal one included. */
  calls(): number;
  isDead(): boolean;
}

/** `at`: which call is the last (1 is the first). `before`: the call never happens; `after`: it happens, but its answer never comes back. */
export function mortal(connection: Connection, at: number, moment: 'before' | 'after'): Mortal {
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
