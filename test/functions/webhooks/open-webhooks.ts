/** The webhooks as the host would call them, over Azurite: an Entra connection, an Okta connection, and one without events. */
import { answerOf, contextOf, requestOf, type Call, type Called } from '../app/call-function.ts';
import { HEADER, WEBHOOK_SECRETS } from './webhook-desk.ts';
import { onEntraNotifications, onOktaEvents } from '../../../src/runtime/handlers.ts';
import { SUBSCRIPTION, TENANT } from '../../adapters/entra/events/an-item.ts';
import { openApp } from '../app/open-app.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeEach, vi } from 'vitest';

export type Webhooks = Awaited<ReturnType<typeof openWebhooks>>;

/** For all tests of a file: opened at once, stopped after the last, the log empty before each. */
export async function webhooksOfFile(): Promise<Webhooks> {
  const webhooks = await openWebhooks();
  afterAll(async () => {
    await webhooks.app.stop();
  });
  beforeEach(() => {
    webhooks.log.length = 0;
  });
  return webhooks;
}

export async function openWebhooks() {
  const app = await openApp();
  for (const [name, value] of Object.entries(WEBHOOK_SECRETS)) vi.stubEnv(name, value);
  const { graph } = app.company.sandbox.urls;
  app.configure({
    harborpine: {
      directory: {
        kind: 'entra',
        tenantId: TENANT,
        graphUrl: graph,
        credential: { kind: 'fixed-token', token: { env: 'SANDBOX_GRAPH_TOKEN' } },
        events: {
          notificationUrl: 'https://app.example/api/webhooks/entra/harborpine',
          secrets: [{ env: 'ENTRA_STATE' }, { env: 'ENTRA_STATE_OLD' }],
        },
      },
    },
    pinecrest: {
      directory: {
        kind: 'okta',
        orgUrl: 'https://pinecrest.okta.com',
        credential: { kind: 'api-token', token: { env: 'SANDBOX_OKTA_TOKEN' } },
        events: { header: HEADER, secrets: [{ env: 'OKTA_HOOK' }, { env: 'OKTA_HOOK_OLD' }] },
      },
    },
    quiet: {},
  });
  const { store } = await app.storage();
  await store.write('harborpine/subscriptions.json', JSON.stringify(SUBSCRIPTIONS), {
    contentType: 'application/json',
    expect: 'any',
  });
  const log: string[] = [];
  const call = async (handler: typeof onOktaEvents, name: string, request: Call): Promise<Called> =>
    answerOf(await handler(requestOf(request), contextOf(name, log)));
  return {
    app,
    log,
    okta: async (request: Call) => call(onOktaEvents, 'okta-events', request),
    entra: async (request: Call) => call(onEntraNotifications, 'entra-notifications', request),
    waiting: async () => countWaiting(app.azurite.connectionString),
  };
}

const SUBSCRIPTIONS = {
  version: 1,
  subscriptions: [
    { id: SUBSCRIPTION, resource: 'users', expires: '2100-01-01T00:00:00.000Z', secretDigest: '0'.repeat(64) },
  ],
  problems: [],
  runOwed: false,
  checkedAt: '2026-11-23T10:00:00.000Z',
};

/** Messages in all queues of the account, those included that nobody gets to see yet. */
export async function countWaiting(connectionString: string): Promise<number> {
  const service = QueueServiceClient.fromConnectionString(connectionString);
  let count = 0;
  for await (const { name } of service.listQueues()) {
    const { approximateMessagesCount = 0 } = await service.getQueueClient(name).getProperties();
    count += approximateMessagesCount;
  }
  return count;
}
