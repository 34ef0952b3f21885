import { app } from '@azure/functions';
import { onStartPersonSync } from '../src/runtime/handlers.ts';

/** Asks for a run over one person; the answer says where it will be found. */
app.http('start-person-sync', {
  methods: ['POST'],
  authLevel: 'function',
  route: 'connections/{connection}/people/{person}/sync',
  handler: onStartPersonSync,
});
