/** An Okta org for tests and the demo: users, groups and the System Log to read, under an API token or a service app's access token. */
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { SandboxContext } from '../context.ts';
import { createCursors } from '../cursors.ts';
import { createOktaAccess } from './access.ts';
import { addGroupRoutes } from './group-routes.ts';
import type { LogEntry } from './events/log-entry.ts';
import { addLogRoutes } from './events/log-routes.ts';
import type { OktaDouble } from './page.ts';
import { errorBody, notFound } from './refusal.ts';
import { addTokenEndpoint } from './token-endpoint.ts';
import { addUserRoutes } from './user-routes.ts';

const REQUESTS_PER_MINUTE = 2000;

/** Everything but the token endpoint is under `/api/v1`. The rate limit is shown, not kept: a fault plays the throttling. */
export function createOktaDouble(context: SandboxContext, log: readonly LogEntry[]): Hono {
  const root = new Hono();
  const app = new Hono();
  const access = createOktaAccess(context);
  const okta: OktaDouble = {
    sandbox: context,
    access,
    people: createCursors('okta people'),
    groups: createCursors('okta groups'),
    entries: createCursors('okta log'),
    log,
  };
  let minute = 0;
  let used = 0;
  let refused = 0;

  root.use(async (c, next) => {
    const now = context.now();
    const current = Math.floor(now.getTime() / 60_000);
    used = current === minute ? used + 1 : 1;
    minute = current;
    c.header('Date', now.toUTCString());
    c.header('X-Rate-Limit-Limit', String(REQUESTS_PER_MINUTE));
    c.header('X-Rate-Limit-Remaining', String(Math.max(1, REQUESTS_PER_MINUTE - used)));
    c.header('X-Rate-Limit-Reset', String((minute + 1) * 60));
    await next();
  });
  root.onError((error, c) => {
    if (!(error instanceof HTTPException)) throw error;
    refused += 1;
    return c.json(errorBody(error, `sandboxError${String(refused).padStart(6, '0')}`), error.status);
  });
  root.notFound((c) => {
    throw notFound(new URL(c.req.url).pathname, 'Endpoint');
  });

  addTokenEndpoint(root, context, access);
  app.use(async (c, next) => {
    access.identify(c);
    await next();
  });
  addUserRoutes(app, okta);
  addGroupRoutes(app, okta);
  addLogRoutes(app, okta);
  root.route('/api/v1', app);
  return root;
}
