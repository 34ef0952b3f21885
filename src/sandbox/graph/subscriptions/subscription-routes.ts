/** Graph's subscriptions: listed, made after the address was tried, renewed, removed. */
import type { Context, Hono } from 'hono';
import { SANDBOX_CREDENTIALS } from '../../context.ts';
import type { GraphDouble } from '../page.ts';
import { contextOf } from '../page.ts';
import { assertOptions } from '../query/query.ts';
import { readJson } from '../read-json.ts';
import { badRequest, denied, refusal } from '../refusal.ts';
import { readRenewal, readSubscription } from './subscription-request.ts';
import type { GraphSubscription, SubscribedTo } from './subscription-store.ts';
import { validateUrl } from './validate-url.ts';

/** Of one application in one tenant. */
const MOST_SUBSCRIPTIONS = 100;
const PAGE = 20;

export function addSubscriptionRoutes(app: Hono, graph: GraphDouble): void {
  const { subscriptions, sandbox } = graph;
  const { world, quirks, now } = sandbox;

  const assertRight = (resource: SubscribedTo): void => {
    const { readUsers, subscribeGroups } = world.permissions;
    if (!(resource === 'users' ? readUsers : subscribeGroups)) throw denied();
  };
  const wanted = (id: string): GraphSubscription => {
    const found = subscriptions.find(id);
    if (found === undefined) throw refusal(404, 'ResourceNotFound', 'The object was not found.');
    return found;
  };
  const answerOne = (c: Context, one: GraphSubscription, status: 200 | 201): Response =>
    c.json({ '@odata.context': contextOf(c, 'subscriptions/$entity', null), ...shown(one) }, status);

  app.get('/subscriptions', (c) => {
    assertOptions(c, ['$skiptoken']);
    const token = c.req.query('$skiptoken') ?? '0';
    if (!/^\d{1,6}$/.test(token)) throw badRequest('The skip token is not valid.');
    const all = subscriptions.live();
    const end = Number(token) + PAGE;
    const next = `${new URL(c.req.url).origin}/v1.0/subscriptions?$skiptoken=${end}`;
    return c.json({
      '@odata.context': contextOf(c, 'subscriptions', null),
      ...(end < all.length ? { '@odata.nextLink': next } : {}),
      value: all.slice(Number(token), end).map(shown),
    });
  });

  app.post('/subscriptions', async (c) => {
    const asked = readSubscription(await readJson(c), now());
    assertRight(asked.resource);
    const all = subscriptions.live();
    if (all.length >= MOST_SUBSCRIPTIONS)
      throw refusal(403, 'Forbidden', `The application has reached its limit of ${MOST_SUBSCRIPTIONS} subscriptions.`);
    const twin = all.find((one) => one.resource === asked.resource && sortedTypes(one) === sortedTypes(asked));
    if (twin !== undefined && quirks.duplicateSubscription === 'conflict')
      throw refusal(409, 'Conflict', `Subscription Id ${twin.id} already exists for the requested combination`);
    const urls = new Set([asked.notificationUrl, asked.lifecycleNotificationUrl ?? asked.notificationUrl]);
    for (const url of urls)
      await validateUrl(url, quirks.webhookLimitsMs, `validation ${asked.resource} ${all.length} ${url}`);
    return answerOne(c, subscriptions.add(asked), 201);
  });

  app.get('/subscriptions/:id', (c) => answerOne(c, wanted(c.req.param('id')), 200));

  app.patch('/subscriptions/:id', async (c) => {
    const { id, resource } = wanted(c.req.param('id'));
    assertRight(resource);
    subscriptions.renew(id, readRenewal(await readJson(c), now()));
    return answerOne(c, wanted(id), 200);
  });

  app.delete('/subscriptions/:id', (c) => {
    const { id, resource } = wanted(c.req.param('id'));
    assertRight(resource);
    subscriptions.remove(id);
    return c.body(null, 204);
  });
}

/** Whatever Graph knows of one, the secret included. */
function shown(one: GraphSubscription): object {
  return {
    ...one,
    applicationId: SANDBOX_CREDENTIALS.graphApplicationId,
    creatorId: SANDBOX_CREDENTIALS.graphApplicationId,
    includeResourceData: null,
    encryptionCertificate: null,
    encryptionCertificateId: null,
    latestSupportedTlsVersion: 'v1_2',
    notificationQueryOptions: null,
    notificationUrlAppId: null,
  };
}

function sortedTypes({ changeType }: Pick<GraphSubscription, 'changeType'>): string {
  return changeType.split(',').toSorted().join();
}
