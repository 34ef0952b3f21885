/** A run told to a receiver of the OpenTelemetry protocol, over real HTTP: what arrives, and what becomes of a receiver that does not take it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aSpan, aToldRun, BEGAN } from './a-told-run.ts';
import { createTelemetry } from '../../../src/adapters/telemetry/telemetry.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { pointsIn, resourcesIn, spansIn } from '../../support/readers/read-otlp.ts';
import { startScripted, type Line, type ScriptedServer } from '../http/scripted-server.ts';
import type { Telemetry } from '../../../src/ports/telemetry-port.ts';

const OK: Line = { status: 200 };
const SECRET = 'Bearer a-secret-of-the-receiver';
const BOTH = { kind: 'otlp', traces: true, metrics: true } as const;

const servers: ScriptedServer[] = [];
async function receiver(...script: [Line, ...Line[]]): Promise<ScriptedServer> {
  const server = await startScripted(script);
  servers.push(server);
  vi.stubEnv('OTEL_EXPORTER_OTLP_ENDPOINT', server.url);
  return server;
}
/** Its time is over when a test says so. */
function telemetry(over = new Promise<void>(() => undefined), limitMs = 5000): Telemetry {
  return createTelemetry({ receivers: [BOTH], limitMs, delay: () => over });
}

