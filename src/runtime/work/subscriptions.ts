/** Change subscriptions in the function app: one message per connection that has them, one look per message. Loaded on the first invocation, never at start. */
import type { InvocationContext } from '@azure/functions';
import { keepSubscriptions } from '../../app/events/keep-subscriptions.ts';
import { hasSubscriptions, openConfiguredSubscriptions } from '../compose/configured-subscriptions.ts';
import { parseWork } from '../../adapters/azure/queue/work-message.ts';
import type { Work } from '../../domain/events/work.ts';
import { sendEach } from './send-each.ts';
import { systemClock } from '../system.ts';
import { contextLogger } from '../context-logger.ts';
import { findConnection, openConfiguredStorage, queueOf } from '../unattended.ts';

/** Timer: asks for a look at the subscriptions of every connection that has some. */
export async function queueEverySubscriptionLook(context: InvocationContext): Promise<void> {
  const { config, storage } = await openConfiguredStorage();
  const works = config.connections
    .filter(hasSubscriptions)
    .map(({ name }): Work => ({ kind: 'subscriptions', connection: name, asked: { by: 'schedule' } }));
  if (works.length === 0) return;
  await sendEach(queueOf(storage), works, { logger: contextLogger(context), message: 'subscription looks queued' });
}

/** Queue: looks after the subscriptions of one connection. What it cannot put right is in the record; only a look that could not be taken is tried again by the queue. */
export async function keepQueuedSubscriptions(message: unknown, context: InvocationContext): Promise<void> {
  const logger = contextLogger(context);
  const { connection: name, asked } = parseWork('subscriptions', message);
  const { config, storage } = await openConfiguredStorage();
  const opened = await openConfiguredSubscriptions(findConnection(config, name));
  if (opened === null) {
    logger.info('no subscriptions are configured', { connection: name });
    return;
  }
  const { subscriptions, wanted } = opened;
  await keepSubscriptions(
    {
      name,
      subscriptions,
      records: storage.subscriptions,
      queue: queueOf(storage),
      lock: storage.lock,
      clock: systemClock,
      logger,
    },
    { ...wanted, renewAll: asked.by !== 'schedule' },
  );
}
