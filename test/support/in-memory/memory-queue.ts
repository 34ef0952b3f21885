// A WorkQueue in memory: a test sees what was sent and for how much later, puts work aside as the Functions host does, and lets it fail.
import { WORK_KINDS } from '../../../src/adapters/azure/queue/queue-names.ts';
import { understandWork } from '../../../src/adapters/azure/queue/work-message.ts';
import type { PoisonedWork, Work, WorkKind } from '../../../src/domain/events/work.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { WorkQueue } from '../../../src/ports/event-ports.ts';

export interface Sent {
  readonly work: Work;
  readonly afterMs: number;
}

export interface MemoryQueue extends WorkQueue {
  /** In the order of the calls, what was put back included. A test may take out what it has seen. */
  readonly sent: Sent[];
  /** What lies aside, in the order in which it came there. */
  readonly poisoned: readonly PoisonedWork[];
  /** While true, every call fails as one to a storage that does not answer, and does nothing. */
  failing: boolean;
  /** Which work is not taken, as by a storage that answers now and then; none at first. */
  refuses: (work: Work) => boolean;
  /** A message that failed too often; answers its id. */
  putAside(kind: WorkKind, text: string): string;
}

const SHOWN = 1000;

export function createMemoryQueue(): MemoryQueue {
  const sent: Sent[] = [];
  let poisoned: readonly PoisonedWork[] = [];
  let messages = 0;

  const assertReachable = (isRefused = false): void => {
    if (!queue.failing && !isRefused) return;
    throw new RemoteError({
      system: 'storage',
      request: 'send a message',
      status: null,
      reason: 'unavailable',
      message: 'Storage, queue in memory: no answer came.',
      advice: 'Try again later.',
    });
  };
  const without = (ids: readonly string[]): readonly PoisonedWork[] =>
    poisoned.filter((message) => !ids.includes(message.id));

  const queue: MemoryQueue = {
    sent,
    get poisoned() {
      return poisoned;
    },
    failing: false,
    refuses: () => false,
    putAside(kind, text) {
      messages += 1;
      const id = `message-${messages}`;
      const since = new Date(Date.UTC(2026, 10, 23, 10, 0, messages)).toISOString();
      poisoned = [...poisoned, { kind, id, since, ...understandWork(kind, text), text: text.slice(0, SHOWN) }];
      return id;
    },
    async send(work, afterMs = 0) {
      assertReachable(queue.refuses(work));
      if (!(afterMs >= 0)) throw new RangeError(`Work is sent for later, not for ${afterMs} ms`);
      sent.push({ work, afterMs });
    },
    async countPoisoned() {
      assertReachable();
      return poisoned.length;
    },
    async listPoisoned(limit) {
      assertReachable();
      if (!Number.isInteger(limit) || limit < 1 || limit > 32) throw new RangeError(`${limit} is no limit of a list`);
      return WORK_KINDS.flatMap((kind) => poisoned.filter((message) => message.kind === kind).slice(0, limit));
    },
    async replayPoisoned(id) {
      assertReachable();
      const back = poisoned.filter((message) => message.work !== null && (id === undefined || message.id === id));
      for (const { work } of back) if (work !== null) sent.push({ work, afterMs: 0 });
      poisoned = without(back.map((message) => message.id));
      return back.length;
    },
    async discardPoisoned(id) {
      assertReachable();
      const found = poisoned.find((message) => message.id === id);
      poisoned = without([id]);
      return found && { work: found.work };
    },
    async prepare() {
      assertReachable();
    },
    async check() {
      return queue.failing
        ? [{ name: 'Storage: queue', result: 'fail', detail: 'no answer came', fix: 'Try again later.' }]
        : [{ name: 'Storage: queue', result: 'ok', detail: 'in memory', fix: null }];
    },
  };
  return queue;
}
