import type { ConnectWiseOptions } from '../../adapters/connectwise/api/options.ts';
import type { PsaConfig } from '../../config/config.ts';
import type { RequestMeter } from '../../ports/run-ports.ts';
import { delay, random, randomPassword, systemClock } from '../system.ts';

/** What everything that speaks to a configured PSA is made of. */
export function psaOptions(config: PsaConfig, meter: RequestMeter): ConnectWiseOptions {
  return {
    site: config.site,
    companyId: config.companyId,
    publicKey: config.publicKey.reveal(),
    privateKey: config.privateKey.reveal(),
    clientId: config.clientId.reveal(),
    apiVersion: config.apiVersion,
    joinField: config.joinField ?? null,
    deactivateBy: config.deactivateBy,
    concurrency: config.concurrency,
    timeoutMs: config.timeoutSeconds * 1000,
    meter,
    clock: systemClock,
    delay,
    random,
    randomPassword,
  };
}