beforeEach(() => {
  vi.stubEnv('OTEL_EXPORTER_OTLP_HEADERS', `authorization=${encodeURIComponent(SECRET)}`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

describe('a receiver that takes it', () => {
  test('gets the spans of one trace, each inside the one that it is part of, with the times that they had', async () => {
    const { seen } = await receiver(OK);

    expect(await telemetry().send(aToldRun())).toEqual([]);

    const spans = spansIn(seen);
    const idOf = (name: string) => spans.find((span) => span.name === name)?.spanId;
    expect(
      spans.map(({ name, parentSpanId, startTimeUnixNano, endTimeUnixNano, status }) => [
        name,
        parentSpanId,
        startTimeUnixNano - BEGAN,
        endTimeUnixNano - BEGAN,
        status.code,
      ]),
    ).toEqual([
      ['rollcall.run', undefined, 0, 1000.5, 0],
      ['rollcall.read', idOf('rollcall.run'), 10, 400, 0],
      ['rollcall.execute', idOf('rollcall.run'), 500, 900, 0],
      ['rollcall.read-psa', idOf('rollcall.read'), 10, 300, 0],
      ['rollcall.write', idOf('rollcall.execute'), 500, 650, 0],
      ['rollcall.write', idOf('rollcall.execute'), 650, 900, 2],
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  });

  test('gets their attributes, and whose run it was on each', async () => {
    const { seen } = await receiver(OK);

    await telemetry().send(aToldRun());

    expect(spansIn(seen)[0]?.attributes).toEqual({
      'rollcall.connection': 'harborpine',
      'rollcall.outcome': 'failed',
      'rollcall.applied': true,
    });
    expect(spansIn(seen).map(({ attributes }) => attributes['rollcall.connection'])).toEqual(
      Array.from({ length: 6 }, () => 'harborpine'),
    );
  });

  test('gets counts of this run alone, levels as they are, and spreads in seconds', async () => {
    const { seen } = await receiver(OK);

    await telemetry().send(aToldRun());

    const [connection, delta] = [{ 'rollcall.connection': 'harborpine' }, 1];
    expect(pointsIn(seen)).toEqual([
      {
        ...{ name: 'rollcall.throttled', unit: '{request}', kind: 'sum', temporality: delta, value: 2 },
        attributes: { ...connection, 'rollcall.system': 'Okta' },
      },
      {
        ...{ name: 'rollcall.seats.used', unit: '{seat}', kind: 'gauge', temporality: undefined, value: 39 },
        attributes: { ...connection, 'rollcall.class': 'F' },
      },
      {
        ...{ name: 'rollcall.run.lateness', unit: 's', kind: 'histogram', temporality: delta, value: 12.5 },
        attributes: { ...connection, 'rollcall.trigger': 'queue' },
      },
      {
        ...{ name: 'rollcall.actions', unit: '{action}', kind: 'sum', temporality: delta, value: 1 },
        attributes: { ...connection, 'rollcall.action': 'create', 'rollcall.outcome': 'done' },
      },
      {
        ...{ name: 'rollcall.actions', unit: '{action}', kind: 'sum', temporality: delta, value: 1 },
        attributes: { ...connection, 'rollcall.action': 'update', 'rollcall.outcome': 'refused' },
      },
    ]);
  });

  test('gets the headers that are set, and JSON', async () => {
    const { seen } = await receiver(OK);

    await telemetry().send(aToldRun());

    expect(seen.map(({ url }) => url).toSorted()).toEqual(['/v1/metrics', '/v1/traces']);
    for (const { headers } of seen)
      expect(headers).toMatchObject({ authorization: SECRET, 'content-type': 'application/json' });
  });

  test.each([
    ['rollcall, where nothing is set', {}, { 'service.name': 'rollcall' }],
    ['what OTEL_SERVICE_NAME says', { OTEL_SERVICE_NAME: 'members' }, { 'service.name': 'members' }],
    [
      'what OTEL_RESOURCE_ATTRIBUTES say beside it',
      { OTEL_RESOURCE_ATTRIBUTES: 'deployment.environment.name=test' },
      { 'service.name': 'rollcall', 'deployment.environment.name': 'test' },
    ],
  ])('hears from %s', async (_what, env, expected) => {
    const { seen } = await receiver(OK);
    for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);

    await telemetry().send(aToldRun());

    expect(resourcesIn(seen)).toHaveLength(2);
    for (const attributes of resourcesIn(seen)) expect(attributes).toMatchObject(expected);
  });

  test('sees the run as a part of what has started it, even of what is not sampled', async () => {
    const { seen } = await receiver(OK);

    await telemetry().send(aToldRun({ traceParent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00' }));

    expect(spansIn(seen)[0]).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
    });
  });

  test.each(['', 'nonsense', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`])(
    'sees a trace of its own where the context is "%s"',
    async (traceParent) => {
      const { seen } = await receiver(OK);

      await telemetry().send(aToldRun({ traceParent }));

      expect(spansIn(seen)[0]?.parentSpanId).toBeUndefined();
    },
  );

  test('gets a large run in several requests, whole', async () => {
    const { seen } = await receiver(OK);
    const writes = Array.from({ length: 1200 }, (_unused, at) => aSpan('rollcall.write', at, at + 1));

    const lost = await telemetry().send(aToldRun({ spans: [...writes, aSpan('rollcall.run', 0, 1300)] }));

    expect(lost).toEqual([]);
    expect(spansIn(seen)).toHaveLength(1201);
    expect(seen.filter(({ url }) => url === '/v1/traces')).toHaveLength(3);
  });

  test('gets everything of two runs that end at the same time', async () => {
    const { seen } = await receiver(OK);
    const runs = ['harborpine', 'pinecrest'].map((name) => aToldRun({ connection: connectionName(name) }));
    const subject = telemetry();

    const lost = await Promise.all(runs.map((run) => subject.send(run)));

    expect(lost).toEqual([[], []]);
    for (const name of ['harborpine', 'pinecrest']) {
      const own = (attributes: Readonly<Record<string, unknown>>) => attributes['rollcall.connection'] === name;
      expect(pointsIn(seen).filter(({ attributes }) => own(attributes))).toHaveLength(5);
      expect(spansIn(seen).filter(({ attributes }) => own(attributes))).toHaveLength(6);
    }
  });

  test('gets every run anew: nothing of the one before is sent again', async () => {
    const { seen } = await receiver(OK);
    const subject = telemetry();

    await subject.send(aToldRun());
    await subject.send(aToldRun());

    expect(pointsIn(seen).filter(({ name }) => name === 'rollcall.throttled')).toEqual([
      expect.objectContaining({ value: 2 }),
      expect.objectContaining({ value: 2 }),
    ]);
  });
});

describe('a receiver that does not', () => {
  const lostBoth = (because: string) => [
    { receiver: 'otlp', signal: 'traces', because },
    { receiver: 'otlp', signal: 'metrics', because },
  ];

  test.each([400, 401, 403, 404, 413, 500])(
    'and answers %d is told by its status, not by its words',
    async (status) => {
      await receiver({ status, body: `{"message":"${SECRET} is not known"}` });

      expect(await telemetry().send(aToldRun())).toEqual(lostBoth(`status ${status}`));
    },
  );

  test('have the time is not asked again beyond the limit', async () => {
    const { seen } = await receiver({ status: 503, headers: { 'retry-after': '60' } });

    expect(await telemetry().send(aToldRun())).toEqual(lostBoth('unavailable'));
    expect(seen).toHaveLength(2);
  });

  test('want the metrics alone is told so', async () => {
    const server = await receiver(OK);
    vi.stubEnv('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT', (await startRefusing()).url);

    expect(await telemetry().send(aToldRun())).toEqual([
      { receiver: 'otlp', signal: 'metrics', because: 'status 403' },
    ]);
    expect(spansIn(server.seen)).toHaveLength(6);
  });

  test('want the second of several requests gets no third', async () => {
    const { seen } = await receiver(OK, { status: 413 });
    const writes = Array.from({ length: 1200 }, (_unused, at) => aSpan('rollcall.write', at, at + 1));

    const lost = await telemetry().send(aToldRun({ spans: writes, measurements: [] }));

    expect(lost).toEqual([{ receiver: 'otlp', signal: 'traces', because: 'status 413' }]);
    expect(seen).toHaveLength(2);
  });

  test('is there is told by the code of the network', async () => {
    const server = await receiver(OK);
    await server.stop();
    servers.length = 0;

    // The exporter would try again for as long as the limit is; the first repetition comes after most of a second.
    expect(await telemetry(undefined, 100).send(aToldRun())).toEqual(lostBoth('ECONNREFUSED'));
  });

  test('answers is given up when the time is over', async () => {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const server = await receiver('silence');
    const sending = telemetry(promise).send(aToldRun());
    await vi.waitFor(() => {
      expect(server.seen).toHaveLength(2);
    });

    resolve(undefined);

    expect(await sending).toEqual(lostBoth('time-out'));
  });

  async function startRefusing(): Promise<ScriptedServer> {
    const server = await startScripted([{ status: 403 }]);
    servers.push(server);
    return server;
  }
});

test('a signal without an address is not sent', async () => {
  const { seen } = await receiver(OK);
  const never = new Promise<void>(() => undefined);

  await createTelemetry({
    receivers: [{ kind: 'otlp', traces: false, metrics: true }],
    limitMs: 5000,
    delay: () => never,
  }).send(aToldRun());

  expect(seen.map(({ url }) => url)).toEqual(['/v1/metrics']);
});
