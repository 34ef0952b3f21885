import { app } from '@azure/functions';
import { onApprovals, pageLevel } from '../src/runtime/handlers.ts';

/** What waits and what was decided, and decisions on it: approve, deny, hold, take back. */
app.http('approvals', {
  methods: ['GET', 'POST'],
  authLevel: pageLevel(),
  route: 'connections/{connection}/approvals',
  handler: onApprovals,
});
