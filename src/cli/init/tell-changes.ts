/** What would become of the two files, in words. Names of settings, never their values. */
import { CONFIG_SETTING } from '../../runtime/read-config.ts';
import type { FileAsFound, PlannedFiles } from './files/plan-files.ts';
import type { InitOptions } from './places.ts';

/** Empty: both are there and say all of it. */
export function tellChanges(planned: PlannedFiles, found: Found): readonly string[] {
  const { config, settings } = planned;
  const settingLines = [...settings.changes].map(([name, change]) =>
    change === 'new' ? `  + ${name}` : `  ~ ${name}: another value`,
  );
  const files = [
    ...fileLines(
      config.place,
      found.config.text,
      config.changes.map((line) => `  ${line}`),
    ),
    ...fileLines(settings.place, found.settings.text, settingLines),
  ];
  const kept =
    planned.storage.kind === 'folder'
      ? `The folder ${planned.storage.path} is created where it is missing.`
      : `The container ${planned.storage.container} and its queues are created where they are missing.`;
  return files.length === 0 ? [] : [...files, kept];
}

/** Whether something that a file says already would be said otherwise, or no more; additions alone do nobody harm. */
export function overwrites({ config, settings }: PlannedFiles, found: Found): boolean {
  const said = found.config.text !== null && config.changes.some((line) => !line.startsWith('+'));
  return said || [...settings.changes.values()].includes('changed');
}

export interface Found {
  readonly config: FileAsFound;
  readonly settings: FileAsFound;
}

function fileLines(place: string, existing: string | null, lines: readonly string[]): readonly string[] {
  if (existing === null) return [`${place} is new:`, ...lines];
  return lines.length === 0 ? [] : [`${place} is there; in it changes:`, ...lines];
}

/** Commands for what comes next, each with what it is for. */
export function nextCommands(planned: PlannedFiles, options: Pick<InitOptions, 'config' | 'settings'>): string {
  const further = [
    ...(planned.severalConnections ? ['--connection', planned.connection.name] : []),
    ...(options.config === undefined ? [] : ['--config', quoted(options.config)]),
    ...(options.settings === undefined ? [] : ['--settings', quoted(options.settings)]),
  ];
  const commands = [
    ['check', 'the same checks again, when something was mended'],
    ['plan', 'the same as a run with a report; writes nothing to the PSA'],
    ['apply', 'shows it, asks, and does it'],
  ] as const;
  const lines = commands.map(([name, what]) => [['rollcall', name, ...further].join(' '), what] as const);
  const width = Math.max(...lines.map(([text]) => text.length));
  return [
    'Next:',
    ...lines.map(([text, what]) => `  ${text.padEnd(width)}  ${what}`),
    `The connection observes: nothing is written unattended until its "mode" is changed in ${planned.config.place}.`,
    ...planned.overruled.map(
      (name) =>
        `${name} is set in the environment, too, with another value; the environment wins over ${planned.settings.place}.`,
    ),
    ...(planned.configElsewhere === null
      ? []
      : [
          `${CONFIG_SETTING} in ${planned.settings.place} still names ${planned.configElsewhere}; commands without --config go there.`,
        ]),
  ].join('\n');
}

function quoted(path: string): string {
  return /^[\w@%+=:,./\\-]+$/.test(path) ? path : `"${path}"`;
}
