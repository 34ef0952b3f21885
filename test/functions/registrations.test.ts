/** What the function app registers, seen from the host's side of the library, and what a start of it costs. */
import { describe, expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { RUN_LIMIT_MS } from '../../src/runtime/work/run-limit.ts';
import {
  APPROVALS_QUEUE,
  PERSON_QUEUE,
  RUN_QUEUE,
  SLOW_QUEUE,
  SUBSCRIPTIONS_QUEUE,
} from '../../src/runtime/handlers.ts';
import { WORK_QUEUES } from '../../src/adapters/azure/queue/queue-names.ts';
import { z } from 'zod';

const FUNCTIONS = new URL('../../functions/', import.meta.url);
const LOADER = fileURLToPath(new URL('./app/load-registrations.ts', import.meta.url));
const files = readdirSync(FUNCTIONS);

const outputShape = z.object({
  registrations: z.array(
    z.object({
      name: z.string(),
      handler: z.string(),
      bindings: z.record(z.string(), z.looseObject({ type: z.string(), direction: z.string() })),
    }),
  ),
  loaded: z.array(z.string()),
});

async function load(paths: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [LOADER, ...paths.map((path) => new URL(path, FUNCTIONS).href)],
    { env: { PATH: process.env['PATH'], NODE_NO_WARNINGS: '1', ...env } },
  );
  return { ...outputShape.parse(JSON.parse(stdout)), stderr };
}

describe('each file registers one function of its own name', () => {
  test.each(files)('%s', async (file) => {
    const { registrations } = await load([file]);

    expect(registrations.map((one) => `${one.name}.ts`)).toEqual([file]);
  });
});

test('the triggers are these', async () => {
  const { registrations } = await load(files);
  const triggers = Object.fromEntries(
    registrations.map(({ name, bindings }) => [
      name,
      Object.values(bindings).find((binding) => binding.direction === 'in'),
    ]),
  );

  expect(triggers).toEqual({
    'hourly-sync': expect.objectContaining({ type: 'timerTrigger', schedule: '%SYNC_SCHEDULE%' }) as unknown,
    'sync-connection': expect.objectContaining({
      type: 'queueTrigger',
      queueName: WORK_QUEUES.run,
      connection: 'AzureWebJobsStorage',
    }) as unknown,
    reports: expect.objectContaining({
      type: 'httpTrigger',
      route: 'connections/{connection}/runs/{run?}/{file?}',
      methods: ['GET'],
      authLevel: 'function',
    }) as unknown,
    exports: expect.objectContaining({
      type: 'httpTrigger',
      route: 'connections/{connection}/reports',
      methods: ['GET'],
      authLevel: 'function',
    }) as unknown,
    dashboard: expect.objectContaining({
      type: 'httpTrigger',
      route: 'app/{*page}',
      methods: ['GET', 'POST'],
      authLevel: 'function',
    }) as unknown,
    health: expect.objectContaining({
      type: 'httpTrigger',
      route: 'health',
      methods: ['GET'],
      authLevel: 'function',
    }) as unknown,
    'renew-entra-subscriptions': expect.objectContaining({
      type: 'timerTrigger',
      schedule: '%SUBSCRIPTION_SCHEDULE%',
    }) as unknown,
    approvals: expect.objectContaining({
      type: 'httpTrigger',
      route: 'connections/{connection}/approvals',
      methods: ['GET', 'POST'],
      authLevel: 'function',
    }) as unknown,
    'carry-out-approval': expect.objectContaining({
      type: 'queueTrigger',
      queueName: WORK_QUEUES.approval,
      connection: 'AzureWebJobsStorage',
    }) as unknown,
    'keep-entra-subscriptions': expect.objectContaining({
      type: 'queueTrigger',
      queueName: WORK_QUEUES.subscriptions,
      connection: 'AzureWebJobsStorage',
    }) as unknown,
    'send-messages': expect.objectContaining({
      type: 'timerTrigger',
      schedule: '%MESSAGES_SCHEDULE%',
    }) as unknown,
    'sync-person': expect.objectContaining({
      type: 'queueTrigger',
      queueName: WORK_QUEUES.person,
      connection: 'AzureWebJobsStorage',
    }) as unknown,
    'sync-slow-connection': expect.objectContaining({
      type: 'queueTrigger',
      queueName: WORK_QUEUES.slow,
      connection: 'AzureWebJobsStorage',
    }) as unknown,
    'start-run': expect.objectContaining({
      type: 'httpTrigger',
      route: 'connections/{connection}/runs',
      methods: ['POST'],
      authLevel: 'function',
    }) as unknown,
    'start-person-sync': expect.objectContaining({
      type: 'httpTrigger',
      route: 'connections/{connection}/people/{person}/sync',
      methods: ['POST'],
      authLevel: 'function',
    }) as unknown,
    'okta-events': expect.objectContaining({
      type: 'httpTrigger',
      route: 'webhooks/okta/{connection}',
      methods: ['GET', 'POST'],
      authLevel: 'anonymous',
    }) as unknown,
    'entra-notifications': expect.objectContaining({
      type: 'httpTrigger',
      route: 'webhooks/entra/{connection}',
      methods: ['POST'],
      authLevel: 'anonymous',
    }) as unknown,
    // Azure calls the one of this name, and no other.
    warmup: expect.objectContaining({ type: 'warmupTrigger' }) as unknown,
  });
});

