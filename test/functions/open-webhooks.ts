/** The webhooks as the host would call them, over Azurite: an Entra connection, an Okta connection, and one without events. */
import { answerOf, contextOf, requestOf, type Call, type Called } from './call-function.ts';
import { ENTRA_SECRETS, HEADER, OKTA_SECRETS } from './webhook-desk.ts';
import { onEntraNotifications, onOktaEvents } from '../../src/runtime/handlers.ts';
import { SUBSCRIPTION, TENANT } from '../adapters/entra/events/an-item.ts';
import { openApp } from './open-app.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { vi } from 'vitest';

export type Webhooks = Awaited<ReturnType<typeof openWebhooks>>;

export async function openWebhooks() {
  const app = await openApp();
  vi.stubEnv('OKTA_HOOK', OKTA_SECRETS[0]);
  vi.stubEnv('ENTRA_STATE', ENTRA_SECRETS[0]);
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
          secrets: [{ env: 'ENTRA_STATE' }],
        },
      },
    },
    pinecrest: {
      directory: {
        kind: 'okta',
        orgUrl: 'https://pinecrest.okta.com',
        credential: { kind: 'api-token', token: { env: 'SANDBOX_OKTA_TOKEN' } },
        events: { header: HEADER, secrets: [{ env: 'OKTA_HOOK' }] },
      },
    },
    quiet: {},
  });
  const { store } = await app.storage();
  await store.write('harborpine/subscriptions.json', JSON.stringify({ subscriptions: [{ id: SUBSCRIPTION }] }), {
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
