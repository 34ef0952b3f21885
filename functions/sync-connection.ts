import { app } from '@azure/functions';
import { onSyncConnection, RUN_QUEUE } from '../src/runtime/handlers.ts';

/** One message, one run of one connection. */
app.storageQueue('sync-connection', {
  queueName: RUN_QUEUE,
  connection: 'AzureWebJobsStorage',
  handler: onSyncConnection,
});
