/** The ConnectWise PSA double: company discovery beside a versioned API that refuses what the real one refuses. */
import { Hono } from 'hono';
import type { SandboxContext } from '../context.ts';
import { SANDBOX_CREDENTIALS } from '../context.ts';
import { sayNo } from './lists/answer-list.ts';
import { mountMembers } from './members/members.ts';
import { mountReferences } from './lists/references.ts';
import { notFound, refuse } from './refusal.ts';
import { API_VERSION, requestGate } from './request-gate.ts';
import { mountSystemInfo } from './system-info.ts';
import { mountWork } from './work/mount-work.ts';

/** A cloud changes it with an upgrade; the sandbox knows one, and every other is not found. */
const CODEBASE = 'v4_6_release/';

export function createConnectWiseDouble(context: SandboxContext): Hono {
  const app = new Hono();
  app.notFound((c) => sayNo(c, notFound(`${c.req.method} ${c.req.path} is`)));
  // A bug of the double is shown to whoever sees the answer, in place of a word on the console.
  app.onError((error, c) => sayNo(c, refuse(500, 'SandboxDefect', error.stack ?? error.message)));

  app.get('/login/companyinfo/:companyId', (c) => {
    const { companyId } = SANDBOX_CREDENTIALS.psa;
    if (c.req.param('companyId').toLowerCase() !== companyId) return c.json(null);
    return c.json({
      CompanyName: 'Harbor Pine',
      CompanyID: companyId,
      Codebase: CODEBASE,
      VersionCode: `v${API_VERSION}`,
      VersionNumber: `v4.6.${API_VERSION}`,
      SiteUrl: new URL(c.req.url).host,
      IsCloud: true,
    });
  });

  const api = new Hono();
  api.use(requestGate(context));
  mountReferences(api, context);
  mountSystemInfo(api, context);
  mountMembers(api, context);
  mountWork(api, context);
  app.route(`/${CODEBASE}apis/3.0`, api);
  return app;
}
