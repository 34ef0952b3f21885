import { app } from '@azure/functions';
import { onReports } from '../src/runtime/handlers.ts';

/** Reports are streamed from the blob to the caller. */
app.setup({ enableHttpStream: true });

app.http('reports', {
  methods: ['GET'],
  authLevel: 'function',
  route: 'connections/{connection}/runs/{run?}/{file?}',
  handler: onReports,
});
