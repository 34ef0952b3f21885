import { app } from '@azure/functions';
import { onEntraNotifications } from '../src/runtime/handlers.ts';

/** Graph's handshake and its notifications. Anonymous: every notification brings a client state of its own. */
app.http('entra-notifications', {
  methods: ['POST'],
  authLevel: 'anonymous',
  route: 'webhooks/entra/{connection}',
  handler: onEntraNotifications,
});
