import { app } from '@azure/functions';
import { onHourlySync } from '../src/runtime/handlers.ts';

/** On schedule (UTC), one queue message per connection. */
app.timer('hourly-sync', { schedule: '%SYNC_SCHEDULE%', handler: onHourlySync });
