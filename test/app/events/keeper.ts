/** Looks at one connection's subscriptions, over real HTTP to the sandbox; what is remembered, queued and locked is in memory. */
import { createSubscriptionRecords } from '../../../src/adapters/records/events/subscriptions.ts';
import { keepSubscriptions } from '../../../src/app/events/keep-subscriptions.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import type { KnownSubscriptions } from '../../../src/domain/events/subscription.ts';
import type { Work } from '../../../src/domain/events/work.ts';
import { RemoteError } from '../../../src/errors.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { createMemoryLock, type MemoryLock } from '../../support/in-memory/memory-lock.ts';
import { createMemoryStore, type MemoryStore } from '../../support/in-memory/memory-store.ts';
import {
  SECRET,
  setSubscriptionStage,
  type SubscriptionStage,
} from '../../adapters/entra/events/subscription-stage.ts';

export const NAME = connectionName('harborpine');

export interface Keeper extends SubscriptionStage {
  /** What is to hold from now on. */
  readonly wish: { secret: string; url: string };
  readonly store: MemoryStore;
  readonly lock: MemoryLock;
  readonly queued: readonly Work[];
  readonly logged: () => string;
  /** The next message cannot be sent. */
  readonly breakQueue: () => void;
  /** By the clock, or because the directory asked for it. */
  readonly look: (why?: 'schedule' | 'directory') => Promise<KnownSubscriptions | undefined>;
  readonly record: () => Promise<KnownSubscriptions | undefined>;
  /** `users`, `groups`: live in the sandbox, in the order in which they were made. */
  readonly live: () => readonly string[];
}

export async function setKeeper(): Promise<Keeper> {
  const stage = await setSubscriptionStage();
  const store = createMemoryStore();
  const records = createSubscriptionRecords(store);
  const lock = createMemoryLock();
  const queued: Work[] = [];
  const log: string[] = [];
  const logger = createLogger((_level, line) => void log.push(line), 'debug');
  const wish = { secret: SECRET, url: stage.webhook.url };
  let broken = false;
  const send = async (work: Work): Promise<void> => {
    if (broken) {
      broken = false;
      const fault = { system: 'storage', request: 'send a message', status: 503, reason: 'unavailable' } as const;
      throw new RemoteError({ ...fault, message: 'The queue is away.' });
    }
    queued.push(work);
  };
  return {
    ...stage,
    wish,
    store,
    lock,
    queued,
    logged: () => log.join('\n'),
    breakQueue: () => {
      broken = true;
    },
    look: (why = 'schedule') =>
      keepSubscriptions(
        {
          name: NAME,
          subscriptions: stage.open(wish.secret),
          records,
          queue: { send },
          lock,
          clock: stage.clock,
          logger,
        },
        {
          notificationUrl: wish.url,
          secretDigest: digestOfText(wish.secret),
          renewAll: why === 'directory',
        },
      ),
    record: () => records.read(NAME),
    live: () => stage.sandbox.graph.subscriptions().map(({ resource }) => resource),
  };
}
