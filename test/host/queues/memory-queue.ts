// A storage queue in memory: what is hidden shows again when its time is over by the clock of the test; every change gives a new receipt.
import { QueueFault, type QueueMessage, type WorkQueue } from '../../../src/host/queues/work-queue.ts';
import type { HostClock } from '../../../src/host/host-clock.ts';

export interface MemoryQueue extends WorkQueue {
  /** Puts a message there; `dequeueCount`: how often it was taken before. */
  readonly send: (text: string, dequeueCount?: number) => void;
  /** Texts that lie there, hidden ones included. */
  readonly texts: () => readonly string[];
  readonly poisoned: readonly string[];
  /** Requests so far, as `receive`, `hide 2000` … */
  readonly requests: string[];
  /** The next requests of this kind fail. */
  readonly fail: (kind: string, ...faults: readonly QueueFault[]) => void;
  readonly exists: () => boolean;
  readonly drop: () => void;
}

interface Stored {
  readonly id: string;
  readonly text: string;
  receipt: string;
  dequeueCount: number;
  visibleAt: number;
}

export function createMemoryQueue(clock: HostClock, name = 'work'): MemoryQueue {
  let stored: Stored[] | undefined = [];
  let changes = 0;
  const poisoned: string[] = [];
  const requests: string[] = [];
  const faults = new Map<string, QueueFault[]>();
  const now = (): number => clock.now().getTime();
  const request = (kind: string, more?: number): void => {
    requests.push(more === undefined ? kind : `${kind} ${more}`);
    const fault = faults.get(kind)?.shift();
    if (fault !== undefined) throw fault;
  };
  const held = (message: QueueMessage, receipt: string): Stored => {
    const found = stored?.find((one) => one.id === message.id && one.receipt === receipt);
    if (found === undefined) throw new QueueFault('gone', '404 MessageNotFound');
    return found;
  };
  const toMessage = ({ id, text, receipt, dequeueCount, visibleAt }: Stored): QueueMessage => {
    const on = new Date(visibleAt).toISOString();
    return { id, text, receipt, dequeueCount, insertedOn: on, expiresOn: on, nextVisibleOn: on };
  };
  return {
    name,
    async receive(limit, hiddenMs) {
      request('receive', limit);
      if (stored === undefined) throw new QueueFault('missing', '404 QueueNotFound');
      const taken = stored.filter((one) => one.visibleAt <= now()).slice(0, limit);
      for (const one of taken) {
        one.dequeueCount += 1;
        one.receipt = `receipt-${(changes += 1)}`;
        one.visibleAt = now() + hiddenMs;
      }
      return taken.map(toMessage);
    },
    async hide(message, receipt, ms) {
      request('hide', ms);
      const one = held(message, receipt);
      one.visibleAt = now() + ms;
      one.receipt = `receipt-${(changes += 1)}`;
      return one.receipt;
    },
    async remove(message, receipt) {
      request('remove');
      const one = held(message, receipt);
      stored = stored?.filter((other) => other !== one);
    },
    async copyToPoison({ text }) {
      request('poison');
      poisoned.push(text);
    },
    async create() {
      request('create');
      stored ??= [];
    },
    send: (text, dequeueCount = 0) => {
      if (stored === undefined) throw new RangeError('There is no queue to send to');
      stored.push({ id: `message-${(changes += 1)}`, text, receipt: '', dequeueCount, visibleAt: now() });
    },
    texts: () => (stored ?? []).map(({ text }) => text),
    poisoned,
    requests,
    fail: (kind, ...given) => void faults.set(kind, [...given]),
    exists: () => stored !== undefined,
    drop: () => {
      stored = undefined;
    },
  };
}
