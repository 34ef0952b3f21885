/** Hosts the functions until a signal stops them: what `rollcall serve` and `rollcall demo --serve` share. */
import { ConfigError, RemoteError } from '../../errors.ts';
import { delay, systemClock } from '../../runtime/system.ts';
import { openConfiguredStorage } from '../../runtime/unattended.ts';
import { startHost, type Host, type HostOptions } from '../../host/start-host.ts';
import { stopSignal } from './stop-signal.ts';

export interface Hosting extends Pick<HostOptions, 'settings' | 'port' | 'log' | 'functions'> {
  readonly warmUpLimitMs: number;
  readonly stopLimitMs: number;
  /** It listens, and a signal is heard from now on. */
  readonly started: (host: Host) => void;
}

/** Answers how many calls had not ended when the limit was over. */
export async function hostUntilStopped(hosting: Hosting): Promise<number> {
  const { settings, port, log, functions, warmUpLimitMs, stopLimitMs, started } = hosting;
  const host = await startHost({
    settings,
    port,
    log,
    clock: { now: () => systemClock.now(), delay },
    ...(functions !== undefined && { functions }),
  });
  if (functions === undefined) await prepareStorage(log);
  await host.warmUp(warmUpLimitMs);
  // Heard before anybody is told how to stop it: a signal that comes at once must not end it unheard.
  const stopped = stopSignal();
  started(host);
  await stopped;
  log('info', 'stopping; the same signal again ends it at once', { underWay: host.underWay() });
  return host.stop(stopLimitMs);
}

/** The container and the queues, as `rollcall check --prepare` does. Without them, or without a configuration, the functions run all the same and say so themselves. */
async function prepareStorage(log: Hosting['log']): Promise<void> {
  try {
    const { storage } = await openConfiguredStorage();
    await storage.store.prepare();
    await storage.queue?.prepare();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof RemoteError)) throw error;
    log('warn', 'storage could not be prepared', { detail: error.message });
  }
}
