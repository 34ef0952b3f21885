import { app } from '@azure/functions';
import { onDashboard, pageLevel } from '../src/runtime/handlers.ts';

/** The pages for people, and the files that they need. */
app.http('dashboard', { methods: ['GET'], authLevel: pageLevel(), route: 'app/{*page}', handler: onDashboard });
