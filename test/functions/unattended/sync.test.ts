/** The timer asks for a run of every connection; each message is one run of one connection. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConfigError, RefusedError, RemoteError } from '../../../src/errors.ts';
import { openApp, OTHER_COMPANY, type App } from '../app/open-app.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { RUN_QUEUE } from '../../../src/runtime/handlers.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { z } from 'zod';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  app.configure({ harborpine: {} });
  app.company.sandbox.clearFaults();
  app.company.sandbox.clearTraffic();
  app.log.length = 0;
});

const WITHOUT_SECRET = {
  directory: {
    kind: 'okta',
    orgUrl: 'https://pinecrest.okta.com',
    credential: { kind: 'api-token', token: { env: 'NOT_THERE' } },
  },
};

const runsOf = async (name: string) => (await app.storage()).archive.list(connectionName(name), { limit: 50 });
/** What was logged through the invocation, without the level. */
const logged = () =>
  app.log.map((line) =>
    z.looseObject({ message: z.string(), invocation: z.string() }).parse(JSON.parse(line.replace(/^\w+ /, ''))),
  );

describe('hourly-sync', () => {
  test('queues one message per connection, as the trigger decodes them', async () => {
    app.configure({ harborpine: {}, pinecrest: { mode: 'full' }, cascade: {} }, { spreadMinutes: 0 });

    await app.hourlySync();

    const queue = QueueServiceClient.fromConnectionString(app.azurite.connectionString).getQueueClient(RUN_QUEUE);
    const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
    const messages = receivedMessageItems.map((item) => Buffer.from(item.messageText, 'base64').toString('utf8'));
    const due = z.object({ by: z.literal('schedule'), due: z.iso.datetime() });
    const shape = z.strictObject({ version: z.literal(1), connection: z.string(), asked: due });
    expect(messages.map((text) => shape.parse(JSON.parse(text)).connection).toSorted()).toEqual([
      'cascade',
      'harborpine',
      'pinecrest',
    ]);
    expect(messages).toHaveLength(3);
    expect(logged()).toEqual([
      { level: 'info', message: 'runs queued', invocation: 'test-invocation', queued: 3, failed: 0 },
    ]);
  });

  test('shows the messages of many connections one after the other', async () => {
    app.configure({ harborpine: {}, pinecrest: {}, cascade: {} }, { spreadMinutes: 50 });
    const queue = QueueServiceClient.fromConnectionString(app.azurite.connectionString).getQueueClient(RUN_QUEUE);
    await queue.clearMessages();

    await app.hourlySync();

    expect((await queue.getProperties()).approximateMessagesCount).toBe(3);
    // Their places in fifty minutes are far from its beginning.
    expect((await queue.receiveMessages({ numberOfMessages: 32 })).receivedMessageItems).toEqual([]);
    await queue.clearMessages();
  });

  test('leaves a paused connection out and says so', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    app.configure({ harborpine: { paused: { why: 'The PSA is moved', until } }, pinecrest: {} });

    await app.hourlySync();

    expect(logged()).toMatchObject([
      { message: 'paused, so no run was asked for', connection: 'harborpine', scope: 'connection' },
      { message: 'runs queued', queued: 1 },
    ]);
    expect(app.log.join('\n')).not.toContain('The PSA is moved');
  });

  test('asks for nothing while the setting stops everything', async () => {
    vi.stubEnv('ROLLCALL_PAUSED', 'an incident');
    try {
      await app.hourlySync();
    } finally {
      vi.stubEnv('ROLLCALL_PAUSED', '');
    }

    expect(logged()).toMatchObject([
      { message: 'paused, so no run was asked for', scope: 'everything' },
      { message: 'runs queued', queued: 0 },
    ]);
  });

  test('queues the others when the secrets of one are not all there', async () => {
    app.configure({ harborpine: {}, pinecrest: WITHOUT_SECRET });

    await app.hourlySync();

    expect(logged()).toMatchObject([
      { level: 'error', message: 'connection cannot be used', connection: 'pinecrest', problems: 1 },
      { message: 'runs queued', queued: 1, failed: 0 },
    ]);
  });

  test('reads nothing but the configuration: the PSA and the directory are not asked', async () => {
    await app.hourlySync();

    expect(app.company.sandbox.traffic).toEqual([]);
  });

  test('fails with the reason when the queue is not there', async () => {
    app.configure(
      { harborpine: {}, pinecrest: {} },
      {
        storage: {
          kind: 'connection-string',
          connectionString: { env: 'SANDBOX_STORAGE_ELSEWHERE' },
        },
      },
    );
    const other = await startEmptyStorage();
    try {
      await expect(app.hourlySync()).rejects.toThrow(
        /^2 of 2 connections could not be queued\. Storage, queue "rollcall-runs": .*the queue.*check --prepare/s,
      );
      expect(logged()).toMatchObject([{ message: 'runs queued', queued: 0, failed: 2 }]);
    } finally {
      await other.stop();
    }
  });

  test('fails with the problems of a configuration that has no queue', async () => {
    app.configure({ harborpine: {} }, { storage: { kind: 'folder' } });

    await expect(app.hourlySync()).rejects.toThrow(ConfigError);
    await expect(app.hourlySync()).rejects.toThrow('storage.kind: A plain folder has no queue');
  });
});

