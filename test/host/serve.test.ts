/** The functions of the project, hosted by `rollcall serve` as an administrator would: from the timer to the report, with a sandbox company and Azurite. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { SMALL_COMPANY, startSmallCompany, withConnections, type SmallCompany } from '../support/small-company.ts';
import { startAzurite, type Azurite } from '../../src/sandbox/azurite.ts';
import { QUIET_TIMERS, startServeApp, type ServeApp } from '../support/served/serve-app.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import { tmpdir } from 'node:os';
import { z } from 'zod';

let company: SmallCompany;
let azurite: Azurite;
let app: ServeApp;
let folder: string;

beforeAll(async () => {
  [company, azurite] = await Promise.all([startSmallCompany(), startAzurite()]);
  folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
  const place = join(folder, 'rollcall.json');
  const { text, env } = sandboxConnectionFile(company.sandbox, {
    directory: 'entra',
    storage: { kind: 'connection-string', connectionString: { env: 'AzureWebJobsStorage' } },
    ...SMALL_COMPANY,
    env: {
      AzureWebJobsStorage: azurite.connectionString,
      ROLLCALL_CONFIG: place,
      ...QUIET_TIMERS,
    },
  });
  writeFileSync(place, withConnections(text, { harborpine: {} }));
  app = await startServeApp({ env });
});
afterAll(async () => {
  await app.kill();
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([company.sandbox.stop(), azurite.stop()]);
});

const http = (name: string, methods: readonly string[], route: string, authLevel: 'function' | 'anonymous') => ({
  kind: 'http',
  name,
  methods,
  url: `${app.url}/api/${route}`,
  authLevel,
});
const timer = (name: string) => ({
  kind: 'timer',
  name,
  schedule: '0 0 0 1 1 *',
  next: expect.stringMatching(/^\d{4}-01-01T00:00:00\.000Z$/) as unknown,
  runUrl: `${app.url}/admin/functions/${name}`,
});
const queue = (name: string, of: string) => ({
  kind: 'queue',
  name,
  queue: of,
  connection: 'AzureWebJobsStorage',
  runUrl: `${app.url}/admin/functions/${name}`,
});

test('hosts every function of functions/, each with its trigger', () => {
  expect(app.functions).toEqual([
    http('approvals', ['GET', 'POST'], 'connections/{connection}/approvals', 'function'),
    queue('carry-out-approval', 'rollcall-approvals'),
    http('dashboard', ['GET', 'POST'], 'app/{*page}', 'function'),
    http('entra-notifications', ['POST'], 'webhooks/entra/{connection}', 'anonymous'),
    http('exports', ['GET'], 'connections/{connection}/reports', 'function'),
    http('health', ['GET'], 'health', 'function'),
    timer('hourly-sync'),
    queue('keep-entra-subscriptions', 'rollcall-subscriptions'),
    http('okta-events', ['GET', 'POST'], 'webhooks/okta/{connection}', 'anonymous'),
    timer('renew-entra-subscriptions'),
    http('reports', ['GET'], 'connections/{connection}/runs/{run?}/{file?}', 'function'),
    timer('send-messages'),
    http('start-person-sync', ['POST'], 'connections/{connection}/people/{person}/sync', 'function'),
    http('start-run', ['POST'], 'connections/{connection}/runs', 'function'),
    queue('sync-connection', 'rollcall-runs'),
    queue('sync-person', 'rollcall-people'),
    queue('sync-slow-connection', 'rollcall-slow-runs'),
    { kind: 'warmup', name: 'warmup' },
  ]);
});

describe('health', () => {
  test.each([
    ['without a key', {}],
    ['with a wrong key', { 'x-functions-key': 'the-function-kex' }],
    ['with an empty key', { 'x-functions-key': '' }],
  ])('%s is 401, and empty', async (_what, headers) => {
    const answer = await fetch(`${app.url}/api/health`, { headers });

    expect([answer.status, await answer.text()]).toEqual([401, '']);
  });

  test('with the key is red before the first run', async () => {
    const answer = await app.call('/api/health');

    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: 'red', connections: [{ connection: 'harborpine' }] });
  });
});

describe('an hour', () => {
  const runSchema = z.object({ connection: z.string(), run: z.string(), files: z.array(z.string()) });
  let latest: z.infer<typeof runSchema>;

  test('asked for by hand goes from the timer through the queue to a run', async () => {
    const asked = await app.runByHand('hourly-sync');

    expect([asked.status, await asked.text()]).toEqual([202, '']);
    const done = await app.logged(
      (line) =>
        line.message.startsWith('invocation') && line['function'] === 'sync-connection' && line['ms'] !== undefined,
    );
    expect(done.message).toBe('invocation succeeded');
  });

  test('left nothing in the queue', async () => {
    const queue = QueueServiceClient.fromConnectionString(azurite.connectionString).getQueueClient('rollcall-runs');
    // Removed after the run, and the removal is what the host waits for at a stop, so it is looked for until it shows.
    await expect.poll(async () => (await queue.getProperties()).approximateMessagesCount).toBe(0);
  });

  test('can be read as its latest run', async () => {
    const answer = await app.call('/api/connections/harborpine/runs/latest');

    expect(answer.status).toBe(200);
    latest = runSchema.parse(await answer.json());
    expect(latest.connection).toBe('harborpine');
  });

  test('has its report streamed, with the headers of the function', async () => {
    const answer = await app.call(`/api/connections/harborpine/runs/${latest.run}/report.json`);

    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/json/);
    expect(answer.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(await answer.json()).toMatchObject({ run: latest.run, outcome: 'converged' });
  });

  test('turns health green', async () => {
    expect((await app.call('/api/health')).status).toBe(200);
  });

  test('is told in words when what is asked for is not there', async () => {
    const answer = await app.call('/api/connections/nobody/runs');

    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({
      status: 404,
      detail: 'No connection is named "nobody". There is harborpine.',
    });
  });

  test('was logged with the function and its invocation, and without a key', () => {
    const own = app.log.filter((line) => line['function'] === 'hourly-sync');

    expect(own.map((line) => line.message)).toEqual([
      'invocation started',
      expect.stringContaining('"message":"runs queued"') as unknown,
      'invocation succeeded',
    ]);
    expect(new Set(own.map((line) => line['invocation'])).size).toBe(1);
    expect(JSON.stringify(app.log)).not.toContain(app.keys.function);
    expect(JSON.stringify(app.log)).not.toContain(app.keys.master);
  });
});

test('a stop ends it in order', async () => {
  expect(await app.stop('SIGINT')).toBe(0);
  expect(app.log.at(-1)?.message).toBe('stopped');
});
