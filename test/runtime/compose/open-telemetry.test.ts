/** By which settings runs tell of themselves, and where to. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aToldRun } from '../../adapters/telemetry/a-told-run.ts';
import { createLogger } from '../../../src/runtime/logger.ts';
import { openTelemetry } from '../../../src/runtime/compose/open-telemetry.ts';
import { receiversOf } from '../../../src/runtime/compose/telemetry-settings.ts';
import { startScripted, type ScriptedServer } from '../../adapters/http/scripted-server.ts';

const lines: unknown[] = [];
const logger = createLogger((_level, line) => lines.push(JSON.parse(line)), 'debug');
let server: ScriptedServer;
beforeEach(async () => {
  lines.length = 0;
  server = await startScripted([{ status: 200 }]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
});
function settings(given: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value.replace('SERVER', server.url));
}
/** Paths of what was sent, and what was not. */
async function sent() {
  const lost = await openTelemetry(logger)?.send(aToldRun());
  return { lost, paths: server.seen.map(({ url }) => url).toSorted() };
}

describe('an OTLP endpoint', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly string[]]>([
    ['for both', { OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER' }, ['/v1/metrics', '/v1/traces']],
    ['for both, with a slash', { OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER/' }, ['/v1/metrics', '/v1/traces']],
    ['for both, below a path', { OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER/otlp' }, ['/otlp/v1/metrics', '/otlp/v1/traces']],
    ['for traces alone', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'SERVER/in' }, ['/in']],
    ['for metrics alone', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'SERVER/in' }, ['/in']],
    [
      'for both, and another for metrics',
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER', OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'SERVER/in' },
      ['/in', '/v1/traces'],
    ],
  ])('%s is where they go', async (_what, given, paths) => {
    settings(given);

    expect(await sent()).toEqual({ lost: [], paths });
    expect(lines).toEqual([]);
  });

  test.each(['collector', 'collector:4317', 'ftp://collector', 'http://'])(
    'that is none ("%s") is told by its setting, and nothing goes to this machine instead',
    (address) => {
      settings({ OTEL_EXPORTER_OTLP_ENDPOINT: address });

      expect(openTelemetry(logger)).toBeNull();
      expect(lines).toEqual([
        {
          level: 'warn',
          message: 'a telemetry setting is no address, so nothing is sent there',
          setting: 'OTEL_EXPORTER_OTLP_ENDPOINT',
        },
      ]);
    },
  );

  test('that is none for metrics does not send them to the one for both', async () => {
    settings({ OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER', OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: 'nowhere' });

    expect(await sent()).toEqual({ lost: [], paths: ['/v1/traces'] });
  });
});

describe('Application Insights', () => {
  const CONNECTION = 'InstrumentationKey=11111111-2222-4333-8444-555555555555;IngestionEndpoint=https://x.example/';
  const of = (authentication: string | undefined) =>
    receiversOf(
      {
        APPLICATIONINSIGHTS_CONNECTION_STRING: ` ${CONNECTION} `,
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: authentication,
      },
      logger,
    );

  test.each([
    ['the key alone', undefined, null],
    ['the key alone, whatever identity is named', 'ClientId=an-identity', null],
    ['the key alone, with another authorization', 'ClientId=an-identity;Authorization=iKey', null],
    ['the identity that is named', 'ClientId=an-identity;Authorization=AAD', { clientId: 'an-identity' }],
    ['the same in another spelling', ' authorization = aad ; clientid = an-identity ;', { clientId: 'an-identity' }],
    ['whatever identity there is', 'Authorization=AAD', { clientId: null }],
  ])('is told, let in by %s', (_what, authentication, identity) => {
    expect(of(authentication)).toEqual([{ kind: 'application-insights', connectionString: CONNECTION, identity }]);
  });

  test('is told as well as an OTLP endpoint', async () => {
    settings({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER',
      // Nobody listens there.
      APPLICATIONINSIGHTS_CONNECTION_STRING: CONNECTION.replace('x.example', '127.0.0.1:1'),
    });

    const { lost, paths } = await sent();

    expect(paths).toEqual(['/v1/metrics', '/v1/traces']);
    expect(lost).toEqual(
      ['traces', 'metrics'].map((signal) => ({ receiver: 'application-insights', signal, because: 'ECONNREFUSED' })),
    );
  });
});

test.each<[string, Readonly<Record<string, string>>]>([
  ['nothing is set', {}],
  ['what is set is empty', { OTEL_EXPORTER_OTLP_ENDPOINT: ' ', APPLICATIONINSIGHTS_CONNECTION_STRING: '' }],
  ['it is switched off', { OTEL_EXPORTER_OTLP_ENDPOINT: 'SERVER', OTEL_SDK_DISABLED: 'TRUE' }],
])('where %s, there is nothing to tell to', (_what, given) => {
  settings(given);

  expect(openTelemetry(logger)).toBeNull();
  expect(lines).toEqual([]);
});
