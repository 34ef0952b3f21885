import { app } from '@azure/functions';
import { onExports } from '../src/runtime/handlers.ts';

app.http('exports', {
  methods: ['GET'],
  authLevel: 'function',
  route: 'connections/{connection}/reports',
  handler: onExports,
});
