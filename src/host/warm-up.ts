/** What a new instance of the app gets before its first request: its warmup functions, each once, after the host's own rehearsal. */
import { faultFields, type Call, type CallOutcome } from './functions/invoke.ts';
import type { HostClock } from './host-clock.ts';
import type { HostedFunction } from './functions/hosted-functions.ts';
import type { HostLog } from './host-log.ts';
import type { LibraryServer } from './http/library-server.ts';
import type { PreparedHost } from './prepare-host.ts';
import { randomUUID } from 'node:crypto';
import { rehearseRequests } from './http/rehearse-requests.ts';

export interface WarmUpOptions {
  /** undefined: there is no HTTP function. */
  readonly library: LibraryServer | undefined;
  readonly run: (hosted: HostedFunction, call: Call) => Promise<CallOutcome>;
  readonly log: HostLog;
  readonly clock: HostClock;
}

/** Never rejects: a host that is cold answers all the same. Without a warmup function nobody asked for it, and nothing is done. */
export async function warmUp(
  { functions, model }: Pick<PreparedHost, 'functions' | 'model'>,
  { library, run, log, clock }: WarmUpOptions,
): Promise<void> {
  const warmups = functions.filter((one) => one.kind === 'warmup');
  if (warmups.length === 0) return;
  try {
    if (library !== undefined) await rehearseRequests({ library, model, clock });
  } catch (error) {
    log('warn', 'rehearsal failed, so the first requests take longer', faultFields(error));
  }
  for (const hosted of warmups) await run(hosted, { id: randomUUID(), data: { json: '{}' }, triggerMetadata: {} });
}
