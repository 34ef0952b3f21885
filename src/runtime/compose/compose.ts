/** The one place that knows everything: from a configured connection to the ports of its use cases. Adapters are made anew for every run; nothing is kept between runs. */
import type { ConnectionConfig, PsaConfig } from '../../config/config.ts';
import type { Messages } from '../../ports/message-ports.ts';
import type { Logger, Progress, Psa, RequestMeter } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../../app/connection-ports.ts';
import type { OpenStorage } from './open-storage.ts';
import type { Sides } from '../../domain/memory/memory.ts';
import { DIRECTORY_NAMES, openDirectory } from './directories.ts';
import { openTelemetry } from './open-telemetry.ts';
import { UNTRACED } from '../../app/telemetry/trace.ts';
import { psaOptions } from './psa-options.ts';
import { delay, delayUntil, random, systemClock, systemRandomness } from '../system.ts';

export interface Surroundings {
  readonly logger: Logger;
  readonly progress: Progress;
  /** Aborts when nobody waits for the directory and the PSA any more; absent: never. */
  readonly readingEnds?: AbortSignal;
}

export async function composeConnection(
  connection: ConnectionConfig,
  storage: OpenStorage,
  { logger, progress, readingEnds }: Surroundings,
): Promise<ConnectionPorts> {
  const [{ createRequestMeter }, { digestOfText }, { default: toAscii }] = await Promise.all([
    import('../../adapters/http/meter.ts'),
    import('../../core/digest.ts'),
    import('any-ascii'),
  ]);
  const meter = createRequestMeter();
  const wait = readingEnds === undefined ? delay : delayUntil(readingEnds);
  const [directory, psa, messages] = await Promise.all([
    openDirectory(connection.directory, { meter, clock: systemClock, delay: wait, random }),
    openPsa(connection.psa, meter, wait),
    messagesOf(connection, storage),
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
    messages,
    lock,
    clock: systemClock,
    randomness: systemRandomness,
    meter,
    logger,
    progress,
    telemetry: openTelemetry(logger),
    trace: UNTRACED,
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

/** Nothing is loaded for it where nobody is told. */
async function messagesOf(connection: ConnectionConfig, storage: OpenStorage): Promise<Messages | null> {
  if (connection.messages.receivers.length === 0) return null;
  const { openMessages } = await import('../messages/open-messages.ts');
  return openMessages(connection, storage);
}

/** `wait`: between two attempts. */
export async function openPsa(config: PsaConfig, meter: RequestMeter, wait = delay): Promise<Psa> {
  const { createConnectWisePsa } = await import('../../adapters/connectwise/psa.ts');
  return createConnectWisePsa({ ...psaOptions(config, meter), delay: wait });
}
