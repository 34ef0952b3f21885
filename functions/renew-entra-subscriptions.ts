import { app } from '@azure/functions';
import { onRenewEntraSubscriptions } from '../src/runtime/handlers.ts';

/** On schedule (UTC), one queue message per Entra connection with events. */
app.timer('renew-entra-subscriptions', { schedule: '%SUBSCRIPTION_SCHEDULE%', handler: onRenewEntraSubscriptions });
