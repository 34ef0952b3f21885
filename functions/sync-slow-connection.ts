import { app } from '@azure/functions';
import { onSyncSlowConnection, SLOW_QUEUE } from '../src/runtime/handlers.ts';

/** One message, one run of a connection that takes its time, so that no other connection waits for it. */
app.storageQueue('sync-slow-connection', {
  queueName: SLOW_QUEUE,
  connection: 'AzureWebJobsStorage',
  handler: onSyncSlowConnection,
});
