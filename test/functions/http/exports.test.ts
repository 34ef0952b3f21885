/** The runs of a span of time over HTTP: as a workbook, as CSV, as JSON, by the API's own route and by that of the pages. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectionName, runId, type RunId } from '../../../src/domain/ids.ts';
import { HttpResponse } from '@azure/functions';
import { aReport } from '../../support/builders/a-report.ts';
import { aRunEntry } from '../../support/builders/a-run-entry.ts';
import { aStep, digestOfText } from '../../support/builders/a-step.ts';
import { contextOf, requestOf } from '../app/call-function.ts';
import { onDashboard, onExports, onReports } from '../../../src/runtime/handlers.ts';
import { openApp, type App } from '../app/open-app.ts';
import { parseCsv } from '../../support/readers/parse-csv.ts';
import { problemShape } from '../app/problem-shape.ts';
import { readWorkbook } from '../../support/readers/read-workbook.ts';
import { renderJson } from '../../../src/reports/json.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import type { RunReport } from '../../../src/domain/runs/run.ts';
import { z } from 'zod';

const NAME = connectionName('harborpine');
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
/** On the last day of a month, on the first of the next, and later; the second one's files are gone. */
const AT = ['2026-10-31T23:59:59.000Z', '2026-11-01T00:00:00.000Z', '2026-11-23T10:15:00.000Z'] as const;
const idAt = (at: string): RunId => runId(`${at.slice(0, 19).replace(/[-:]/g, '')}Z-1a2b3c`);

let app: App;
beforeAll(async () => {
  app = await openApp();
  app.configure({ harborpine: {}, pinecrest: {} });
  for (const at of [AT[0], AT[2]]) await store(aReport({ run: idAt(at), startedAt: at, finishedAt: at }));
  await (await app.storage()).archive.storeRun(NAME, { ...aRunEntry(AT[1]), run: idAt(AT[1]) }, []);
});
afterAll(async () => {
  await app.stop();
});
afterEach(() => {
  vi.stubEnv('ROLLCALL_SIGN_IN', '');
  app.log.length = 0;
});

async function store(report: RunReport, text = renderJson(report)): Promise<void> {
  const { archive } = await app.storage();
  await archive.storeRun(report.connection, runEntry(report, digestOfText(text)), [
    { name: 'report.json', text, contentType: 'application/json; charset=utf-8' },
  ]);
}

type Query = Readonly<Record<string, string>>;
const ROUTES = {
  'the API': (connection: string, query: Query) =>
    onExports(
      requestOf({
        method: 'GET',
        path: `/api/connections/${connection}/reports?${new URLSearchParams(query).toString()}`,
        params: { connection },
      }),
      contextOf('exports', app.log),
    ),
  'the pages': (connection: string, query: Query) =>
    onDashboard(
      requestOf({
        method: 'GET',
        path: `/api/app/${connection}/export?${new URLSearchParams(query).toString()}`,
        params: { page: `${connection}/export` },
      }),
      contextOf('dashboard', app.log),
    ),
} as const;

async function get(query: Query, route: keyof typeof ROUTES = 'the API', connection = 'harborpine') {
  const response = new HttpResponse(await ROUTES[route](connection, query));
  return { status: response.status, headers: Object.fromEntries(response.headers), response };
}
const bytesOf = async (response: HttpResponse): Promise<Uint8Array> => new Uint8Array(await response.arrayBuffer());
const NOVEMBER = { from: '2026-11-01', to: '2026-11-30' };

