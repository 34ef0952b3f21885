/** Runs that somebody asks for over HTTP, and how they are found. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerOf, contextOf, requestOf, type Call } from '../app/call-function.ts';
import { connectionName, runId, ticket } from '../../../src/domain/ids.ts';
import { onReports, onStartPersonSync, onStartRun } from '../../../src/runtime/handlers.ts';
import { openApp, type App } from '../app/open-app.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { countWaiting } from '../webhooks/open-webhooks.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { problemShape } from '../app/problem-shape.ts';
import { renderRunFiles } from '../../../src/reports/files.ts';
import { runEntry } from '../../../src/reports/entry.ts';
import { z } from 'zod';

const ADA = '5F0E6C1A-6a1c-4a5e-8b57-2f3f0a9d1e77';

const CONNECTIONS = {
  harborpine: {},
  pinecrest: {
    directory: {
      kind: 'okta',
      orgUrl: 'https://pinecrest.okta.com',
      credential: { kind: 'api-token', token: { env: 'SANDBOX_OKTA_TOKEN' } },
    },
  },
};

let app: App;
const log: string[] = [];
beforeAll(async () => {
  app = await openApp();
  app.configure(CONNECTIONS);
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  log.length = 0;
});

const post = (path: string, params: Readonly<Record<string, string>>): Call => ({ method: 'POST', path, params });
const startRun = async (connection: string) =>
  answerOf(
    await onStartRun(
      requestOf(post(`/api/connections/${encodeURIComponent(connection)}/runs`, { connection })),
      contextOf('start-run', log),
    ),
  );
const startSync = async (connection: string, person: string) =>
  answerOf(
    await onStartPersonSync(
      requestOf(post('/api/connections/x/people/y/sync', { connection, person })),
      contextOf('start-person-sync', log),
    ),
  );
const reports = async (connection: string, run: string, file?: string) =>
  answerOf(
    await onReports(
      requestOf({
        method: 'GET',
        path: '/api/connections/x/runs/y',
        params: { connection, run, ...(file !== undefined && { file }) },
      }),
      contextOf('reports', log),
    ),
  );
const waiting = async () => countWaiting(app.azurite.connectionString);
const startedShape = z.strictObject({ ticket: z.string().transform(ticket), run: z.string() });
const problemOf = (text: string) => problemShape.parse(JSON.parse(text)).detail;

describe('a run that is asked for', () => {
  test.each([
    ['over everybody', 'harborpine', () => startRun('harborpine'), false],
    ['over one person of Entra ID', 'harborpine', () => startSync('harborpine', ADA), true],
    ['over one person of Okta', 'pinecrest', () => startSync('pinecrest', '00u1active2example345'), true],
  ])('%s waits in the queue, and the answer says where it will be', async (_what, name, start, person) => {
    const before = await waiting();

    const answer = await start();

    const started = startedShape.parse(JSON.parse(answer.text));
    expect(answer.status).toBe(202);
    expect(started.run).toBe(`/api/connections/${name}/runs/${started.ticket}`);
    expect(answer.headers).toMatchObject({
      location: started.run,
      'content-type': 'application/json',
      'cache-control': 'no-store',
    });
    expect(await waiting()).toBe(before + 1);
    expect(log.map((line): unknown => JSON.parse(line.replace(/^\w+ /, '')))).toEqual([
      {
        level: 'info',
        message: 'run asked for',
        invocation: 'test-invocation',
        connection: name,
        ticket: started.ticket,
        person,
      },
    ]);
    expect(log.join()).not.toContain(ADA.toLowerCase());
  });

  test('is awaited, and found as soon as it is there', async () => {
    const asked = startedShape.parse(JSON.parse((await startRun('harborpine')).text)).ticket;
    const before = await reports('harborpine', asked);

    const run = runId(`${asked.slice(4, 20)}-abcdef`);
    const report = aReport({ run, trigger: { kind: 'http', by: 'start-run', ticket: asked } });
    const { archive } = await app.storage();
    await archive.storeRun(connectionName('harborpine'), runEntry(report, digestOfText('x')), renderRunFiles(report));
    const after = await reports('harborpine', asked);
    const file = await reports('harborpine', asked, 'report.json');

    expect(before).toMatchObject({
      status: 202,
      headers: { 'retry-after': '5', 'cache-control': 'no-store' },
      text: '{"state":"waiting"}',
    });
    expect(after.status).toBe(200);
    expect(JSON.parse(after.text)).toMatchObject({ connection: 'harborpine', run });
    expect(JSON.parse(file.text)).toMatchObject({ run, trigger: { ticket: asked } });
    expect(await reports('pinecrest', asked)).toMatchObject({ status: 202 });
  });
});

const WHY = 'The PSA is moved';

describe('a run that was asked for before a pause began', () => {
  const until = '2099-01-01T00:00:00Z';
  const messageOf = (asked: string) => ({
    version: 1,
    connection: 'harborpine',
    asked: { by: 'request', ticket: asked },
  });
  const askThenStop = async (stop: () => void): Promise<string> => {
    const { ticket: asked } = startedShape.parse(JSON.parse((await startRun('harborpine')).text));
    stop();
    await app.syncConnection(messageOf(asked));
    return asked;
  };
  afterEach(() => {
    vi.stubEnv('ROLLCALL_PAUSED', '');
    app.configure(CONNECTIONS);
  });

  test.each([
    [
      'of the connection',
      () => {
        app.configure({ ...CONNECTIONS, harborpine: { paused: { why: WHY, until } } });
      },
      until,
      `Ask again after ${until}`,
    ],
    [
      'of everything',
      () => {
        vi.stubEnv('ROLLCALL_PAUSED', WHY);
      },
      null,
      'Ask again once the setting ROLLCALL_PAUSED is taken away',
    ],
  ])('%s is answered with the reason, its end and the next step', async (_what, stop, end, next) => {
    const asked = await askThenStop(stop);

    const answer = await reports('harborpine', asked);

    expect(answer).toMatchObject({
      status: 409,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    });
    expect(answer.headers['retry-after']).toBeUndefined();
    expect(JSON.parse(answer.text)).toEqual({
      status: 409,
      state: 'dropped',
      detail: expect.stringContaining('no run will be made of it') as string,
      why: WHY,
      until: end,
      next: expect.stringContaining(next) as string,
    });
    expect(await reports('harborpine', asked, 'report.json')).toMatchObject({ status: 409 });
    expect(await reports('pinecrest', asked)).toMatchObject({ status: 202 });
    expect(app.log.join()).not.toContain(WHY);
  });

  test('leaves its message in the queue while the answer cannot be kept', async () => {
    const { store } = await app.storage();
    await store.write('harborpine/dropped.json', 'rubbish', { contentType: 'application/json', expect: 'any' });

    await expect(
      askThenStop(() => {
        vi.stubEnv('ROLLCALL_PAUSED', WHY);
      }),
    ).rejects.toThrow('harborpine/dropped.json cannot be used');

    await store.write('harborpine/dropped.json', '{"version":1,"dropped":[]}', {
      contentType: 'application/json',
      expect: 'any',
    });
  });
});

describe('what cannot be asked for is refused in words:', () => {
  test.each([
    [
      'a run of nobody',
      () => startRun('nobody'),
      404,
      'No connection is named "nobody". There are harborpine, pinecrest.',
    ],
    ['a run of a path', () => startRun('../harborpine'), 404, 'No connection is named'],
    ['a person of nobody', () => startSync('nobody', ADA), 404, 'No connection is named'],
    [
      'a person by name',
      () => startSync('harborpine', 'ada@contoso.example'),
      400,
      'expected the object id that Entra ID shows',
    ],
    ['a person of Okta in Entra ID', () => startSync('harborpine', '00u1active2example345'), 400, "is no person's id"],
    [
      'a person of Entra ID in Okta',
      () => startSync('pinecrest', ADA),
      400,
      'expected the id that Okta shows in the address',
    ],
    ['a person by a path', () => startSync('pinecrest', '00u1active2example345/../x'), 400, "is no person's id"],
    ['no person', () => startSync('harborpine', ''), 400, "is no person's id"],
    ['the run of no ticket', () => reports('harborpine', 'req-1'), 404, '"req-1" is no ticket'],
    [
      'the run of an old ticket',
      () => reports('harborpine', 'req-20200101T000000Z-aaaaaaaaaaaa'),
      404,
      'a ticket waits 24 hours. Ask for a new one',
    ],
  ])('%s', async (_what, ask, status, words) => {
    const before = await waiting();

    const answer = await ask();

    expect(answer.status).toBe(status);
    expect(problemOf(answer.text)).toContain(words);
    expect(await waiting()).toBe(before);
    expect(log).toEqual([]);
  });

  test('anything, where the storage is a plain folder', async () => {
    app.configure({ harborpine: {} }, { storage: { kind: 'folder' } });
    try {
      const answer = await startRun('harborpine');

      expect(answer.status).toBe(409);
      expect(problemOf(answer.text)).toContain('rollcall apply --connection harborpine');
    } finally {
      app.configure(CONNECTIONS);
    }
  });
});
