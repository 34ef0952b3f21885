import { app } from '@azure/functions';
import { onWarmup } from '../src/runtime/handlers.ts';

/** Before an instance gets its first request. Azure knows the function by this name. */
app.warmup('warmup', { handler: onWarmup });
