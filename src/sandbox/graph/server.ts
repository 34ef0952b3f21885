/** A Microsoft Graph for tests and the demo: reads and subscriptions, as particular as the real one about headers, pages and filters. */
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { SandboxContext } from '../context.ts';
import { SANDBOX_CREDENTIALS } from '../context.ts';
import { createCursors } from '../cursors.ts';
import { guidOf } from '../empty-world.ts';
import { addBatchRoute } from './batch.ts';
import { addDeletedRoutes } from './deleted-routes.ts';
import { addGroupRoutes } from './group-routes.ts';
import type { GraphDouble } from './page.ts';
import { contextOf } from './page.ts';
import { badRequest, errorBody, refusal } from './refusal.ts';
import { addSubscriptionRoutes } from './subscriptions/subscription-routes.ts';
import type { SubscriptionStore } from './subscriptions/subscription-store.ts';
import { addUserRoutes } from './user-routes.ts';

const JSON_TYPE = 'application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8';

/** Everything is under `/v1.0` and wants `Authorization: Bearer` with the sandbox's token. */
export function createGraphDouble(context: SandboxContext, subscriptions: SubscriptionStore): Hono {
  const root = new Hono();
  const app = new Hono();
  const graph: GraphDouble = { sandbox: context, cursors: createCursors('RFNwdAoAAQAAAAAAAAAAFAAAA'), subscriptions };
  let requests = 0;

  root.use(async (c, next) => {
    requests += 1;
    const requestId = guidOf(`graph request ${requests}`);
    c.header('Date', context.now().toUTCString());
    c.header('request-id', requestId);
    c.header('client-request-id', c.req.header('client-request-id') ?? requestId);
    const sent = c.req.header('Authorization') ?? '';
    if (sent === '') throw refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
    if (sent !== `Bearer ${SANDBOX_CREDENTIALS.graphToken}`)
      throw refusal(401, 'InvalidAuthenticationToken', 'Access token validation failure. Invalid audience.');
    await next();
    if (c.res.headers.get('content-type')?.startsWith('application/json') === true)
      c.res.headers.set('content-type', JSON_TYPE);
  });
  root.onError((error, c) => {
    if (!(error instanceof HTTPException)) throw error;
    // The headers were set before the refusal was thrown.
    const { headers } = c.res;
    const [requestId, clientRequestId] = [headers.get('request-id') ?? '', headers.get('client-request-id') ?? ''];
    return c.json(errorBody(error, requestId, clientRequestId, context.now()), error.status);
  });
  root.notFound((c) => {
    throw badRequest(`Resource not found for the segment '${new URL(c.req.url).pathname.split('/')[2] ?? ''}'.`);
  });

  addGroupRoutes(app, graph);
  addUserRoutes(app, graph);
  addDeletedRoutes(app, graph);
  addSubscriptionRoutes(app, graph);
  addBatchRoute(app, root);
  app.get('/organization', (c) => {
    const id = SANDBOX_CREDENTIALS.graphTenantId;
    const value = [
      { id, displayName: 'Harbor & Pine IT', verifiedDomains: [{ name: 'harborpine.example', isDefault: true }] },
    ];
    return c.json({ '@odata.context': contextOf(c, 'organization', null), value });
  });
  root.route('/v1.0', app);
  return root;
}
