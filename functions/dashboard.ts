import { app } from '@azure/functions';
import { onDashboard } from '../src/runtime/handlers.ts';

/** The pages for people, and the files that they need. */
app.http('dashboard', { methods: ['GET'], authLevel: 'function', route: 'app/{*page}', handler: onDashboard });
