/** Where telemetry goes, by the settings that Azure and OpenTelemetry themselves use. */
import type { Environment } from '../../config/environment.ts';
import type { ReceiverOptions } from '../../adapters/telemetry/telemetry.ts';
import type { Logger } from '../../ports/run-ports.ts';

/** Empty: nothing is configured, it is switched off, or nothing of it can be used; the last is logged. */
export function receiversOf(settings: Environment, logger: Logger): readonly ReceiverOptions[] {
  if (textOf(settings, 'OTEL_SDK_DISABLED').toLowerCase() === 'true') return [];
  return [...applicationInsights(settings), ...otlp(settings, logger)];
}

function applicationInsights(settings: Environment): readonly ReceiverOptions[] {
  const connectionString = textOf(settings, 'APPLICATIONINSIGHTS_CONNECTION_STRING');
  if (connectionString === '') return [];
  const authentication = pairsOf(textOf(settings, 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'));
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
  const whereTo = (setting: string): 'nowhere' | 'wrong' | 'there' => {
    const address = textOf(settings, setting);
    if (address === '') return 'nowhere';
    if (isAddress(address)) return 'there';
    logger.warn('a telemetry setting is no address, so nothing is sent there', { setting });
    return 'wrong';
  };
  const both = whereTo('OTEL_EXPORTER_OTLP_ENDPOINT');
  const goes = (own: ReturnType<typeof whereTo>): boolean => own === 'there' || (own === 'nowhere' && both === 'there');
  const traces = goes(whereTo('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'));
  const metrics = goes(whereTo('OTEL_EXPORTER_OTLP_METRICS_ENDPOINT'));
  return traces || metrics ? [{ kind: 'otlp', traces, metrics }] : [];
}

function isAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

function textOf(settings: Environment, name: string): string {
  return settings[name]?.trim() ?? '';
}