describe.each(['the API', 'the pages'] as const)('by %s', (route) => {
  test('a workbook has the runs of the span and no others', async () => {
    const { status, headers, response } = await get({ ...NOVEMBER, format: 'xlsx' }, route);

    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': XLSX,
      'content-disposition': 'attachment; filename="harborpine-20261101T000000Z-20261201T000000Z-runs.xlsx"',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    const [index, actions] = readWorkbook(await bytesOf(response));
    expect(index?.rows.map(({ run }) => run)).toEqual([AT[1], AT[2]].map((at) => ({ kind: 'text', text: idAt(at) })));
    expect(actions?.rows[0]?.['outcome_detail']).toMatchObject({
      text: expect.stringMatching(/no longer in the archive/) as string,
    });
    expect(actions?.rows.length).toBe(1 + aReport().steps.length);
  });

  test('CSV has one table', async () => {
    const { headers, response } = await get({ ...NOVEMBER, format: 'csv', table: 'findings' }, route);

    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="harborpine-20261101T000000Z-20261201T000000Z-findings.csv"',
    });
    const [head, ...rows] = parseCsv(new TextDecoder('utf8', { ignoreBOM: true }).decode(await bytesOf(response)));
    expect(head?.slice(0, 4)).toEqual(['run', 'connection', 'severity', 'finding']);
    expect(rows).toHaveLength(1 + aReport().findings.length);
  });
});

test('the index as CSV is read from the index alone', async () => {
  const { response } = await get({ from: '2026-10-31', to: '2026-11-01', format: 'csv', table: 'runs' });

  const rows = parseCsv(new TextDecoder('utf8', { ignoreBOM: true }).decode(await bytesOf(response)));
  expect(rows.slice(1).map((row) => row[1])).toEqual([idAt(AT[0]), idAt(AT[1])]);
});

test('JSON is a run a line', async () => {
  const { headers, response } = await get({ from: '2026-10-31T23:59:59Z', to: '2026-11-30', format: 'json' });

  expect(headers).toMatchObject({
    'content-type': 'application/x-ndjson',
    'content-disposition': 'attachment; filename="harborpine-20261031T235959Z-20261201T000000Z-runs.ndjson"',
  });
  const shape = z.looseObject({
    entry: z.looseObject({ run: z.string() }),
    report: z.looseObject({ run: z.string() }).nullable(),
  });
  const lines = (await response.text())
    .trimEnd()
    .split('\n')
    .map((line) => shape.parse(JSON.parse(line)));
  expect(lines.map(({ entry, report }) => [entry.run, report?.run ?? null])).toEqual([
    [idAt(AT[0]), idAt(AT[0])],
    [idAt(AT[1]), null],
    [idAt(AT[2]), idAt(AT[2])],
  ]);
});

test('a span without runs is a workbook with heads and no rows', async () => {
  const { status, response } = await get({ from: '2020-01-01', to: '2020-12-31' });

  expect(status).toBe(200);
  expect(readWorkbook(await bytesOf(response)).map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Runs', 0],
    ['Actions', 0],
    ['Findings', 0],
  ]);
});

describe('what makes no sense is refused in words', () => {
  test.each([
    ['no span', {}, 400, /needs "from" and "to"/],
    ['half a span', { from: '2026-11-01' }, 400, /needs "from" and "to"/],
    ['a span that ends before it begins', { from: '2026-11-02', to: '2026-11-01' }, 400, /has to lie before/],
    ['no day', { from: 'last week', to: '2026-11-01' }, 400, /"from" is "last week"; expected a day/],
    ['another format', { ...NOVEMBER, format: 'pdf' }, 400, /"format" is "pdf"; expected one of xlsx, csv, json/],
    [
      'another table',
      { ...NOVEMBER, format: 'csv', table: '../memory' },
      400,
      /"table" is "..\/memory"; expected one of runs/,
    ],
  ])('%s', async (_what, query, status, words) => {
    const { response } = await get(query);

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(problemShape.parse(JSON.parse(await response.text())).detail).toMatch(words);
    const page = await get(query, 'the pages');
    expect([page.status, page.headers['content-type']]).toEqual([status, 'text/html; charset=utf-8']);
  });

  test('a connection that is not there', async () => {
    const { response } = await get(NOVEMBER, 'the API', 'nobody');

    expect(problemShape.parse(JSON.parse(await response.text()))).toMatchObject({
      status: 404,
      detail: expect.stringContaining('No connection is named "nobody"') as string,
    });
  });

  test('somebody without a role', async () => {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    expect([(await get(NOVEMBER)).status, (await get(NOVEMBER, 'the pages')).status]).toEqual([403, 403]);
  });
});

