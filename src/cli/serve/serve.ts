/** rollcall serve: hosts the functions until it is told to stop. */
import { renderStart, renderStartJson } from './start-text.ts';
import { createHostLog } from './log-lines.ts';
import type { ExitCode } from '../exit-code.ts';
import { fillEnvironment } from '../../config/environment.ts';
import { hostUntilStopped } from './host-until-stopped.ts';
import { LOCAL_USER_SETTING } from '../../runtime/dashboard/viewer.ts';
import { operator } from '../session.ts';
import { readLocalSettings } from '../read-settings.ts';
import type { ServeOptions } from './options.ts';
import { systemClock } from '../../runtime/system.ts';
import type { Terminal } from '../terminal.ts';

/** What is under way has so many milliseconds to end; a run that is cut is taken up by the next one. */
const STOP_LIMIT_MS = 30_000;
/** Whoever waits for the start waits no longer for it; a storage that does not answer is asked for a minute. */
const WARM_UP_LIMIT_MS = 10_000;

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
  const log = createHostLog(terminal, options, () => systemClock.now());
  const left = await hostUntilStopped({
    settings,
    port: options.port,
    log,
    ...(functions !== undefined && { functions }),
    warmUpLimitMs,
    stopLimitMs,
    started: (host) => {
      terminal.print(options.json === true ? renderStartJson(host) : renderStart(host, terminal.paint));
    },
  });
  if (left === 0) {
    log('info', 'stopped');
    return 0;
  }
  log('warn', 'stopped before all had ended; messages that were taken show again by themselves', { left });
  // What is left would keep the process alive.
  process.exit(0);
}
