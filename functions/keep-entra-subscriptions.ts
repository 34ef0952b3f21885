import { app } from '@azure/functions';
import { onKeepEntraSubscriptions, SUBSCRIPTIONS_QUEUE } from '../src/runtime/handlers.ts';

/** One message, one look at the change subscriptions of one connection. */
app.storageQueue('keep-entra-subscriptions', {
  queueName: SUBSCRIPTIONS_QUEUE,
  connection: 'AzureWebJobsStorage',
  handler: onKeepEntraSubscriptions,
});
