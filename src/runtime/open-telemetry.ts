/** Whether runs tell of themselves, and where to: by the settings that Azure and OpenTelemetry themselves use. Nothing of it is loaded before a run has something to tell. */
import { environment, fillEnvironment, type Environment } from '../config/environment.ts';
import type { ReceiverOptions } from '../adapters/telemetry/telemetry.ts';
import type { Logger } from '../ports.ts';
import type { Telemetry } from '../telemetry-port.ts';
import { delay } from './system.ts';

/** How long a run that is over waits at most until it is told. Milliseconds. */
const LIMIT_MS = 5000;

/** The exporter of Application Insights tells Microsoft of itself otherwise, which nobody here has asked for. */
const QUIET = { APPLICATION_INSIGHTS_NO_STATSBEAT: 'true' } as const;

/** null: nothing is configured, or nothing that can be used; the latter is logged. */
export function openTelemetry(logger: Logger, limitMs = LIMIT_MS): Telemetry | null {
  const settings = environment();
  if (settings['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true') return null;
  const receivers = [...applicationInsights(settings), ...otlp(settings, logger)];
  if (receivers.length === 0) return null;
  return {
    async send(told) {
      fillEnvironment(QUIET);
      const { createTelemetry } = await import('../adapters/telemetry/telemetry.ts');
      return createTelemetry({ receivers, limitMs, delay }).send(told);
    },
  };
}

function applicationInsights(settings: Environment): readonly ReceiverOptions[] {
  const connectionString = settings['APPLICATIONINSIGHTS_CONNECTION_STRING']?.trim() ?? '';
  if (connectionString === '') return [];
  const authentication = pairsOf(settings['APPLICATIONINSIGHTS_AUTHENTICATION_STRING'] ?? '');
  const byIdentity = authentication.get('authorization')?.toUpperCase() === 'AAD';
  const identity = byIdentity ? { clientId: authentication.get('clientid') ?? null } : null;
  return [{ kind: 'application-insights', connectionString, identity }];
}

/** `ClientId=…;Authorization=AAD` */
function pairsOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text.split(';').flatMap((pair): readonly (readonly [string, string])[] => {
      const [name = '', value = ''] = pair.split('=').map((part) => part.trim());
      return value === '' ? [] : [[name.toLowerCase(), value]];
    }),
  );
}

/** The exporters read the addresses themselves, but take one that is none for no setting, and then send to this machine. */
function otlp(settings: Environment, logger: Logger): readonly ReceiverOptions[] {
  const names = ['OTEL_EXPORTER_OTLP_ENDPOINT', ...SIGNALS.map(endpointOf)];
  const given = names.filter((name) => (settings[name]?.trim() ?? '') !== '');
  const wrong = given.filter((name) => !isAddress(settings[name] ?? ''));
  for (const setting of wrong) logger.warn('a telemetry setting is no address, so nothing is sent there', { setting });
  const usable = given.filter((name) => !wrong.includes(name));
  const [traces, metrics] = SIGNALS.map(
    (signal) =>
      usable.includes(endpointOf(signal)) ||
      (usable.includes('OTEL_EXPORTER_OTLP_ENDPOINT') && !wrong.includes(endpointOf(signal))),
  );
  return traces === true || metrics === true
    ? [{ kind: 'otlp', traces: traces === true, metrics: metrics === true }]
    : [];
}

const SIGNALS = ['TRACES', 'METRICS'] as const;

function endpointOf(signal: (typeof SIGNALS)[number]): string {
  return `OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`;
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
