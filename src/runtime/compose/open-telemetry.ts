/** Whether runs tell of themselves, and to whom. Nothing of it is loaded before a run that is over has something to tell. */
import { environment, fillEnvironment } from '../../config/environment.ts';
import type { Logger } from '../../ports/run-ports.ts';
import { delay } from '../system.ts';
import { receiversOf } from './telemetry-settings.ts';
import type { Telemetry } from '../../ports/telemetry-port.ts';

/** How long a run that is over waits at most until it is told. Milliseconds. */
const LIMIT_MS = 5000;

/** The exporter of Application Insights would also report on itself, which nobody here has asked for. */
const QUIET = { APPLICATION_INSIGHTS_NO_STATSBEAT: 'true' } as const;

/** null: there is nobody to tell. */
export function openTelemetry(logger: Logger): Telemetry | null {
  const receivers = receiversOf(environment(), logger);
  if (receivers.length === 0) return null;
  return {
    async send(told) {
      fillEnvironment(QUIET);
      const { createTelemetry } = await import('../../adapters/telemetry/telemetry.ts');
      return createTelemetry({ receivers, limitMs: LIMIT_MS, delay }).send(told);
    },
  };
}
