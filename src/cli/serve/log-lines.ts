/** The host's log on stderr: a line for people, or with --json an object a line. */
import type { HostLog, HostLogFields, HostLogLevel } from '../../host/host-log.ts';
import type { Paint } from '../../reports/text/text-page.ts';
import { prose } from '../../reports/words/safe-text.ts';
import type { ServeOptions } from './options.ts';
import type { Terminal } from '../terminal.ts';

type Options = Pick<ServeOptions, 'json' | 'verbose'>;

export function createHostLog(
  { say, paint }: Pick<Terminal, 'say' | 'paint'>,
  options: Options,
  now: () => Date,
): HostLog {
  return (level, message, fields = {}) => {
    if (level === 'debug' && options.verbose !== true) return;
    const time = now().toISOString();
    say(
      options.json === true
        ? JSON.stringify({ time, level, message, ...fields })
        : logLine({ time, level, message, fields }, paint),
    );
  };
}

/** Without what goes well: every page that is looked at would be two lines otherwise. */
export function onlyTrouble(log: HostLog): HostLog {
  return (level, message, fields) => {
    if (level === 'warn' || level === 'error') log(level, message, fields);
  };
}

interface Line {
  readonly time: string;
  readonly level: HostLogLevel;
  readonly message: string;
  readonly fields: HostLogFields;
}

/** `10:00:00.000 info  hourly-sync 1f2e3d4c  invocation succeeded  ms=12`; a stack follows on lines of its own. */
function logLine({ time, level, message, fields }: Line, paint: Paint): string {
  const { function: name, invocation, stack, ...others } = fields;
  const brush = { debug: paint.dim, info: paint.green, warn: paint.yellow, error: paint.red } as const;
  const who = [name, String(invocation ?? '').slice(0, 8)].filter((part) => part !== undefined && part !== '');
  const line = [
    `${paint.dim(time.slice(11, 23))} ${brush[level](level.padEnd(5))}`,
    ...(who.length === 0 ? [] : [paint.bold(prose(who.join(' ')))]),
    prose(message),
    ...Object.entries(others).map(([key, value]) => paint.dim(prose(`${key}=${String(value)}`))),
  ].join('  ');
  const frames = typeof stack === 'string' ? stack.split('\n').filter((frame) => frame.startsWith('    at ')) : [];
  return [line, ...frames.map((frame) => paint.dim(`    ${prose(frame)}`))].join('\n');
}
