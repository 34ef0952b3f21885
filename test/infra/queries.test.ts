/** Alerts and the workbook ask for what the code logs, and the page says what that is. */
import { describe, expect, test } from 'vitest';
import { filesIn, readInfra } from './bicep/templates.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { poisonQueueOf, WORK_QUEUES } from '../../src/adapters/azure/queue/queue-names.ts';

const ROOT = new URL('../../', import.meta.url);
const readRoot = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const LOGGING = ['src/app', 'src/runtime'];
const sources = LOGGING.flatMap((folder) =>
  readdirSync(new URL(folder, ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readRoot(`${folder}/${path}`)),
);

/** Constant messages, wherever one is handed to a logger. */
const logged = new Set(
  sources.flatMap((text) =>
    [
      ...text.matchAll(/\b(?:logger|log)(?:\.(?:debug|info|warn|error)|\[[^;]*?\])\(\s*'([^']+)'/g),
      ...text.matchAll(/\bwarn\(logger, '([^']+)'/g),
      ...text.matchAll(/\blogger(?:: contextLogger\(context\))?,\s+message: '([^']+)'/g),
      ...text.matchAll(/level: 'error',\s+message: '([^']+)'/g),
    ].map(([, message = '']) => message),
  ),
);

/** Rows of the table of the page: message -> fields. */
const documented = new Map(
  [...readInfra('README.md').matchAll(/^\| `([^`]+)` +\| (?:debug|info|warn|error)[^|]*\|(.*)\|$/gm)].map(
    ([, message = '', rest = '']): [string, readonly string[]] => [
      message,
      [...rest.matchAll(/`(\w+)`/g)].map(([, field = '']) => field),
    ],
  ),
);
const EVERYWHERE = ['message', 'level', 'invocation', 'connection', 'run', 'asked'];
const queries = filesIn('queries/').map((name) => ({ name, text: readInfra(`queries/${name}`) }));

test('the page names every message that is logged, and no other', () => {
  expect([...documented.keys()].toSorted()).toEqual([...logged].toSorted());
});

test('and only fields that are written somewhere', () => {
  const words = new Set([...sources, readRoot('src/reports/entry.ts')].join('\n').match(/\w+/g));
  const fields = [...documented.values()].flat().filter((field) => /^[a-z][A-Za-z]*$/.test(field));

  expect(fields.length).toBeGreaterThan(50);
  expect(fields.filter((field) => !words.has(field))).toEqual([]);
});

describe.each(queries)('$name', ({ text }) => {
  test('says what it means', () => {
    expect(text).toMatch(/^\/\/ [A-Z].*\.$/m);
  });

  test('asks for messages that are logged', () => {
    const asked = [...text.matchAll(/'([a-z][a-z -]* [a-z -]+)'/g)].map(([, message = '']) => message);
    const OTHER = ['all connections'];

    expect(asked.filter((message) => !logged.has(message) && !OTHER.includes(message))).toEqual([]);
  });

  test('asks for fields that they have', () => {
    const messages = [...logged].filter((message) => text.includes(`'${message}'`));
    const known = [...EVERYWHERE, ...messages.flatMap((message) => documented.get(message) ?? [])];
    const any = [...documented.values()].flat();
    const asked = [...text.matchAll(/\bline\.(\w+)/g)].map(([, field = '']) => field);

    expect(asked.filter((field) => !(messages.length === 0 ? [...EVERYWHERE, ...any] : known).includes(field))).toEqual(
      [],
    );
  });
});

test('every query is asked by an alert or the workbook, and each that they ask is there', () => {
  const asked = ['alerts', 'workbook'].flatMap((name) =>
    [...readInfra(`modules/${name}.bicep`).matchAll(/loadTextContent\('\.\.\/queries\/([^']+)'\)/g)].map(
      ([, file]) => file,
    ),
  );

  expect([...new Set(asked)].toSorted()).toEqual(queries.map(({ name }) => name));
});

describe('an alert', () => {
  const query = (name: string): string => readInfra(`queries/${name}.kql`);
  const quoted = (text: string): readonly string[] => [...text.matchAll(/'([^']+)'/g)].map(([, word = '']) => word);

  test('about good runs means what health means', () => {
    const good = /GOOD[^[]*\[\]? = \[([^\]]+)\]/.exec(readRoot('src/app/archive/latest-runs.ts'))?.[1] ?? '';

    expect(quoted(/outcome in \(([^)]+)\)/.exec(query('no-good-run'))?.[1] ?? '')).toEqual(quoted(good));
    expect(quoted(good)).toHaveLength(3);
  });

  test('about good runs gets its hours from the template', () => {
    expect(query('no-good-run')).toContain('let staleAfter = 2h;');
    expect(readInfra('modules/alerts.bicep')).toContain(
      "'let staleAfter = 2h;', 'let staleAfter = ${staleAfterHours}h;'",
    );
  });

  test('about failed runs watches every function that nobody waits for', () => {
    const unattended = readdirSync(new URL('functions/', ROOT))
      .filter((file) => !readRoot(`functions/${file}`).includes('app.http('))
      .map((file) => file.replace(/\.ts$/, ''));

    expect(quoted(/operation_Name in \(([^)]+)\)/.exec(query('run-failed'))?.[1] ?? '').toSorted()).toEqual(unattended);
  });

  test('about work put aside knows every poison queue', () => {
    expect(quoted(/has_any \(([^)]+)\)/.exec(query('poison-queue'))?.[1] ?? '')).toEqual(
      Object.values(WORK_QUEUES).map(poisonQueueOf),
    );
  });

  test('misses no line because of sampling', () => {
    expect(readRoot('host.json')).toMatch(/"excludedTypes": "[^"]*\bTrace\b/);
  });
});
