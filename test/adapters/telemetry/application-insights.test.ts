/** A run told to Application Insights, over real HTTPS: what its ingestion is sent, who lets it in, and that what it does not take is noticed. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startScripted, type Line, type ScriptedServer, type Seen } from '../http/scripted-server.ts';
import { aToldRun } from './a-told-run.ts';
import type { ApplicationInsightsOptions } from '../../../src/adapters/telemetry/application-insights.ts';
import { createTelemetry } from '../../../src/adapters/telemetry/telemetry.ts';
import { SELF_SIGNED } from '../http/self-signed.ts';
import { z } from 'zod';

const KEY = '11111111-2222-4333-8444-555555555555';
const TAKEN: Line = { status: 200, body: '{"itemsReceived":1,"itemsAccepted":1,"errors":[]}' };

const servers: ScriptedServer[] = [];
async function ingestion(...script: [Line, ...Line[]]): Promise<ScriptedServer> {
  const server = await startScripted(script, SELF_SIGNED);
  servers.push(server);
  return server;
}
async function tell(
  server: Pick<ScriptedServer, 'url'>,
  differences: Partial<ApplicationInsightsOptions> = {},
  over = new Promise<void>(() => undefined),
) {
  const connectionString = `InstrumentationKey=${KEY};IngestionEndpoint=${server.url}/`;
  const options = { kind: 'application-insights', connectionString, identity: null, ...differences } as const;
  return await createTelemetry({ receivers: [options], limitMs: 5000, delay: () => over }).send(aToldRun());
}

beforeEach(() => {
  // The exporter speaks TLS only, and nobody trusts the certificate.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  vi.stubEnv('APPLICATION_INSIGHTS_NO_STATSBEAT', 'true');
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const envelopeSchema = z.object({
  iKey: z.string(),
  tags: z.record(z.string(), z.string()),
  data: z.object({
    baseType: z.string(),
    baseData: z.looseObject({
      name: z.string().optional(),
      duration: z.string().optional(),
      success: z.boolean().optional(),
      properties: z.record(z.string(), z.string()).optional(),
      metrics: z.array(z.looseObject({ name: z.string(), value: z.number() })).optional(),
    }),
  }),
});
function envelopesIn(seen: readonly Seen[]) {
  return seen.flatMap(({ body }) => z.array(envelopeSchema).parse(JSON.parse(body)));
}

describe('what is taken in', () => {
  test('is every span as a dependency, of one operation', async () => {
    const server = await ingestion(TAKEN);

    expect(await tell(server)).toEqual([]);

    const spans = envelopesIn(server.seen).filter(({ data }) => data.baseType === 'RemoteDependencyData');
    expect(spans.map(({ data: { baseData } }) => [baseData.name, baseData.success, baseData.duration])).toEqual([
      ['rollcall.run', true, '00:00:01.0005'],
      ['rollcall.read', true, expect.any(String)],
      ['rollcall.execute', true, expect.any(String)],
      ['rollcall.read-psa', true, expect.any(String)],
      ['rollcall.write', true, '00:00:00.150'],
      ['rollcall.write', false, '00:00:00.250'],
    ]);
    expect(spans[0]?.data.baseData.properties).toMatchObject({
      'rollcall.connection': 'harborpine',
      'rollcall.outcome': 'failed',
      'rollcall.applied': 'true',
    });
    expect(new Set(spans.map(({ tags }) => tags['ai.operation.id'])).size).toBe(1);
    expect(spans[0]?.tags).toMatchObject({ 'ai.cloud.role': 'rollcall' });
    expect(new Set(envelopesIn(server.seen).map(({ iKey }) => iKey))).toEqual(new Set([KEY]));
  });

  test('is every measurement as a metric', async () => {
    const server = await ingestion(TAKEN);

    await tell(server);

    const metrics = envelopesIn(server.seen)
      .filter(({ data }) => data.baseType === 'MetricData')
      .flatMap(({ data: { baseData } }) =>
        (baseData.metrics ?? []).map(({ name, value }) => [
          name,
          value,
          baseData.properties?.['rollcall.outcome'] ?? null,
        ]),
      );
    expect(metrics.filter(([name]) => name !== '_OTELRESOURCE_')).toEqual([
      ['rollcall.throttled', 2, null],
      ['rollcall.seats.used', 39, null],
      ['rollcall.run.lateness', 12.5, null],
      ['rollcall.actions', 1, 'done'],
      ['rollcall.actions', 1, 'refused'],
    ]);
  });
});

describe('who lets it in', () => {
  test('is the key alone, where no identity is asked for', async () => {
    const server = await ingestion(TAKEN);

    await tell(server);

    expect(server.seen.map(({ headers }) => headers['authorization'])).toEqual([undefined, undefined]);
  });

  test('is the managed identity that is named, with a token of its own', async () => {
    const identities = await startScripted([
      {
        status: 200,
        body: JSON.stringify({
          access_token: 'a-token',
          expires_on: String(Math.floor(Date.parse('2099-01-01T00:00:00Z') / 1000)),
          resource: 'https://monitor.azure.com/',
          token_type: 'Bearer',
          client_id: 'an-identity',
        }),
      },
    ]);
    servers.push(identities);
    vi.stubEnv('IDENTITY_ENDPOINT', `${identities.url}/msi/token`);
    vi.stubEnv('IDENTITY_HEADER', 'a-header-of-the-platform');
    const server = await ingestion(TAKEN);

    const lost = await tell(server, { identity: { clientId: 'an-identity' } });

    expect(lost).toEqual([]);
    expect(server.seen.map(({ headers }) => headers['authorization'])).toEqual(['Bearer a-token', 'Bearer a-token']);
    expect(identities.seen[0]?.url).toContain('client_id=an-identity');
    expect(identities.seen[0]?.url).toContain(encodeURIComponent('https://monitor.azure.com'));
  });
});

describe('what is not taken in', () => {
  const lostBoth = (because: string) => [
    { receiver: 'application-insights', signal: 'traces', because },
    { receiver: 'application-insights', signal: 'metrics', because },
  ];
  const AT_ONCE = { 'retry-after-ms': '0' };

  test.each<[string, Line]>([
    ['status 400', { status: 400, body: 'Invalid instrumentation key' }],
    ['status 401', { status: 401 }],
    ['status 402', { status: 402 }],
    ['status 403', { status: 403, body: '{"message":"Bearer a-token is not allowed"}' }],
    ['status 429', { status: 429, headers: AT_ONCE }],
    ['status 500', { status: 500, headers: AT_ONCE }],
    ['status 503', { status: 503, headers: AT_ONCE }],
    [
      'status 206',
      {
        status: 206,
        body: '{"itemsReceived":2,"itemsAccepted":1,"errors":[{"index":0,"statusCode":500,"message":"busy"}]}',
      },
    ],
  ])('is told by its %s, whatever the exporter makes of it', async (because, line) => {
    expect(await tell(await ingestion(line))).toEqual(lostBoth(because));
  });

  test('at first is sent once more', async () => {
    const server = await ingestion({ status: 503, headers: AT_ONCE }, { status: 503, headers: AT_ONCE }, TAKEN);

    expect(await tell(server)).toEqual([]);
    expect(server.seen).toHaveLength(4);
  });

  test('because nobody is there is told by the code of the network', async () => {
    const server = await ingestion(TAKEN);
    await server.stop();
    servers.length = 0;

    expect(await tell(server)).toEqual(lostBoth('ECONNREFUSED'));
  });

  test('in time is given up, and its requests are broken off', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const server = await ingestion('silence');
    const telling = tell(server, {}, promise);
    await vi.waitFor(() => {
      expect(server.seen).toHaveLength(2);
    });

    resolve(undefined);

    expect(await telling).toEqual(lostBoth('time-out'));
    await vi.waitFor(() => {
      expect(server.open()).toBe(0);
    });
  });

  test.each(['nonsense', 'InstrumentationKey=secret', ''])(
    'because of the settings says no more: "%s"',
    async (text) => {
      expect(await tell({ url: '' }, { connectionString: text })).toEqual(lostBoth('settings'));
    },
  );
});
