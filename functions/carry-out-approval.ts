import { app } from '@azure/functions';
import { APPROVALS_QUEUE, onCarryOutApproval } from '../src/runtime/handlers.ts';

/** One message, one run that does what somebody has approved. */
app.storageQueue('carry-out-approval', {
  queueName: APPROVALS_QUEUE,
  connection: 'AzureWebJobsStorage',
  handler: onCarryOutApproval,
});
