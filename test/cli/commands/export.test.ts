/** rollcall export: the runs of a span of time as one file. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDesk, type Desk } from '../open-desk.ts';
import { parseCsv } from '../../support/readers/parse-csv.ts';
import { readWorkbook } from '../../support/readers/read-workbook.ts';
import { z } from 'zod';

let desk: Desk;
let runs: readonly string[];
beforeAll(async () => {
  desk = await openDesk();
  await desk.run(['check', '--prepare']);
  desk.company.hire('Underwood');
  await desk.run(['plan']);
  await desk.run(['apply', '--yes']);
  const listed = z.array(z.looseObject({ run: z.string() }));
  runs = listed.parse(JSON.parse((await desk.run(['runs', '--json'])).out)).map(({ run }) => run);
});
afterAll(async () => {
  await desk.stop();
});

const ALWAYS = ['--from', '2020-01-01', '--to', '2099-12-31'];
const place = (name: string): string => join(desk.folder, name);

test('a workbook has every run, and says where it is', async () => {
  const file = place('all.xlsx');

  const { code, out, err, terminal } = await desk.run(['export', ...ALWAYS, '--out', file]);

  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toBe(`${file}: 2 runs of harborpine\n`);
  expect(terminal.phases).toEqual(['Reading the runs', 'done']);
  const [index, actions] = readWorkbook(readFileSync(file));
  expect(index?.rows.map(({ run }) => run)).toEqual(runs.toReversed().map((run) => ({ kind: 'text', text: run })));
  expect(actions?.rows.map(({ member_id, status }) => [member_id, status])).toEqual([
    [
      { kind: 'text', text: 'sunderwood' },
      { kind: 'text', text: 'to do' },
    ],
    [
      { kind: 'text', text: 'sunderwood' },
      { kind: 'text', text: 'done' },
    ],
  ]);
});

test('CSV has the actions unless another table is asked for', async () => {
  await desk.run(['export', ...ALWAYS, '--format', 'csv', '--out', place('actions.csv')]);
  await desk.run(['export', ...ALWAYS, '--format', 'csv', '--table', 'runs', '--out', place('runs.csv')]);

  expect(parseCsv(readFileSync(place('actions.csv'), 'utf8')).map((row) => row[0])).toEqual([
    'run',
    ...runs.toReversed(),
  ]);
  expect(parseCsv(readFileSync(place('runs.csv'), 'utf8')).map((row) => row[1])).toEqual(['run', ...runs.toReversed()]);
});

test('with --json it says in JSON what it wrote', async () => {
  const file = place('all.ndjson');

  const { out } = await desk.run(['export', ...ALWAYS, '--format', 'json', '--out', file, '--json']);

  expect(JSON.parse(out)).toEqual({ file, runs: 2 });
  expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2);
});

describe('what cannot be done is said, and leaves no file', () => {
  test.each([
    ['a day that is none', ['--from', '2026-02-30', '--to', '2026-03-01'], /"from" is "2026-02-30"; expected a day/],
    ['no span', [], /required option '--from <when>' not specified/],
    ['another format', [...ALWAYS, '--format', 'pdf'], /Allowed choices are xlsx, csv, json/],
    ['another table', [...ALWAYS, '--table', 'memory'], /Allowed choices are runs, actions/],
  ])('%s', async (_what, args, words) => {
    const { code, err } = await desk.run(['export', ...args, '--out', place('none')]);

    expect(code).toBe(1);
    expect(err).toMatch(words);
    expect(existsSync(place('none'))).toBe(false);
  });

  test('a folder that is not there', async () => {
    const { code, err } = await desk.run(['export', ...ALWAYS, '--out', place('nowhere/all.xlsx')]);

    expect(code).toBe(1);
    expect(err).toContain('cannot be written (ENOENT). Name another place with --out.');
  });

  test('a report that cannot be read: what was there before stays as it was', async () => {
    const [latest = ''] = runs;
    const report = join(desk.storage, 'harborpine', 'runs', latest, 'report.json');
    const kept = readFileSync(report);
    await desk.run(['export', ...ALWAYS, '--format', 'json', '--out', place('kept.ndjson')]);
    const before = readFileSync(place('kept.ndjson'));
    writeFileSync(report, '{');

    const { code, err } = await desk.run(['export', ...ALWAYS, '--format', 'json', '--out', place('kept.ndjson')]);
    writeFileSync(report, kept);

    expect(code).toBe(1);
    expect(err).toContain('report.json');
    expect(readFileSync(place('kept.ndjson')).equals(before)).toBe(true);
    expect(readdirSync(desk.folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