test('each name has its own handler', async () => {
  const { registrations } = await load(files);

  expect(Object.fromEntries(registrations.map(({ name, handler }) => [name, handler]))).toEqual({
    'hourly-sync': 'onHourlySync',
    'sync-connection': 'onSyncConnection',
    reports: 'onReports',
    exports: 'onExports',
    dashboard: 'onDashboard',
    health: 'onHealth',
    'renew-entra-subscriptions': 'onRenewEntraSubscriptions',
    'keep-entra-subscriptions': 'onKeepEntraSubscriptions',
    'send-messages': 'onSendMessages',
    'carry-out-approval': 'onCarryOutApproval',
    approvals: 'onApprovals',
    'sync-person': 'onSyncPerson',
    'sync-slow-connection': 'onSyncSlowConnection',
    'start-run': 'onStartRun',
    'start-person-sync': 'onStartPersonSync',
    'okta-events': 'onOktaEvents',
    'entra-notifications': 'onEntraNotifications',
    warmup: 'onWarmup',
  });
});

test('the schedule is not run at every start, and no binding writes anywhere but to the caller', async () => {
  const { registrations } = await load(files);
  const bindings = registrations.flatMap((one) => Object.values(one.bindings));

  expect(bindings.filter((binding) => binding['runOnStartup'] === true)).toEqual([]);
  expect(new Set(bindings.filter((binding) => binding.direction === 'out').map((binding) => binding.type))).toEqual(
    new Set(['http']),
  );
});

test('work is sent to the queues to which the functions listen', () => {
  expect({
    run: RUN_QUEUE,
    person: PERSON_QUEUE,
    slow: SLOW_QUEUE,
    subscriptions: SUBSCRIPTIONS_QUEUE,
    approval: APPROVALS_QUEUE,
  }).toEqual(WORK_QUEUES);
});

describe('the pages ask for the function key', () => {
  const SIGN_IN = { ROLLCALL_SIGN_IN: 'required', WEBSITE_AUTH_ENABLED: 'True' };

  test.each([
    ['without sign-in', {}, 'function'],
    ['where the platform does not say that it signs people in', { ROLLCALL_SIGN_IN: 'required' }, 'function'],
    ['where it says that it does not', { ...SIGN_IN, WEBSITE_AUTH_ENABLED: 'False' }, 'function'],
    ['where the roles are not asked for', { ...SIGN_IN, ROLLCALL_SIGN_IN: '' }, 'function'],
    ['and for none where somebody has to have signed in and to have a role', SIGN_IN, 'anonymous'],
  ])('%s', async (_when, env, authLevel) => {
    const { registrations } = await load(['dashboard.ts', 'reports.ts'], env);

    expect(
      registrations.map(({ name, bindings }) => [
        name,
        ...Object.values(bindings).flatMap((one) => one['authLevel'] ?? []),
      ]),
    ).toEqual([
      ['dashboard', authLevel],
      ['reports', 'function'],
    ]);
  });
});

describe('a start', () => {
  const NEVER = [
    '@okta',
    '@microsoft',
    '@azure/storage-',
    '@azure/identity',
    'axios',
    'zod',
    'commander',
    'hono',
    'echarts',
  ];

  test('loads the library, the registrations and their handlers, and nothing else', async () => {
    const { loaded } = await load(files);

    const own = loaded.filter((url) => url.startsWith('file:') && !/node_modules|\/test\//.test(url));
    const packages = loaded.filter((url) => url.includes('node_modules'));

    expect(own.map((url) => url.replace(/^.*?(functions\/|src\/)/, '$1')).toSorted()).toEqual([
      ...files.map((file) => `functions/${file}`),
      'src/config/environment.ts',
      'src/runtime/handlers.ts',
    ]);
    expect(packages.length).toBeGreaterThan(0);
    expect(packages.filter((url) => NEVER.some((name) => url.includes(`node_modules/${name}`)))).toEqual([]);
  });

  test.each([
    ['no configuration', {}],
    ['a configuration that is not there', { ROLLCALL_CONFIG: '/nowhere/rollcall.json' }],
    ['a configuration that is no JSON', { ROLLCALL_CONFIG: LOADER }],
  ])('succeeds with %s', async (_what, env) => {
    const { registrations, stderr } = await load(files, env);

    expect(registrations).toHaveLength(files.length);
    expect(stderr).toBe('');
  });
});

describe('host.json', () => {
  const host = z
    .object({
      functionTimeout: z.string().regex(/^\d\d:\d\d:\d\d$/),
      extensions: z.object({
        http: z.object({ routePrefix: z.string() }),
        queues: z.object({
          batchSize: z.int(),
          newBatchThreshold: z.int(),
          maxDequeueCount: z.int(),
          visibilityTimeout: z.string(),
          messageEncoding: z.string(),
        }),
      }),
    })
    .parse(JSON.parse(readFileSync(new URL('../../host.json', import.meta.url), 'utf8')));

  test('stops a function two minutes after a run stops by itself, so that its report is written', () => {
    const [hours = 0, minutes = 0, seconds = 0] = host.functionTimeout.split(':').map(Number);

    expect(((hours * 60 + minutes) * 60 + seconds) * 1000 - 2 * 60_000).toBe(RUN_LIMIT_MS);
  });

  test('has each instance run one connection at a time, tries again a few times, and decodes what is sent', () => {
    const { queues, http } = host.extensions;

    expect(queues).toMatchObject({ batchSize: 1, newBatchThreshold: 0, messageEncoding: 'base64' });
    expect(queues.maxDequeueCount).toBeGreaterThan(1);
    expect(queues.maxDequeueCount).toBeLessThanOrEqual(5);
    // Long enough for the lock of an instance that died to run out.
    expect(queues.visibilityTimeout >= '00:01:00').toBe(true);
    expect(http.routePrefix).toBe('api');
  });
});
