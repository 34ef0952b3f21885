/** Reports over HTTP: lists, files and what is refused. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openApp, type App } from '../app/open-app.ts';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import { buffer } from 'node:stream/consumers';
import { problemShape } from '../app/problem-shape.ts';
import { runReportSchema } from '../../../src/reports/schema/schema.ts';
import { z } from 'zod';

const NAME = connectionName('harborpine');
const RUNS = 5;

let app: App;
let runs: readonly string[];
beforeAll(async () => {
  app = await openApp();
  app.configure({ harborpine: {}, pinecrest: {} });
  app.company.hire('Underwood');
  for (let count = 0; count < RUNS; count += 1) await app.syncConnection({ version: 1, connection: NAME });
  const { archive } = await app.storage();
  runs = (await archive.list(NAME, { limit: 50 })).map((entry) => entry.run);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  app.log.length = 0;
});

const pageShape = z.object({
  connection: z.string(),
  runs: z.array(z.looseObject({ run: z.string(), outcome: z.string() })),
  next: z.string().nullable(),
});

describe('the list of runs', () => {
  test('names every run of the connection, newest first', async () => {
    const answer = await app.reports('harborpine/runs');

    const page = pageShape.parse(answer.json());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('application/json');
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(page.runs.map((entry) => entry.run)).toEqual(runs);
    expect(runs).toHaveLength(RUNS);
    expect(runs).toEqual(runs.toSorted().toReversed());
    expect(page.next).toBeNull();
  });

  test('is followed to its end by the addresses of the next pages', async () => {
    const seen: string[] = [];
    let query: string | null = '?limit=2';
    while (query !== null) {
      const page = pageShape.parse((await app.reports(`harborpine/runs${query}`)).json());
      seen.push(...page.runs.map((entry) => entry.run));
      query = page.next;
    }

    expect(seen).toEqual(runs);
  });

  test('of a connection without runs is empty', async () => {
    const answer = await app.reports('pinecrest/runs');

    expect(answer.json()).toEqual({ connection: 'pinecrest', runs: [], next: null });
  });

  test.each(['0', '-1', '201', '1.5', 'many', '', '1e9', 'NaN'])('refuses a limit of "%s"', async (limit) => {
    const answer = await app.reports(`harborpine/runs?limit=${limit}`);

    expect(answer.status).toBe(400);
    expect(problemShape.parse(answer.json()).detail).toMatch(/^A page has 1 to 200 runs, not /);
  });

  test.each(['latest', '../../x', '2026'])('refuses to begin before "%s"', async (before) => {
    const answer = await app.reports(`harborpine/runs?before=${encodeURIComponent(before)}`);

    expect(answer.status).toBe(400);
    expect(problemShape.parse(answer.json()).detail).toContain('is not a run id');
  });
});

describe('one run', () => {
  test.each([
    ['its id', () => runs[2] ?? '', () => runs[2]],
    ['latest', () => 'latest', () => runs[0]],
    ['the beginning of its id', () => (runs[4] ?? '').slice(0, -2), () => runs[4]],
  ])('is found by %s and names its files', async (_by, asked, expected) => {
    const answer = await app.reports(`harborpine/runs/${asked()}`);

    expect(answer.status).toBe(200);
    expect(answer.json()).toEqual({
      connection: 'harborpine',
      run: expected(),
      files: [
        ...['report.xlsx', 'report.html', 'report.json', 'report.txt', 'actions.csv', 'findings.csv', 'work.csv'],
        ...['orphans.csv', 'seats.csv', 'plan.json'],
      ],
    });
  });
});

describe('a file', () => {
  test.each([
    ['report.html', 'text/html; charset=utf-8', 'inline'],
    ['report.json', 'application/json; charset=utf-8', 'attachment'],
    ['report.txt', 'text/plain; charset=utf-8', 'attachment'],
    ['actions.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['findings.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['work.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['orphans.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['seats.csv', 'text/csv; charset=utf-8', 'attachment'],
    ['plan.json', 'application/json', 'attachment'],
  ])('%s comes as it is stored', async (file, contentType, disposition) => {
    const [latest = ''] = runs;
    const stored = await (await app.storage()).archive.openFile(NAME, runId(latest), file);
    if (stored === undefined) throw new Error(`The run has no ${file}`);

    const answer = await app.reports(`harborpine/runs/latest/${file}`);

    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(await buffer(stored.stream))).toBe(true);
    expect(answer.bytes.length).toBeGreaterThan(0);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': contentType,
      'content-length': String(answer.bytes.length),
      'content-disposition': `${disposition}; filename="harborpine-${latest}-${file}"`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    });
  });

  test('report.json is a report by its published schema', async () => {
    const answer = await app.reports('harborpine/runs/latest/report.json');

    expect(runReportSchema.parse(answer.json())).toMatchObject({ connection: 'harborpine', run: runs[0] });
  });
});

describe('what is not there is refused in words', () => {
  test.each([
    ['a connection', 'nobody/runs', 404, 'No connection is named "nobody". There are harborpine, pinecrest.'],
    ['a connection in other letters', 'Harborpine/runs', 404, 'No connection is named "Harborpine".'],
    [
      'a run',
      'harborpine/runs/20200101T000000Z-abcdef',
      404,
      'No run of harborpine begins with 20200101T000000Z-abcdef.',
    ],
    ['the latest run of none', 'pinecrest/runs/latest', 404, 'pinecrest has no run yet'],
    ['a run by nonsense', 'harborpine/runs/*', 400, '"*" is no run: give `latest`, a run id, or at least its first 4'],
    ['a beginning that fits all', 'harborpine/runs/20', 400, '"20" is no run'],
    [
      'a file',
      'harborpine/runs/latest/report.pdf',
      404,
      'has no file "report.pdf". There are report.xlsx, report.html, report.json',
    ],
    ['a file in other letters', 'harborpine/runs/latest/Report.html', 404, 'has no file "Report.html"'],
  ])('%s', async (_what, path, status, words) => {
    const answer = await app.reports(path);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('Content-Type')).toBe('application/problem+json');
    expect(problemShape.parse(answer.json())).toMatchObject({
      status,
      detail: expect.stringContaining(words) as string,
    });
    expect(app.log).toEqual([]);
  });

  test.each([
    'harborpine/runs/latest/..%2F..%2Fmemory.json',
    'harborpine/runs/latest/..%5C..%5Cmemory.json',
    'harborpine/runs/latest/report.json%00.html',
    'harborpine/runs/latest/.%2Freport.json',
    'harborpine/runs/..%2F..%2Fpinecrest/report.json',
    'harborpine/runs/%2E%2E/memory.json',
    '..%2Fharborpine/runs/latest/report.json',
    'harborpine%2Fruns/runs/latest',
    'harborpine/runs/latest/__proto__',
    'constructor/runs/latest',
  ])('a way out of the run: %s', async (path) => {
    const answer = await app.reports(path);

    expect([400, 404]).toContain(answer.status);
    expect(problemShape.parse(answer.json()).detail).toMatch(/is no run|has no file|No connection is named/);
  });
});

describe('a fault is answered without its inner workings', () => {
  test('the storage cannot be reached', async () => {
    app.configure({ harborpine: {} }, { storage: { kind: 'connection-string', connectionString: { env: 'BROKEN' } } });
    process.env['BROKEN'] = 'AccountName=hunter2';
    try {
      const answer = await app.reports('harborpine/runs');

      expect(answer.status).toBe(502);
      expect(problemShape.parse(answer.json()).detail).toMatch(/^The storage connection string cannot be understood\./);
      expect(answer.bytes.toString()).not.toContain('hunter2');
      expect(app.log).toEqual(['error {"level":"error","message":"request failed","fault":"RemoteError"}']);
    } finally {
      delete process.env['BROKEN'];
      app.configure({ harborpine: {}, pinecrest: {} });
    }
  });

  test('the configuration is broken', async () => {
    app.write('{ "version": 1, "connections": "hunter2" }');

    const answer = await app.reports('harborpine/runs');

    expect(answer.status).toBe(500);
    expect(problemShape.parse(answer.json()).detail).toBe(
      'The configuration is not valid. GET /api/health lists its problems.',
    );
    expect(answer.bytes.toString()).not.toContain('hunter2');
  });
});
