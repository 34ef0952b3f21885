import { app } from '@azure/functions';
import { onStartRun } from '../src/runtime/handlers.ts';

/** Asks for a run over a connection; the answer says where it will be found. */
app.http('start-run', {
  methods: ['POST'],
  authLevel: 'function',
  route: 'connections/{connection}/runs',
  handler: onStartRun,
});
