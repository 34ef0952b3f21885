/** Health: green is 200, red is 503, and the answer says why. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { aPersonRef, digestOfText } from '../../support/builders/a-step.ts';
import { connectionName, runId } from '../../../src/domain/ids.ts';
import { openApp, type Answer, type App } from '../app/open-app.ts';
import { aReport } from '../../support/builders/a-report.ts';
import { join } from 'node:path';
import { PERSON_QUEUE } from '../../../src/runtime/handlers.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { runEntry } from '../../../src/reports/entry.ts';
import { z } from 'zod';

let app: App;
beforeAll(async () => {
  app = await openApp();
});
afterAll(async () => {
  await app.stop();
});
beforeEach(() => {
  app.company.sandbox.clearFaults();
  app.log.length = 0;
});

const healthShape = z.strictObject({
  status: z.enum(['green', 'red']),
  problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  poisoned: z.int().nullable(),
  poisonedDetail: z.string().nullable(),
  connections: z.array(
    z.strictObject({
      connection: z.string(),
      healthy: z.boolean(),
      lastRun: z.strictObject({ run: z.string(), outcome: z.string() }).nullable(),
      lastGoodRunHoursAgo: z.number().nullable(),
      detail: z.string(),
      notices: z.array(z.string()),
    }),
  ),
});
const read = (answer: Answer) => healthShape.parse(answer.json());
const run = (connection: string) => app.syncConnection({ version: 1, connection });

/** The PSA shows no members: a run that cannot be good. */
function breakPsa(): void {
  app.company.sandbox.addFault({
    system: 'psa',
    path: /system\/members/,
    effect: { kind: 'answer', status: 403, body: '{}' },
    times: Infinity,
  });
}

describe('a connection', () => {
  test('is red before its first run, with the command that looks into it', async () => {
    app.configure({ never: {} });

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(read(answer)).toEqual({
      status: 'red',
      problems: [],
      poisoned: 0,
      poisonedDetail: null,
      connections: [
        {
          connection: 'never',
          healthy: false,
          lastRun: null,
          lastGoodRunHoursAgo: null,
          detail: 'No good run within 2 hours. Open the latest report, or run: rollcall check --connection never',
          notices: [],
        },
      ],
    });
  });

  test('is red when its secrets are not all there, which are named, and takes nothing from the others', async () => {
    const token = { env: 'NOT_THERE' };
    const directory = { kind: 'okta', orgUrl: 'https://pinecrest.okta.com', credential: { kind: 'api-token', token } };
    app.configure({ good: {}, without: { directory } });
    await run('good');

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(read(answer)).toMatchObject({
      problems: [
        {
          path: 'connections[1].directory.credential.token',
          message: 'Environment variable NOT_THERE is not set; expected the secret itself.',
        },
      ],
      connections: [
        { connection: 'good', healthy: true },
        {
          connection: 'without',
          healthy: false,
          detail:
            'Its secrets are not all there, so nothing runs for it: see problems. The same: rollcall check --connection without',
        },
      ],
    });
  });

  test('is green while it is paused until some day, and says why', async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    app.configure({ never: { paused: { why: 'The PSA is moved', until } } });

    expect(read(await app.health())).toMatchObject({
      status: 'green',
      connections: [
        { healthy: true, detail: `Nothing runs unattended until ${until}. Why: The PSA is moved.`, lastRun: null },
      ],
    });
  });

  test('is red while everything is stopped by the setting, and says why', async () => {
    app.configure({ good: {} });
    await run('good');
    vi.stubEnv('ROLLCALL_PAUSED', 'an incident');

    const answer = read(await app.health());
    vi.stubEnv('ROLLCALL_PAUSED', '');

    expect(answer).toMatchObject({
      status: 'red',
      connections: [
        { healthy: false, detail: 'Nothing runs unattended, because the setting ROLLCALL_PAUSED says: an incident.' },
      ],
    });
  });

  test('is green after a good run', async () => {
    app.configure({ good: {} });
    await run('good');

    const answer = await app.health();

    expect(answer.status).toBe(200);
    expect(read(answer)).toMatchObject({
      status: 'green',
      connections: [{ healthy: true, lastRun: { outcome: 'converged' }, lastGoodRunHoursAgo: 0 }],
    });
  });

  test('is green while changes wait for people: that is what observing means', async () => {
    app.configure({ observed: {} });
    const person = app.company.hire('Underwood');
    await run('observed');
    person.state = 'deleted';

    expect(read(await app.health())).toMatchObject({
      status: 'green',
      connections: [{ healthy: true, lastRun: { outcome: 'pending' } }],
    });
  });

  test('is red when the last good run is too long ago', async () => {
    app.configure({ good: {} }, { staleAfterHours: 1e-9 });
    await run('good');

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(read(answer).connections[0]).toMatchObject({ healthy: false, lastRun: { outcome: 'converged' } });
  });

  test('is red when all of its runs have failed or were frozen', async () => {
    app.configure({ failing: {} });
    breakPsa();
    await run('failing');
    await run('failing');

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(read(answer).connections[0]).toMatchObject({ healthy: false, lastGoodRunHoursAgo: null });
    expect(['failed', 'frozen']).toContain(read(answer).connections[0]?.lastRun?.outcome);
  });

  test('stays green through a failure while the last good run is recent enough', async () => {
    app.configure({ good: {} });
    await run('good');
    breakPsa();
    await run('good');

    expect(read(await app.health())).toMatchObject({ status: 'green', connections: [{ healthy: true }] });
  });

  test('that is red turns the whole answer red, and the others still tell theirs', async () => {
    app.configure({ good: {}, never: {} });
    await run('good');

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(read(answer).connections.map(({ connection, healthy }) => [connection, healthy])).toEqual([
      ['good', true],
      ['never', false],
    ]);
  });

  test('is red with the reason when the storage cannot be read', async () => {
    vi.stubEnv('BROKEN_STORAGE', 'AccountName=hunter2');
    app.configure(
      { good: {} },
      { storage: { kind: 'connection-string', connectionString: { env: 'BROKEN_STORAGE' } } },
    );

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(read(answer).connections[0]?.detail).toMatch(/^The storage connection string cannot be understood\./);
    expect(read(answer).poisoned).toBeNull();
    expect(read(answer).poisonedDetail).toMatch(/^The storage connection string cannot be understood\./);
    expect(answer.bytes.toString()).not.toContain('hunter2');
  });
});

