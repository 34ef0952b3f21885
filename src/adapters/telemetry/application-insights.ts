// Application Insights. Its exporter would rather keep on disk what it cannot send, and an instance of a function app may be gone in a minute; without the disk it calls
// every loss that might have been repaired later a success. So the answers are watched underneath it.
import {
  AzureMonitorMetricExporter,
  AzureMonitorTraceExporter,
  type AzureMonitorExporterOptions,
} from '@azure/monitor-opentelemetry-exporter';
import type { TokenCredential } from '@azure/identity';
import { exportReason } from './export-reason.ts';
import type { ExportResult, Receiver } from './receiver.ts';

export interface ApplicationInsightsOptions {
  readonly kind: 'application-insights';
  readonly connectionString: string;
  /** null: the key in the connection string lets it in. */
  readonly identity: { readonly clientId: string | null } | null;
}

type Policy = NonNullable<AzureMonitorExporterOptions['additionalPolicies']>[number]['policy'];

/** `ended` breaks off what is under way. Throws what cannot be understood of the connection string. */
export async function openApplicationInsights(
  { connectionString, identity }: ApplicationInsightsOptions,
  ended: AbortSignal,
): Promise<Receiver> {
  const options = (policy: Policy): AzureMonitorExporterOptions => ({
    connectionString,
    disableOfflineStorage: true,
    // The time is limited, and a wait that the receiver asks for is longer.
    retryOptions: { maxRetries: 1, maxRetryDelayInMs: 1000 },
    additionalPolicies: [{ policy, position: 'perCall' }],
    ...(credential !== null && { credential }),
  });
  const credential = identity === null ? null : await createCredential(identity);
  const ofTraces = createWatch(ended);
  const ofMetrics = createWatch(ended);
  const traces = new AzureMonitorTraceExporter(options(ofTraces.policy));
  const metrics = new AzureMonitorMetricExporter(options(ofMetrics.policy));
  return {
    kind: 'application-insights',
    traces: {
      export: (spans, done) => {
        traces.export(spans, done).catch(failing(done));
      },
      hiddenFault: ofTraces.fault,
      shutdown: () => traces.shutdown(),
    },
    metrics: {
      export: (measures, done) => {
        metrics.export(measures, done).catch(failing(done));
      },
      hiddenFault: ofMetrics.fault,
      shutdown: () => metrics.shutdown(),
    },
  };
}

/** What the exporter throws instead of answering would otherwise end the process. */
function failing(done: (result: ExportResult) => void): (error: unknown) => void {
  return (error) => {
    done({ code: 1, ...(error instanceof Error && { error }) });
  };
}

/** Stands between the exporter and its repetitions: it sees what came of a request in the end. */
function createWatch(ended: AbortSignal): { readonly policy: Policy; readonly fault: () => string | null } {
  let fault: string | null = null;
  const policy: Policy = {
    name: 'rollcallWatch',
    async sendRequest(request, next) {
      request.abortSignal = ended;
      try {
        const answer = await next(request);
        // 206: a part of it was refused.
        fault = answer.status === 200 ? null : `status ${answer.status}`;
        return answer;
      } catch (error) {
        fault = exportReason(error);
        throw error;
      }
    },
  };
  return { policy, fault: () => fault };
}

async function createCredential({ clientId }: { readonly clientId: string | null }): Promise<TokenCredential> {
  const { DefaultAzureCredential, ManagedIdentityCredential } = await import('@azure/identity');
  return clientId === null ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId });
}
