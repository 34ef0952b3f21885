import { app } from '@azure/functions';
import { onSendMessages } from '../src/runtime/handlers.ts';

/** On schedule (UTC): digests that are due, runs that are missing, and what could not be told before. */
app.timer('send-messages', { schedule: '%MESSAGES_SCHEDULE%', handler: onSendMessages });
