// An EventLedger in memory: a test sees what was noted, and lets it fail.
import type { AcceptedEvent } from '../../../src/domain/events/event.ts';
import type { ConnectionName } from '../../../src/domain/ids.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { Clock } from '../../../src/ports/run-ports.ts';
import type { EventLedger } from '../../../src/ports/event-ports.ts';
import { HOUR_MS } from '../fixed-clock.ts';

export interface Noted extends AcceptedEvent {
  readonly connection: ConnectionName;
}

export interface MemoryLedger extends EventLedger {
  /** In the order of the calls. */
  readonly noted: readonly Noted[];
  /** While true, every call fails as one to a storage that does not answer, and does nothing; else those of that name. */
  failing: boolean | 'seen' | 'note';
}

/** Without a clock nothing that was noted is ever too long ago to be seen. */
export function createMemoryLedger(clock?: Clock): MemoryLedger {
  const noted: Noted[] = [];

  const of = (connection: ConnectionName, call?: 'seen' | 'note'): readonly AcceptedEvent[] => {
    if (ledger.failing === true || (call !== undefined && ledger.failing === call))
      throw new RemoteError({
        system: 'storage',
        request: 'reach the ledger',
        status: null,
        reason: 'unavailable',
        message: 'Storage, ledger in memory: no answer came.',
        advice: 'Try again later.',
      });
    return noted.filter((one) => one.connection === connection).map(({ id, at, people }) => ({ id, at, people }));
  };

  const ledger: MemoryLedger = {
    noted,
    failing: false,
    async seen(connection, ids) {
      const since = clock === undefined ? -Infinity : clock.now().getTime() - 24 * HOUR_MS;
      const recent = of(connection, 'seen').filter(({ at }) => Date.parse(at) >= since);
      return new Set(ids.filter((id) => recent.some((event) => event.id === id)));
    },
    async note(connection, events) {
      of(connection, 'note');
      noted.push(...events.map((event) => ({ connection, ...event })));
    },
    async readSince(connection, since) {
      const from = Date.parse(since);
      if (Number.isNaN(from)) throw new RangeError(`"${since}" is no instant`);
      return of(connection)
        .filter(({ at }) => Date.parse(at) >= from)
        .sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
    },
  };
  return ledger;
}
