/** What rollcall serve prints when it listens. */
import { FUNCTION_KEY, MASTER_KEY, type HostKey } from '../../host/http/keys.ts';
import type { FunctionInfo } from '../../host/functions/function-info.ts';
import type { Host } from '../../host/start-host.ts';
import type { Paint } from '../../reports/text/text-page.ts';

/** The function that answers with pages. */
const PAGES = 'dashboard';

type Started = Pick<Host, 'url' | 'keys' | 'functions'>;

/** One line. A key that is a setting is not repeated: null. */
export function renderStartJson({ url, keys, functions }: Started): string {
  const shown = (key: HostKey): string | null => (key.random ? key.value : null);
  return `${JSON.stringify({ url, functionKey: shown(keys.function), masterKey: shown(keys.master), functions })}\n`;
}

export function renderStart({ url, keys, functions }: Started, paint: Paint): string {
  const room = Math.max(...functions.map(({ name }) => name.length));
  const timer = functions.find((one) => one.kind === 'timer');
  return [
    `${paint.bold(`Rollcall listens on ${url}`)}, for this machine alone.`,
    '',
    ...functions.flatMap((one) => {
      const [first = '', ...more] = describe(one);
      return [
        `  ${paint.bold(one.name.padEnd(room))}  ${first}`,
        ...more.map((line) => `${' '.repeat(room + 4)}${line}`),
      ];
    }),
    '',
    ...(functions.some(({ name }) => name === PAGES)
      ? ['The pages for people:', `  ${url}/api/app?code=${spoken(keys.function, FUNCTION_KEY)}`, '']
      : []),
    ...(timer?.kind === 'timer'
      ? [
          'Run a timer now:',
          `  curl -X POST ${timer.runUrl} -H "x-functions-key: ${spoken(keys.master, MASTER_KEY)}"`,
          '',
        ]
      : []),
    `Function key  ${spoken(keys.function, FUNCTION_KEY)}  as ?code=KEY or in the header x-functions-key`,
    `Master key    ${spoken(keys.master, MASTER_KEY)}  also runs timers and queue functions by hand`,
    ...lasting(keys),
    '',
    'Ctrl+C stops it. The log follows.',
    '',
    '',
  ].join('\n');
}

function describe(one: FunctionInfo): readonly string[] {
  switch (one.kind) {
    case 'http':
      return [
        `${one.methods.join(', ')} ${one.url}`,
        ...(one.authLevel === 'anonymous'
          ? []
          : [`needs the ${one.authLevel === 'admin' ? 'master' : 'function'} key`]),
      ];
    case 'timer':
      return [`timer ${one.schedule} (UTC), next ${one.next ?? 'never'}`];
    case 'queue':
      return [`queue ${one.queue} in ${one.connection}`];
    case 'warmup':
      return ['once at every start'];
  }
}

/** The key itself when it is new, else the setting that holds it. */
function spoken(key: HostKey, setting: string): string {
  return key.random ? key.value : `$${setting}`;
}

function lasting(keys: Started['keys']): readonly string[] {
  const missing = [...(keys.function.random ? [FUNCTION_KEY] : []), ...(keys.master.random ? [MASTER_KEY] : [])];
  const settings = missing.join(' and ');
  return missing.length === 0
    ? []
    : [
        `Keys shown here are new at every start. Lasting ones: set ${settings},`,
        'in the environment or under "Values" in local.settings.json.',
      ];
}
