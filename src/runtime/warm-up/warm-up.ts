/**
 * What the first deliveries would have to wait for, done before they come: the configuration read, the storage opened, its connections made, and the way of a
 * delivery gone often enough for the engine to have translated it. Nothing is written anywhere.
 */
import type { InvocationContext } from '@azure/functions';
import { ConfigError, RemoteError } from '../../errors.ts';
import { askStorage } from './ask-storage.ts';
import { contextLogger } from '../context-logger.ts';
import { openDesk } from '../webhooks/answer-delivery.ts';
import { rehearseDeliveries } from './rehearse-deliveries.ts';

/** A configuration or a storage that is not as it should be is for health to tell; the app starts all the same. */
export async function warmUp(context: InvocationContext): Promise<void> {
  const logger = contextLogger(context);
  try {
    const { config, storage } = await openDesk();
    const rehearsed = await rehearseDeliveries(config);
    if (rehearsed > 0) await askStorage(config, storage);
    logger.info('warmed up', { rehearsed });
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof RemoteError)) throw error;
    logger.warn('not warmed up, so the first deliveries take longer', {
      fault: error.name,
      reason: error instanceof RemoteError ? error.reason : null,
    });
  }
}
