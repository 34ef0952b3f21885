/** What the runs tell: the page lists all of it, and the queries ask for nothing else. */
import { describe, expect, test } from 'vitest';
import { filesIn, readInfra } from './bicep/templates.ts';
import { MEASURES, SPANS } from '../../src/domain/runs/telemetry.ts';

const page = readInfra('README.md');
/** Under every span and metric. */
const EVERYWHERE = ['rollcall.connection', 'rollcall.fault'];
const keysOf: ReadonlyMap<string, readonly string[]> = new Map(
  [...Object.entries(SPANS), ...Object.entries(MEASURES)].map(([name, { keys }]) => [name, keys]),
);
const isSpan = (name: string): boolean => name in SPANS;
const isMeasure = (name: string): boolean => name in MEASURES;

/** The cells of the row whose first one is the name in code. */
function rowOf(name: string): readonly string[] {
  const rows = page.split('\n').filter((line) => line.startsWith(`| \`${name}\` `));
  expect(rows, name).toHaveLength(1);
  return (rows[0] ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
}
const inCode = (words: readonly string[]): string => words.map((word) => `\`${word}\``).join(', ');

describe('the page', () => {
  test.each(Object.entries(SPANS))('says of the span %s what it is part of, and what it carries', (name, span) => {
    expect(rowOf(name)).toEqual([span.inside === null ? '' : `\`${span.inside}\``, inCode(span.keys)]);
  });

  test.each(Object.entries(MEASURES))('says of the metric %s what it is, and what it carries', (name, measure) => {
    expect(rowOf(name)).toEqual([measure.kind, `\`${measure.unit}\``, inCode(measure.keys), measure.about]);
  });

  test('lists no other', () => {
    const listed = [...page.matchAll(/^\| `(rollcall\.[a-z.-]+)` /gm)].map(([, name]) => name);

    expect(listed.toSorted()).toEqual([...keysOf.keys()].toSorted());
  });
});

const asking = filesIn('queries/')
  .map((name) => ({ name, text: readInfra(`queries/${name}`).replace(/^\/\/.*$/gm, '') }))
  .filter(({ text }) => text.includes('rollcall.'));

test('some queries ask for spans, and some for metrics', () => {
  expect(asking.filter(({ text }) => text.includes('dependencies')).length).toBeGreaterThan(1);
  expect(asking.filter(({ text }) => text.includes('customMetrics')).length).toBeGreaterThan(1);
});

describe.each(asking)('$name', ({ text }) => {
  const keys = [...text.matchAll(/customDimensions\['([^']+)'\]/g)].map(([, key = '']) => key);
  const names = [...text.replace(/customDimensions\['[^']+'\]/g, '').matchAll(/'(rollcall\.[a-z.-]*[a-z])'/g)].map(
    ([, name = '']) => name,
  );

  test('asks for what is told, where it arrives', () => {
    const arrives = /\bdependencies\b/.test(text) ? isSpan : isMeasure;

    expect(/\bdependencies\b/.test(text)).not.toBe(/\bcustomMetrics\b/.test(text));
    expect(names).not.toEqual([]);
    expect(names.filter((name) => !arrives(name))).toEqual([]);
  });

  test('asks for attributes that are carried', () => {
    const carried = [...EVERYWHERE, ...names.flatMap((name) => keysOf.get(name) ?? [])];

    expect(keys).not.toEqual([]);
    expect(keys.filter((key) => !carried.includes(key))).toEqual([]);
  });
});

test('the template gives the runs the name and the identity that they tell with', () => {
  const app = readInfra('modules/app.bicep');

  expect(app).toMatch(/^ {2}OTEL_SERVICE_NAME: appName$/m);
  // As src/runtime/compose/telemetry-settings.ts reads it.
  expect(app).toMatch(
    /^ {2}APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=\$\{identityClientId\};Authorization=AAD'$/m,
  );
});
