/** The timer asks for a look at every connection's change subscriptions; each message is one look, and what it cannot put right is seen on the health page. */
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { connectionName } from '../../../src/domain/ids.ts';
import { RefusedError, RemoteError } from '../../../src/errors.ts';
import { RUN_QUEUE } from '../../../src/runtime/handlers.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { openWebhook, type Webhook } from '../../support/webhook.ts';
import { openApp, type App } from '../app/open-app.ts';

const NAME = connectionName('harborpine');
const SECRET = 'canary-client-state';

let app: App;
let webhook: Webhook;
beforeAll(async () => {
  app = await openApp();
  webhook = await openWebhook();
  vi.stubEnv('SANDBOX_CLIENT_STATE', SECRET);
});
afterAll(async () => {
  await webhook[Symbol.asyncDispose]();
  await app.stop();
});
beforeEach(() => {
  app.configure({ [NAME]: { directory: directory() } });
  app.company.sandbox.clearTraffic();
  app.company.sandbox.world.permissions.subscribeGroups = true;
  app.log.length = 0;
});

/** The company's Entra ID, with events. */
function directory() {
  return {
    kind: 'entra',
    tenantId: SANDBOX_CREDENTIALS.graphTenantId,
    graphUrl: app.company.sandbox.urls.graph,
    credential: { kind: 'fixed-token', token: { env: 'SANDBOX_GRAPH_TOKEN' } },
    events: { notificationUrl: webhook.url, secrets: [{ env: 'SANDBOX_CLIENT_STATE' }] },
  };
}
const message = { version: 1, connection: NAME };
const live = () => app.company.sandbox.graph.subscriptions().map(({ resource }) => resource);
const logged = () =>
  app.log.map((line) => z.looseObject({ message: z.string() }).parse(JSON.parse(line.replace(/^\w+ /, ''))));
const notices = async (connection: string) =>
  z
    .looseObject({ connections: z.array(z.looseObject({ connection: z.string(), notices: z.array(z.string()) })) })
    .parse((await app.health()).json())
    .connections.find((one) => one.connection === connection)?.notices;
const runsQueued = async (): Promise<number> => {
  const queue = QueueServiceClient.fromConnectionString(app.azurite.connectionString).getQueueClient(RUN_QUEUE);
  return (await queue.getProperties()).approximateMessagesCount ?? 0;
};

describe('renew-entra-subscriptions', () => {
  test('asks for a look at each connection that has events, and at no other', async () => {
    app.configure({ [NAME]: { directory: directory() }, pinecrest: {} });

    await app.renewSubscriptions();

    expect(logged()).toMatchObject([{ message: 'subscription looks queued', queued: 1, failed: 0 }]);
    expect(app.company.sandbox.traffic).toEqual([]);
  });

  test('does nothing where no connection has events', async () => {
    app.configure({ [NAME]: {} });

    await app.renewSubscriptions();

    expect(app.log).toEqual([]);
  });

  test('fails with the setting where there is no queue', async () => {
    app.configure({ [NAME]: { directory: directory() } }, { storage: { kind: 'folder' } });

    await expect(app.renewSubscriptions()).rejects.toThrow('storage.kind: A plain folder has no queue');
  });
});

describe('keep-entra-subscriptions', () => {
  test('makes what is missing, remembers it, and asks for a run; the next look by the clock does nothing', async () => {
    const before = await runsQueued();

    await app.keepSubscriptions(message);
    const first = logged().at(-1);
    const record = await (await app.storage()).subscriptions.read(NAME);
    app.company.sandbox.clearTraffic();
    await app.keepSubscriptions({ ...message, asked: { by: 'schedule' } });

    expect(live()).toEqual(['users', 'groups']);
    expect(first).toMatchObject({ message: 'subscriptions looked at', connection: NAME, created: 2, run: true });
    expect(record).toMatchObject({ problems: [], runOwed: false, subscriptions: [{}, {}] });
    expect(await runsQueued()).toBe(before + 1);
    expect(app.company.sandbox.traffic.map(({ method }) => method)).toEqual(['GET']);
    expect(app.log.join('\n')).not.toContain(SECRET);
  });

  test('leaves a connection without events alone', async () => {
    app.configure({ [NAME]: {} });

    await app.keepSubscriptions(message);

    expect(app.company.sandbox.traffic).toEqual([]);
    expect(logged().map((line) => line.message)).toEqual(['no subscriptions are configured']);
  });

  test.each([
    ['no JSON', 'hello'],
    ['another version', { ...message, version: 2 }],
    ['a path for a name', { version: 1, connection: '../harborpine' }],
    ['nothing', null],
  ])('refuses a message that is %s', async (_what, broken) => {
    await expect(app.keepSubscriptions(broken)).rejects.toThrow(RemoteError);
    expect(app.company.sandbox.traffic).toEqual([]);
  });

  test('refuses a connection that the configuration does not have', async () => {
    await expect(app.keepSubscriptions({ version: 1, connection: 'nobody' })).rejects.toThrow(RefusedError);
  });
});

describe('the health page', () => {
  test('says when nobody has looked yet, and nothing of connections without events', async () => {
    app.configure({ 'never-looked-at': { directory: directory() }, pinecrest: {} });

    expect(await notices('never-looked-at')).toEqual([
      expect.stringMatching(/^Nobody has looked at the change subscriptions yet/),
    ]);
    expect(await notices('pinecrest')).toEqual([]);
  });

  test('shows what keeps changes from being delivered, with what to grant, and is not red for it', async () => {
    const [lost] = app.company.sandbox.graph.subscriptions().filter(({ resource }) => resource === 'groups');
    if (lost !== undefined) app.company.sandbox.graph.loseSubscription(lost.id);
    app.company.sandbox.world.permissions.subscribeGroups = false;
    await app.keepSubscriptions(message);
    await app.syncConnection(message);

    const answer = await app.health();

    expect(answer.status).toBe(200);
    expect(await notices(NAME)).toEqual([
      expect.stringMatching(
        /^Changes to groups are not delivered: .*Grant the application permission Group\.Read\.All/,
      ),
    ]);
    expect(answer.bytes.toString()).not.toContain(SECRET);
  });

  test('says when the looks have stopped', async () => {
    const { subscriptions } = await app.storage();
    await subscriptions.write(NAME, {
      version: 1,
      subscriptions: [],
      problems: [],
      runOwed: false,
      checkedAt: '2026-01-01T00:00:00.000Z',
    });

    expect(await notices(NAME)).toEqual([expect.stringMatching(/were last looked at \d+ hours ago/)]);
  });

  test('says so when the record cannot be read, and goes on', async () => {
    await (
      await app.storage()
    ).store.write(`${NAME}/subscriptions.json`, '{', {
      contentType: 'application/json',
      expect: 'any',
    });

    expect(await notices(NAME)).toEqual([expect.stringMatching(/subscriptions\.json cannot be used/)]);
  });
});
