/** rollcall serve: hosts the functions until it is told to stop. */
import { renderStart, renderStartJson } from './start-text.ts';
import { ConfigError, RemoteError } from '../../errors.ts';
import { createHostLog } from './log-lines.ts';
import { delay, systemClock } from '../../runtime/system.ts';
import type { ExitCode } from '../exit-code.ts';
import { fillEnvironment } from '../../config/environment.ts';
import type { HostLog } from '../../host/host-log.ts';
import { LOCAL_USER_SETTING } from '../../runtime/dashboard/viewer.ts';
import { openConfiguredStorage } from '../../runtime/unattended.ts';
import { operator } from '../session.ts';
import { readLocalSettings } from '../read-settings.ts';
import type { ServeOptions } from './options.ts';
import { startHost } from '../../host/start-host.ts';
import type { Terminal } from '../terminal.ts';

/** What is under way has so many milliseconds to end; a run that is cut is taken up by the next one. */
const STOP_LIMIT_MS = 30_000;
/** Whoever waits for the start waits no longer for it; a storage that does not answer is asked for a minute. */
const WARM_UP_LIMIT_MS = 10_000;
const ONE_KEYSTROKE_MS = 1_000;

export interface ServeSurroundings {
  /** Another folder than the project's own. */
  readonly functions?: URL;
  readonly stopLimitMs?: number;
  readonly warmUpLimitMs?: number;
}

/** Resolves when it was stopped by a signal; exits when something is left then. */
export async function serve(
  options: ServeOptions,
  terminal: Terminal,
  { functions, stopLimitMs = STOP_LIMIT_MS, warmUpLimitMs = WARM_UP_LIMIT_MS }: ServeSurroundings = {},
): Promise<ExitCode> {
  const settings = fillEnvironment({
    ...(await readLocalSettings(options.settings)),
    [LOCAL_USER_SETTING]: operator(),
  });
  const now = (): Date => systemClock.now();
  const log = createHostLog(terminal, options, now);
  const host = await startHost({
    settings,
    port: options.port,
    log,
    clock: { now, delay },
    ...(functions !== undefined && { functions }),
  });
  if (functions === undefined) await prepareStorage(log);
  await host.warmUp(warmUpLimitMs);
  // Heard before anybody is told how to stop it: a signal that comes at once must not end it unheard.
  const stopped = stopSignal();
  terminal.print(options.json === true ? renderStartJson(host) : renderStart(host, terminal.paint));
  await stopped;
  log('info', 'stopping; the same signal again ends it at once', { underWay: host.underWay() });
  const left = await host.stop(stopLimitMs);
  if (left === 0) {
    log('info', 'stopped');
    return 0;
  }
  log('warn', 'stopped before all had ended; messages that were taken show again by themselves', { left });
  // What is left would keep the process alive.
  process.exit(0);
}

/** The container and the queues, as `rollcall check --prepare` does. Without them, or without a configuration, the functions run all the same and say so themselves. */
async function prepareStorage(log: HostLog): Promise<void> {
  try {
    const { storage } = await openConfiguredStorage();
    await storage.store.prepare();
    await storage.queue?.prepare();
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof RemoteError)) throw error;
    log('warn', 'storage could not be prepared', { detail: error.message });
  }
}

/** A second signal ends the process at once. One keystroke can come twice: from the terminal, and passed on by npm. */
async function stopSignal(): Promise<void> {
  await new Promise<void>((resolve) => {
    let first: number | undefined;
    const hear = (): void => {
      if (first === undefined) {
        first = systemClock.elapsed();
        resolve();
      } else if (systemClock.elapsed() - first > ONE_KEYSTROKE_MS) process.exit(1);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, hear);
  });
}