test('a connection is red when only runs over one person went well: they say nothing of the whole', async () => {
  app.configure({ single: {} });
  const { archive } = await app.storage();
  const single = connectionName('single');
  breakPsa();
  await run('single');
  const [failed] = await archive.list(single, { limit: 1 });
  const report = aReport({
    run: runId('20991231T235959Z-000000'),
    person: aPersonRef({ identifier: 'jquill', name: 'Jo Quill' }),
    outcome: 'converged',
  });
  await archive.storeRun(single, runEntry(report, digestOfText('report')), []);

  expect(read(await app.health()).connections[0]).toMatchObject({
    healthy: false,
    lastRun: { run: failed?.run, outcome: failed?.outcome },
    lastGoodRunHoursAgo: null,
  });
});

describe('work that was put aside', () => {
  const poison = () =>
    QueueServiceClient.fromConnectionString(app.azurite.connectionString).getQueueClient(`${PERSON_QUEUE}-poison`);

  test('turns a green answer red, with what it means and the command', async () => {
    app.configure({ good: {} });
    await run('good');
    await poison().sendMessage('hello');
    try {
      const answer = await app.health();

      expect(answer.status).toBe(503);
      expect(read(answer)).toMatchObject({ status: 'red', poisoned: 1, connections: [{ healthy: true }] });
      expect(read(answer).poisonedDetail).toMatch(/^Work failed too often and was put aside .*: rollcall poison$/);
    } finally {
      await poison().clearMessages();
    }
    expect((await app.health()).status).toBe(200);
  });

  test('is none where the queues do not exist yet', async () => {
    app.configure({ good: {} });
    await run('good');
    await poison().delete();
    try {
      expect(read(await app.health())).toMatchObject({ status: 'green', poisoned: 0, poisonedDetail: null });
    } finally {
      await poison().create();
    }
  });

  test('is not asked for where the storage has no queue', async () => {
    app.configure({ good: {} }, { storage: { kind: 'folder', path: join(app.place, '..', 'folder') } });

    expect(read(await app.health())).toMatchObject({ poisoned: null, poisonedDetail: null });
  });
});

describe('a configuration', () => {
  test('that is broken is red with all of its problems, and without what stands in them', async () => {
    app.write(
      JSON.stringify({
        version: 1,
        storage: { kind: 'connection-string', connectionString: 'hunter2' },
        connections: [{ name: 'x', psa: { privateKey: 'hunter2' } }],
      }),
    );

    const answer = await app.health();

    expect(answer.status).toBe(503);
    expect(read(answer)).toMatchObject({ connections: [], poisoned: null, poisonedDetail: null });
    expect(read(answer).problems.map((problem) => problem.path)).toEqual(
      expect.arrayContaining([
        'storage.connectionString',
        'connections[0].psa.privateKey',
        'connections[0].psa.site',
        'connections[0].directory',
        'connections[0].profiles',
      ]),
    );
    expect(answer.bytes.toString()).not.toContain('hunter2');
  });

  test('that is not there is red with what to set', async () => {
    vi.stubEnv('ROLLCALL_CONFIG', '/nowhere/rollcall.json');
    try {
      const answer = await app.health();

      expect(answer.status).toBe(503);
      expect(read(answer).problems).toEqual([
        {
          path: '/nowhere/rollcall.json',
          message:
            'There is no configuration file here. Set ROLLCALL_CONFIG or --config to its path or blob URL; src/config/example.config.json is one to start from.',
        },
      ]);
    } finally {
      vi.stubEnv('ROLLCALL_CONFIG', app.place);
    }
  });

  test('is read anew each time: what was mended shows at once', async () => {
    app.write('{');
    const before = await app.health();
    app.configure({ good: {} });
    await run('good');

    const after = await app.health();

    expect([before.status, after.status]).toEqual([503, 200]);
  });
});
