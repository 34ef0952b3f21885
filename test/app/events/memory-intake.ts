// A queue and a ledger in memory that can be made to fail, and a log to look into.
import type { AcceptedEvent } from '../../../src/domain/event.ts';
import type { Work } from '../../../src/domain/work.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { Logger, LogFields } from '../../../src/ports.ts';
import type { EventLedger, WorkQueue } from '../../../src/event-ports.ts';

export interface Sent {
  readonly work: Work;
  readonly afterMs: number;
}
export interface MemoryQueue extends WorkQueue {
  readonly sent: Sent[];
  /** Which messages are not taken; none at first. */
  refuses: (work: Work) => boolean;
}

export function createMemoryQueue(): MemoryQueue {
  const sent: Sent[] = [];
  const queue: MemoryQueue = {
    sent,
    refuses: () => false,
    send: async (work, afterMs = 0) => {
      if (queue.refuses(work)) throw outOfOrder('send a message');
      sent.push({ work, afterMs });
    },
    countPoisoned: async () => 0,
    listPoisoned: async () => [],
    replayPoisoned: async () => 0,
    discardPoisoned: async () => false,
    prepare: async () => undefined,
    check: async () => [],
  };
  return queue;
}

export interface MemoryLedger extends EventLedger {
  /** As `connection id`, in the order in which they were noted. */
  readonly noted: (AcceptedEvent & { readonly connection: string })[];
  /** Which of its two sides is out of order. */
  broken: 'seen' | 'note' | null;
}

export function createMemoryLedger(): MemoryLedger {
  const noted: MemoryLedger['noted'] = [];
  const ledger: MemoryLedger = {
    noted,
    broken: null,
    seen: async (connection, ids) => {
      if (ledger.broken === 'seen') throw outOfOrder('read the events');
      return new Set(ids.filter((id) => noted.some((event) => event.connection === connection && event.id === id)));
    },
    note: async (connection, events) => {
      if (ledger.broken === 'note') throw outOfOrder('write the events');
      noted.push(...events.map((event) => ({ ...event, connection })));
    },
    readSince: async (connection, since) =>
      noted.filter((event) => event.connection === connection && event.at >= since),
  };
  return ledger;
}

/** Every line as JSON, so that a search finds whatever is in it. */
export function createLineLogger(lines: string[], fixed: LogFields = {}): Logger {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push(JSON.stringify({ level, message, ...fixed, ...fields }));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createLineLogger(lines, { ...fixed, ...fields }),
  };
}

/** As the storage's own. */
export function outOfOrder(request: string): RemoteError {
  return new RemoteError({
    system: 'storage',
    request,
    status: 503,
    reason: 'unavailable',
    message: `Storage: cannot ${request}`,
  });
}
