import { app } from '@azure/functions';
import { onDashboard, pageLevel } from '../src/runtime/handlers.ts';

/** The pages for people, the files that they need, and the form by which people decide on what is held. */
app.http('dashboard', {
  methods: ['GET', 'POST'],
  authLevel: pageLevel(),
  route: 'app/{*page}',
  handler: onDashboard,
});
