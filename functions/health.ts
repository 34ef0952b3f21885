import { app } from '@azure/functions';
import { onHealth } from '../src/runtime/handlers.ts';

/** 200 when green, 503 when red. */
app.http('health', { methods: ['GET'], authLevel: 'function', route: 'health', handler: onHealth });
