import { app } from '@azure/functions';
import { onOktaEvents } from '../src/runtime/handlers.ts';

/** GET is Okta's one-time verification, POST a delivery. Anonymous: deliveries bring a secret of their own. */
app.http('okta-events', {
  methods: ['GET', 'POST'],
  authLevel: 'anonymous',
  route: 'webhooks/okta/{connection}',
  handler: onOktaEvents,
});
