/** The pages over HTTP: what their answers are headed by, who may see them, and what is refused in words. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { answerOf, contextOf, requestOf, type Called } from '../app/call-function.ts';
import { openApp, type App } from '../app/open-app.ts';
import { onDashboard } from '../../../src/runtime/handlers.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { aStep, digestOfText } from '../../support/builders/a-step.ts';
import { connectionName } from '../../../src/domain/ids.ts';

const NAME = connectionName('harborpine');
const CSP =
  "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

let app: App;
let run: string;
beforeAll(async () => {
  app = await openApp();
  app.configure({ harborpine: {}, pinecrest: {} });
  app.company.hire('Underwood');
  await app.syncConnection({ version: 1, connection: NAME });
  run = (await (await app.storage()).archive.list(NAME, { limit: 1 }))[0]?.run ?? '';
});
afterAll(async () => {
  await app.stop();
});
afterEach(() => {
  vi.stubEnv('ROLLCALL_SIGN_IN', '');
  app.log.length = 0;
});

async function get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Called> {
  const page = decodeURIComponent(path.replace(/\?.*$/, ''));
  const request = requestOf({ method: 'GET', path: `/api/app/${path}`, params: { page }, headers });
  return answerOf(await onDashboard(request, contextOf('dashboard', app.log)));
}

const principal = (roles: readonly string[]): string =>
  Buffer.from(
    JSON.stringify({
      claims: [
        { typ: 'preferred_username', val: 'dana@harborpine.example' },
        ...roles.map((val) => ({ typ: 'roles', val })),
      ],
    }),
  ).toString('base64');

describe('every page', () => {
  test.each([
    ['', 200],
    ['harborpine', 200],
    ['harborpine/runs', 200],
    ['harborpine/waiting', 200],
    ['harborpine/findings', 200],
    ['harborpine/orphans', 200],
    ['harborpine/seats', 200],
    ['harborpine/leavers', 200],
    ['harborpine/people?who=sunderwood', 200],
    ['harborpine/runs/latest', 200],
    ['pinecrest', 200],
    ['pinecrest/waiting', 200],
    ['nobody', 404],
    ['harborpine/nothing', 404],
    ['harborpine/runs/latest/leavers/1', 404],
    ['harborpine/runs/latest/files/secrets.txt', 404],
    ['harborpine/runs/latest?standing=late', 400],
    ['harborpine/runs?before=never', 400],
    ['pinecrest/runs/latest', 404],
    ['-/old.css', 404],
    ['../../etc/passwd', 404],
  ])('/api/app/%s answers %i, is not kept, not framed, and loads nothing from elsewhere', async (path, status) => {
    const answer = await get(path);

    expect([answer.status, answer.text.startsWith('<!doctype html>')]).toEqual([status, true]);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': CSP,
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });
});

test('what is in the pages is what the run has stored', async () => {
  const page = (await get('harborpine/runs/latest')).text;

  expect(page).toContain('Sam Underwood');
  expect(page).toContain(`/api/app/harborpine/runs/${run}/files/report.json"`);
  expect((await get('harborpine/people?who=SUNDERWOOD')).text).toContain('<h1><bdi>Sam Underwood</bdi></h1>');
});

describe('a person as both sides have them now', () => {
  const isShown = (text: string): boolean => text.includes('<section id="now">');

  test('is read where it is asked for, and nothing is written', async () => {
    const before = app.company.writes().length;
    const stored = await get('harborpine/people?who=sunderwood');
    const now = await get('harborpine/people?who=sunderwood&now=yes');

    expect([isShown(stored.text), isShown(now.text)]).toEqual([false, true]);
    expect(now.text).toContain('The directory has Sam Underwood (enabled).');
    expect(now.text).toContain('In PSA Technicians.');
    expect(now.text).toContain('In scope with profile &quot;technicians&quot;.');
    expect(app.company.writes()).toHaveLength(before);
  });

  test('is told of whoever no run has told of', async () => {
    const now = (await get('harborpine/people?who=sabbott@harborpine.example&now=yes')).text;

    expect(now).toContain('Matched with member sabbott by ');
  });

  test('is not there where a side cannot be read: the page says why, and shows what is stored', async () => {
    const body = '{"code":"Unauthorized","message":"No access"}';
    const effect = { kind: 'answer', status: 401, body } as const;
    app.company.sandbox.addFault({ system: 'psa', path: /./, times: Infinity, effect });
    const now = await get('harborpine/people?who=sunderwood&now=yes');
    app.company.sandbox.clearFaults();

    expect(now.status).toBe(200);
    expect(now.text).toMatch(/It could not be told: <bdi>ConnectWise PSA answered 401/);
    expect(now.text).toContain('<h1><bdi>Sam Underwood</bdi></h1>');
    expect(now.text).not.toContain('sandboxPrivateKey');
  });
});

test('a file of a run comes as the API gives it', async () => {
  const file = await get('harborpine/runs/latest/files/report.json');

  expect(file.headers).toMatchObject({
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'content-disposition': `attachment; filename="harborpine-${run}-report.json"`,
  });
  expect(JSON.parse(file.text)).toMatchObject({ run });
});

test('stylesheet and script are kept for good, under names that change with them', async () => {
  const page = (await get('')).text;
  const names = [...page.matchAll(/\/api\/app\/(-\/rollcall-[0-9a-f]{16}\.(?:css|js))/g)].map(([, name]) => name ?? '');
  const answers = await Promise.all(names.map((name) => get(name)));

  expect(answers.map(({ status, headers }) => [status, headers['content-type'], headers['cache-control']])).toEqual([
    [200, 'text/css; charset=utf-8', 'private, max-age=31536000, immutable'],
    [200, 'text/javascript; charset=utf-8', 'private, max-age=31536000, immutable'],
  ]);
});

describe('where signing in is required', () => {
  test.each([
    ['a reader', ['Rollcall.Reader'], 200],
    ['an approver', ['Rollcall.Approver'], 200],
    ['somebody without a role', [], 403],
  ])('%s', async (_who, roles, status) => {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const answer = await get('harborpine', { 'x-ms-client-principal': principal(roles) });

    expect(answer.status).toBe(status);
    expect(answer.text.includes('Signed in as <bdi>dana@harborpine.example</bdi>')).toBe(status === 200);
    expect(answer.text.includes('steps wait')).toBe(status === 200);
  });

  test.each(['', 'harborpine', 'harborpine/runs/latest/files/report.json'])('nobody gets /api/app/%s', async (path) => {
    vi.stubEnv('ROLLCALL_SIGN_IN', 'required');

    const answer = await get(path);

    expect(answer.status).toBe(403);
    expect(answer.text).toContain('Rollcall.Reader');
    expect(answer.text).not.toMatch(/signed in|Let in/i);
    expect(answer.text).not.toContain(run);
  });
});

test('without it a header that a caller wrote makes nobody of them', async () => {
  const answer = await get('', { 'x-ms-client-principal': principal(['Rollcall.Approver']) });

  expect(answer.text).toContain('Let in by a function key; nobody is signed in');
});

test('a configuration that is not valid is a page with its problems', async () => {
  const valid = await get('');
  app.write('{"version": 1}');
  const answer = await get('');
  app.configure({ harborpine: {}, pinecrest: {} });

  expect([valid.status, answer.status]).toEqual([200, 500]);
  expect(answer.text).toContain('connections');
  expect(app.log.join()).toContain('request failed');
});

test('a plan of 2,000 steps is shown a hundred at a time', async () => {
  const steps = Array.from({ length: 2000 }, (_unused, index) =>
    aStep.create({ identifier: `m${index}`, name: `Person ${index}` }),
  );
  const report = aReport({ steps });
  const text = JSON.stringify(report);
  await (
    await app.storage()
  ).archive.storeRun(NAME, runEntry(report, digestOfText(text)), [
    { name: 'report.json', text, contentType: 'application/json; charset=utf-8' },
  ]);

  const answer = await get(`harborpine/runs/${report.run}?page=20&q=Person`);

  expect(answer.text.match(/data-copy=/g)).toHaveLength(100);
  expect(answer.text).toContain('1,901 to 2,000 of 2,000');
});
