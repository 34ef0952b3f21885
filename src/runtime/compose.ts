/** The one place that knows everything: from a configured connection to the ports of its use cases. Adapters are made anew for every run; nothing is kept between runs. */
import type { ConnectionConfig, PsaConfig } from '../config/config.ts';
import type { Logger, Progress, Psa, RequestMeter } from '../ports.ts';
import type { ConnectionPorts } from '../app/connection-ports.ts';
import type { OpenStorage } from './open-storage.ts';
import type { Sides } from '../domain/memory.ts';
import { DIRECTORY_NAMES, openDirectory } from './directories.ts';
import { delay, random, randomPassword, systemClock, systemRandomness } from './system.ts';

export interface Surroundings {
  readonly logger: Logger;
  readonly progress: Progress;
}

export async function composeConnection(
  connection: ConnectionConfig,
  storage: OpenStorage,
  { logger, progress }: Surroundings,
): Promise<ConnectionPorts> {
  const [{ createRequestMeter }, { digestOfText }, { default: toAscii }] = await Promise.all([
    import('../adapters/http/meter.ts'),
    import('../core/digest.ts'),
    import('any-ascii'),
  ]);
  const meter = createRequestMeter();
  const [directory, psa] = await Promise.all([
    openDirectory(connection.directory, { meter, clock: systemClock, delay, random }),
    openPsa(connection.psa, meter),
  ]);
  const { memories, journal, approvals, objections, rulings, archive, lock } = storage;
  return {
    name: connection.name,
    mode: connection.mode,
    policy: connection.policy,
    directoryName: DIRECTORY_NAMES[connection.directory.kind],
    sides: sidesOf(connection),
    directory,
    psa,
    memories,
    journal,
    approvals,
    objections,
    rulings,
    ledger: connection.directory.events === undefined ? null : storage.ledger,
    archive,
    lock,
    clock: systemClock,
    randomness: systemRandomness,
    meter,
    logger,
    progress,
    toAscii,
    digestText: digestOfText,
  };
}

/** By what the administrator configured: the tenant or org, and the PSA's host and company. */
function sidesOf({ directory, psa }: ConnectionConfig): Sides {
  const org = directory.kind === 'entra' ? directory.tenantId : new URL(directory.orgUrl).host;
  return {
    directory: `${directory.kind} ${org}`.toLowerCase(),
    psa: `${new URL(psa.site).host} ${psa.companyId}`.toLowerCase(),
  };
}

async function openPsa(config: PsaConfig, meter: RequestMeter): Promise<Psa> {
  const { createConnectWisePsa } = await import('../adapters/connectwise/psa.ts');
  return createConnectWisePsa({
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
  });
}