describe('sync-connection', () => {
  test('does nothing while its connection is paused, and goes on by itself', async () => {
    const paused = (until: string) => ({ harborpine: { paused: { why: 'The PSA is moved', until } } });
    app.configure(paused(new Date(Date.now() + 3_600_000).toISOString()));
    await app.syncConnection({ version: 1, connection: 'harborpine' });

    expect(app.company.sandbox.traffic).toEqual([]);
    expect(logged()).toMatchObject([{ message: 'paused, so this was not done', scope: 'connection' }]);

    app.configure(paused('2026-01-01T00:00:00Z'));
    await app.syncConnection({ version: 1, connection: 'harborpine' });

    expect(app.company.sandbox.traffic).not.toEqual([]);
  });

  test('does the work of one connection while the secrets of another are not all there', async () => {
    app.configure({ harborpine: {}, pinecrest: WITHOUT_SECRET });

    await app.syncConnection({ version: 1, connection: 'harborpine' });
    await expect(app.syncConnection({ version: 1, connection: 'pinecrest' })).rejects.toThrow(
      /connections\[1\]\.directory\.credential\.token: Environment variable NOT_THERE is not set/,
    );

    expect((await runsOf('harborpine'))[0]).toMatchObject({ outcome: 'converged' });
  });

  test('comes back later when the host of the PSA has as many runs as it may', async () => {
    // Both connections are on this machine, which may have one run at a time.
    const host = { harborpine: {}, second: { psa: { ...OTHER_COMPANY, site: app.company.sandbox.urls.psa } } };
    app.configure(host, { runsPerPsaHost: 1 });
    vi.stubEnv('ROLLCALL_COME_BACK_SECONDS', '3600');
    const queue = QueueServiceClient.fromConnectionString(app.azurite.connectionString).getQueueClient(RUN_QUEUE);
    await queue.clearMessages();
    const place = await (await app.storage()).lock.acquire('psa-hosts/127.0.0.1/0');

    await app.syncConnection({ version: 1, connection: 'harborpine' });

    expect(app.company.sandbox.traffic).toEqual([]);
    expect((await queue.getProperties()).approximateMessagesCount).toBe(1);
    expect(logged()).toMatchObject([
      { message: 'the host of the PSA has as many runs as it may, so this comes back later', asked: 'schedule' },
    ]);

    await place?.release();
    await app.syncConnection({ version: 1, connection: 'harborpine' });

    expect(app.company.sandbox.traffic).not.toEqual([]);
    await queue.clearMessages();
    vi.stubEnv('ROLLCALL_COME_BACK_SECONDS', '');
  });

  test('plans and writes nothing in mode observe', async () => {
    app.company.hire('Observed');

    await app.syncConnection({ version: 1, connection: 'harborpine' });

    const [entry] = await runsOf('harborpine');
    expect(entry).toMatchObject({
      outcome: 'pending',
      applied: false,
      trigger: { kind: 'queue', by: 'sync-connection' },
      counts: { pending: 1, done: 0 },
    });
    expect(app.company.writes()).toEqual([]);
    expect(app.company.member('sobserved')).toBeUndefined();
  });

  test('writes what the guards pass in mode full, from a message that is text', async () => {
    app.configure({ harborpine: { mode: 'full' } });
    app.company.hire('Fuller');

    await app.syncConnection('{"version":1,"connection":"harborpine"}');

    const [entry] = await runsOf('harborpine');
    expect(entry).toMatchObject({ outcome: 'converged', applied: true, counts: { failed: 0, pending: 0 } });
    expect(app.company.member('sfuller')).toMatchObject({ inactiveFlag: false });
    expect(logged().at(-1)).toMatchObject({
      level: 'info',
      message: 'run finished',
      connection: 'harborpine',
      run: entry?.run,
      outcome: 'converged',
    });
  });

  test('does nothing when the same message comes again', async () => {
    app.configure({ harborpine: { mode: 'full' } });
    await app.syncConnection({ version: 1, connection: 'harborpine' });
    app.company.sandbox.clearTraffic();

    await app.syncConnection({ version: 1, connection: 'harborpine' });

    expect(app.company.writes()).toEqual([]);
    expect((await runsOf('harborpine'))[0]).toMatchObject({ outcome: 'converged', counts: { done: 0 } });
  });

  test('ends quietly while another run of the connection is under way', async () => {
    const before = await runsOf('harborpine');
    const lease = await (await app.storage()).lock.acquire('harborpine');

    await app.syncConnection({ version: 1, connection: 'harborpine' });

    await lease?.release();
    expect(lease).toBeDefined();
    expect(await runsOf('harborpine')).toEqual(before);
    expect(app.company.sandbox.traffic).toEqual([]);
    expect(logged().map((line) => line.message)).toEqual(['another run is under way']);
  });

  test('sends work anew that somebody waits for, so that a busy connection uses up none of its tries', async () => {
    const { connectionString } = app.azurite;
    const queue = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(RUN_QUEUE);
    await queue.clearMessages();
    vi.stubEnv('ROLLCALL_COME_BACK_SECONDS', '1');
    const asked = { by: 'event', at: new Date().toISOString() };
    const message = { version: 1, connection: 'harborpine', asked };
    const lease = await (await app.storage()).lock.acquire('harborpine');

    await app.syncConnection(message);

    await lease?.release();
    expect(lease).toBeDefined();
    expect((await queue.peekMessages()).peekedMessageItems).toEqual([]);
    const [sent, ...more] = await vi.waitFor(async () => {
      const { receivedMessageItems } = await queue.receiveMessages({ numberOfMessages: 32 });
      expect(receivedMessageItems).not.toEqual([]);
      return receivedMessageItems;
    }, 20_000);
    expect(JSON.parse(Buffer.from(sent?.messageText ?? '', 'base64').toString('utf8'))).toEqual(message);
    expect({ dequeueCount: sent?.dequeueCount, more }).toEqual({ dequeueCount: 1, more: [] });
  });

  test('leaves the report of a run that failed, logs it as an error, and asks the queue for no repetition', async () => {
    app.configure({ broken: { mode: 'full' } });
    app.company.sandbox.addFault({
      system: 'psa',
      path: /system\/members/,
      effect: { kind: 'answer', status: 403, body: '{}' },
      times: Infinity,
    });

    await app.syncConnection({ version: 1, connection: 'broken' });

    expect((await runsOf('broken'))[0]).toMatchObject({ applied: true });
    expect(['failed', 'frozen']).toContain((await runsOf('broken'))[0]?.outcome);
    expect(app.log.some((line) => line.startsWith('error {"level":"error","message":"run needs a look"'))).toBe(true);
    expect(app.company.writes()).toEqual([]);
  });

  test('keeps a message that somebody waits for until a run gets to see and to try all', async () => {
    app.configure({ cutoff: { mode: 'full' } });
    await app.syncConnection({ version: 1, connection: 'cutoff' });
    app.company.hire('Cutoff');
    const [before] = await runsOf('cutoff');
    const message = { version: 1, connection: 'cutoff', asked: { by: 'event', at: before?.startedAt } };
    app.company.sandbox.addFault({
      system: 'psa',
      path: /members\/count/,
      effect: { kind: 'answer', status: 503 },
      times: Infinity,
    });

    await expect(app.syncConnection(message)).rejects.toThrow(
      /could not read everything.*its message stays in the queue/,
    );
    app.company.sandbox.clearFaults();
    await app.syncConnection(message);

    expect((await runsOf('cutoff')).map(({ outcome, whole }) => [outcome, whole])).toEqual([
      ['converged', true],
      ['frozen', false],
      ['converged', true],
    ]);
    expect(app.company.member('scutoff')).toMatchObject({ inactiveFlag: false });
  });

  test.each([
    ['no JSON', 'hello', /A message in the queue of runs cannot be used: 5 characters that are not JSON\. .*NAME/],
    ['JSON of another shape', { hello: 1 }, /cannot be used: version: .*; connection: .*NAME/],
    ['nothing', null, /cannot be used: the whole: /],
    ['a path for a name', { version: 1, connection: '../harborpine' }, /cannot be used: connection: /],
    ['another version', { version: 2, connection: 'harborpine' }, /cannot be used: version: /],
  ])('refuses a message that is %s', async (_what, message, words) => {
    await expect(app.syncConnection(message)).rejects.toThrow(RemoteError);
    await expect(app.syncConnection(message)).rejects.toThrow(words);
    expect(app.company.sandbox.traffic).toEqual([]);
  });

  test('refuses a connection that the configuration does not have, and names those it has', async () => {
    const message = { version: 1, connection: 'nobody' };

    await expect(app.syncConnection(message)).rejects.toThrow(RefusedError);
    await expect(app.syncConnection(message)).rejects.toThrow('No connection is named "nobody". There is harborpine.');
  });

  test('fails with all problems of a configuration that is broken', async () => {
    app.write('{ "version": 2, "storage": {}, "connections": [] }');

    await expect(app.syncConnection({ version: 1, connection: 'harborpine' })).rejects.toThrow(
      /^The configuration has 3 problems:\n {2}version: .*\n {2}storage\.kind: .*\n {2}connections: /,
    );
  });
});

test('no log line holds a secret, a name or an address', async () => {
  app.company.hire('Quietly');
  await app.syncConnection({ version: 1, connection: 'harborpine' });

  const log = app.log.join('\n');

  expect(log).toContain('run finished');
  for (const word of [
    SANDBOX_CREDENTIALS.graphToken,
    SANDBOX_CREDENTIALS.psa.privateKey,
    'Quietly',
    'harborpine.example',
  ])
    expect(log).not.toContain(word);
});

/** A storage account in which nothing was prepared, named by SANDBOX_STORAGE_ELSEWHERE. */
async function startEmptyStorage() {
  const { startAzurite } = await import('../../../src/sandbox/azurite.ts');
  const azurite = await startAzurite();
  vi.stubEnv('SANDBOX_STORAGE_ELSEWHERE', azurite.connectionString);
  return azurite;
}