describe('what is too much', () => {
  const at = '2025-03-03T10:00:00.000Z';
  const SPAN = { from: '2025-03-03', to: '2025-03-03' };
  beforeAll(async () => {
    const steps = Array.from({ length: 30_001 }, (_unused, index) =>
      aStep.create({ identifier: `m${index}`, name: `Person ${index}` }),
    );
    await store(aReport({ run: idAt(at), startedAt: at, finishedAt: at, steps }));
  });

  test('for a workbook is refused with what to do', async () => {
    const { response } = await get(SPAN);

    expect(problemShape.parse(JSON.parse(await response.text()))).toMatchObject({
      status: 409,
      detail:
        'A workbook has at most 30,000 lines, and this one would have 30,006 or more. Take a shorter span, or the same as CSV or JSON, which are written run by run.',
    });
  });

  test('is so for the workbook of one run as well', async () => {
    const answer = await app.reports(`harborpine/runs/${idAt(at)}/report.xlsx`);

    expect(problemShape.parse(answer.json())).toMatchObject({
      status: 409,
      detail: expect.stringContaining(`Take the CSV files of run ${idAt(at)} instead`) as string,
    });
  });

  test('is never too much as CSV', async () => {
    const { response } = await get({ ...SPAN, format: 'csv' });

    expect((await response.text()).split('\r\n')).toHaveLength(30_001 + 2);
  });
});

test('a report that cannot be read breaks the download off: half a file never passes for a whole one', async () => {
  const [first, second] = ['2024-05-05T10:00:00.000Z', '2024-05-05T11:00:00.000Z'];
  await store(aReport({ run: idAt(first), startedAt: first, finishedAt: first }));
  await store(aReport({ run: idAt(second), startedAt: second, finishedAt: second }), '{"version": 1}');

  const { status, response } = await get({ from: '2024-05-05', to: '2024-05-05', format: 'json' });
  expect(status).toBe(200);
  await expect(response.text()).rejects.toThrow(/report\.json/);
  expect((await get({ from: '2024-05-05', to: '2024-05-05', format: 'xlsx' })).status).toBe(502);
});

describe('the workbook of one run', () => {
  test('is drawn from the report that is stored', async () => {
    const answer = await app.reports(`harborpine/runs/${idAt(AT[2])}/report.xlsx`);

    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': XLSX,
      'content-length': String(answer.bytes.length),
      'content-disposition': `attachment; filename="harborpine-${idAt(AT[2])}-report.xlsx"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    const sheets = readWorkbook(answer.bytes);
    expect(sheets.map(({ name }) => name)).toEqual([
      'Run',
      'Actions',
      'Findings',
      'Work of leavers',
      'Orphaned work',
      'Seats',
    ]);
    expect(sheets[1]?.rows).toHaveLength(aReport().steps.length);
  });

  test('is the same from the pages', async () => {
    const path = `harborpine/runs/${idAt(AT[2])}/files/report.xlsx`;
    const init = await onDashboard(
      requestOf({ method: 'GET', path: `/api/app/${path}`, params: { page: path } }),
      contextOf('dashboard', app.log),
    );

    const answer = await app.reports(`harborpine/runs/${idAt(AT[2])}/report.xlsx`);
    expect(Buffer.from(await bytesOf(new HttpResponse(init))).equals(answer.bytes)).toBe(true);
  });

  test('is named among the files of the run', async () => {
    const init = await onReports(
      requestOf({
        method: 'GET',
        path: `/api/connections/harborpine/runs/${idAt(AT[2])}`,
        params: { connection: 'harborpine', run: idAt(AT[2]) },
      }),
      contextOf('reports', app.log),
    );

    expect(JSON.parse(await new HttpResponse(init).text())).toMatchObject({
      files: expect.arrayContaining(['report.xlsx', 'actions.csv']) as string[],
    });
  });
});
