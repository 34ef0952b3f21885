/** rollcall demo --serve: the function app over the demo's own company, with its pages, until somebody stops it. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { CONFIG_SETTING } from '../../runtime/read-config.ts';
import { createHostLog, onlyTrouble } from '../serve/log-lines.ts';
import type { DemoOptions } from './options.ts';
import { hostUntilStopped, type Hosting } from '../serve/host-until-stopped.ts';
import { join } from 'node:path';
import { LOCAL_USER_SETTING } from '../../runtime/dashboard/viewer.ts';
import { operator } from '../session.ts';
import { replaceSettings } from '../../config/environment.ts';
import { SCHEDULES } from '../../config/schedules.ts';
import type { Stage } from './stage.ts';
import { systemClock } from '../../runtime/system.ts';
import type { Terminal } from '../terminal.ts';
import { tmpdir } from 'node:os';

/** Nothing is lost with what is cut: the sandbox ends as well. */
const STOP_LIMIT_MS = 5_000;
const WARM_UP_LIMIT_MS = 10_000;

/** Resolves when it was stopped by a signal; nothing is left on the disk then but the reports. */
export async function servePages(
  { file, stop }: Pick<Stage, 'file' | 'stop'>,
  { port }: Pick<DemoOptions, 'port'>,
  terminal: Terminal,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rollcall-demo-'));
  try {
    const place = join(folder, 'rollcall.json');
    await writeFile(place, file.text);
    const left = await hostUntilStopped({
      settings: replaceSettings({
        ...file.env,
        ...SCHEDULES,
        [CONFIG_SETTING]: place,
        [LOCAL_USER_SETTING]: operator(),
      }),
      port,
      log: onlyTrouble(createHostLog(terminal, {}, () => systemClock.now())),
      warmUpLimitMs: WARM_UP_LIMIT_MS,
      stopLimitMs: STOP_LIMIT_MS,
      started: (host) => {
        terminal.print(startText(host, terminal));
      },
    });
    terminal.print('Stopped: the pages, the sandbox and the blob store.\n');
    if (left === 0) return;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await stop();
  // What is left would keep the process alive.
  process.exit(0);
}

function startText({ url, keys }: Parameters<Hosting['started']>[0], { paint }: Pick<Terminal, 'paint'>): string {
  return [
    '',
    paint.bold('The pages of this company, for this machine alone:'),
    `  ${url}/api/app?code=${keys.function.value}`,
    '',
    'The sandbox and the blob store go on: the hourly run looks at them as it would at yours.',
    'Ctrl+C stops all of it; what it knew is gone then, and the reports above stay.',
    '',
    '',
  ].join('\n');
}
