import { app } from '@azure/functions';
import { onSyncPerson, PERSON_QUEUE } from '../src/runtime/handlers.ts';

/** One message, one look at one person. */
app.storageQueue('sync-person', {
  queueName: PERSON_QUEUE,
  connection: 'AzureWebJobsStorage',
  handler: onSyncPerson,
});
