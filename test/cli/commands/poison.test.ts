/** What was put aside: listed with what it means, put back, removed. */
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { aConfigFile, ENV } from '../../config/a-config-file.ts';
import { startAzurite, type Azurite } from '../../../src/sandbox/azurite.ts';
import { createRecordingTerminal } from '../recording-terminal.ts';
import { join } from 'node:path';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connectionName, ticket } from '../../../src/domain/ids.ts';
import { openStorage } from '../../../src/runtime/compose/open-storage.ts';
import { readConfig } from '../../../src/runtime/read-config.ts';
import { QueueServiceClient } from '@azure/storage-queue';
import { runProgram } from '../../../src/cli/program.ts';
import { tmpdir } from 'node:os';
import { z } from 'zod';

const QUEUES = [
  'rollcall-runs',
  'rollcall-people',
  'rollcall-slow-runs',
  'rollcall-subscriptions',
  'rollcall-approvals',
] as const;
const folder = mkdtempSync(join(tmpdir(), 'rollcall-'));
let azurite: Azurite;
let raw: QueueServiceClient;
beforeAll(async () => {
  azurite = await startAzurite();
  raw = QueueServiceClient.fromConnectionString(azurite.connectionString);
  for (const queue of QUEUES) {
    await raw.createQueue(queue);
    await raw.createQueue(`${queue}-poison`);
  }
  const place = join(folder, 'rollcall.json');
  writeFileSync(place, aConfigFile());
  for (const [name, value] of Object.entries({ ...ENV, STORAGE: azurite.connectionString, ROLLCALL_CONFIG: place }))
    vi.stubEnv(name, value);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  await azurite.stop();
});
afterEach(async () => {
  for (const queue of QUEUES.flatMap((name) => [name, `${name}-poison`]))
    await raw.getQueueClient(queue).clearMessages();
});

async function run(args: readonly string[], answer?: (question: string) => string) {
  const terminal = createRecordingTerminal(answer);
  const code = await runProgram(['poison', ...args], terminal);
  return { code, out: terminal.out(), err: terminal.err(), asked: terminal.asked, phases: terminal.phases };
}
async function putAside(text: string, queue: (typeof QUEUES)[number] = 'rollcall-runs') {
  const client = raw.getQueueClient(`${queue}-poison`);
  return (await client.sendMessage(Buffer.from(text, 'utf8').toString('base64'))).messageId;
}
const waiting = async (queue: string) => (await raw.getQueueClient(queue).getProperties()).approximateMessagesCount;
const RUN = '{"version":1,"connection":"harborpine"}';

describe('the list', () => {
  test('says so when there is nothing', async () => {
    expect(await run([])).toMatchObject({ code: 0, out: '', err: 'No work was put aside.' });
    expect(await run(['--json'])).toMatchObject({ code: 0, out: '[]\n', err: '' });
  });

  test('names what it is, of whom and since when, with what it means and the next command', async () => {
    const runId = await putAside(RUN);
    const personId = await putAside('{"version":1,"connection":"pinecrest","person":"00u1"}', 'rollcall-people');
    const slowId = await putAside(RUN, 'rollcall-slow-runs');
    const slowPersonId = await putAside(
      '{"version":1,"connection":"harborpine","person":"00u2"}',
      'rollcall-slow-runs',
    );
    const subscriptionsId = await putAside(RUN, 'rollcall-subscriptions');

    const { code, out, err } = await run([]);

    expect(code).toBe(2);
    expect(out.replace(/since \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z/g, 'since THEN')).toBe(
      [
        `${runId}  run of harborpine  since THEN\n`,
        `${personId}  run of pinecrest over the person 00u1  since THEN\n`,
        `${slowId}  run of harborpine, which takes its time  since THEN\n`,
        `${slowPersonId}  run of harborpine over the person 00u2, which takes its time  since THEN\n`,
        `${subscriptionsId}  look at the subscriptions of harborpine  since THEN\n`,
      ].join(''),
    );
    expect(err).toBe(
      [
        'It failed several times in a row, so nothing tries it again by itself. Nobody is forgotten: every scheduled run looks at everybody. The log of the function app says why it failed.',
        'When that is mended, put all of it back: rollcall poison --replay',
      ].join('\n'),
    );
  });

  test('says why one cannot be used, harmlessly, and how to remove it', async () => {
    const id = await putAside('hello\n\u001b[2J\u202e', 'rollcall-people');

    const { code, out, err } = await run([]);

    expect(code).toBe(2);
    expect(out).toContain(`${id}  something in the queue of people  since `);
    expect(out).toContain('      Cannot be used: 11 characters that are not JSON. It says: hello ␛[2J[U+202E]\n');
    expect(err).toBe(`What cannot be used can only be removed, one by one: rollcall poison --discard ${id}`);
  });

  test('warns of a connection that the configuration no longer has', async () => {
    const id = await putAside('{"version":1,"connection":"gone"}');

    expect((await run([])).out.replace(/\s+/g, ' ')).toContain(
      `Would fail again: the configuration has no connection "gone". Remove it: rollcall poison --discard ${id}`,
    );
  });

  test('tells how much more there is than it shows', async () => {
    await Promise.all(Array.from({ length: 35 }, () => putAside(RUN)));

    const { out, err } = await run([]);

    expect(out.trim().split('\n')).toHaveLength(32);
    expect(err).toMatch(/^These are the first of about 35\.\n/);
  });

  test('says when what there is lies in other hands', async () => {
    await putAside(RUN);
    await raw.getQueueClient('rollcall-runs-poison').receiveMessages({ visibilityTimeout: 600 });

    expect(await run([])).toMatchObject({
      code: 2,
      out: '',
      err: 'About 1 are in other hands at the moment. Look again in a minute: rollcall poison',
    });
  });

  test('prints with --json what there is, and nothing else', async () => {
    const id = await putAside(RUN);
    await putAside('hello');

    const { code, out, err } = await run(['--json']);

    const shape = z.array(
      z.strictObject({
        kind: z.literal('run'),
        id: z.string(),
        since: z.iso.datetime(),
        work: z.looseObject({ connection: z.string() }).nullable(),
        problem: z.string().nullable(),
        text: z.string(),
      }),
    );
    expect({ code, err }).toEqual({ code: 2, err: '' });
    expect(shape.parse(JSON.parse(out))).toMatchObject([
      { id, work: { kind: 'run', connection: 'harborpine', asked: { by: 'schedule' } }, problem: null, text: RUN },
      { work: null, problem: '5 characters that are not JSON', text: 'hello' },
    ]);
  });
});

describe('--replay', () => {
  test('puts all back that can be used, and tells what stays', async () => {
    for (let number = 0; number < 3; number += 1) await putAside(RUN);
    await putAside('hello');

    const { code, out, err, phases } = await run(['--replay']);

    expect(code).toBe(2);
    expect(out).toBe('Put back: 3. The functions try it again within minutes.\n');
    expect(err).toBe('About 1 cannot be used and stay. See what to do with them: rollcall poison');
    expect(phases).toEqual(['Putting work back', 'done']);
    expect([await waiting('rollcall-runs'), await waiting('rollcall-runs-poison')]).toEqual([3, 1]);
  });

  test('ends with 0 when nothing is left, and when there was nothing', async () => {
    await putAside(RUN);

    expect(await run(['--replay'])).toMatchObject({ code: 0, err: '' });
    expect(await run(['--replay'])).toMatchObject({ code: 0, out: 'Put back: 0. There was nothing to try again.\n' });
  });

  test('puts the one back that is named', async () => {
    await putAside(RUN);
    const id = await putAside(RUN);

    expect(await run(['--replay', id, '--json'])).toMatchObject({ code: 0, out: '{"replayed":1,"left":0}\n', err: '' });
    expect([await waiting('rollcall-runs'), await waiting('rollcall-runs-poison')]).toEqual([1, 1]);
  });

  test('refuses an id that is not there, and one that cannot be used', async () => {
    const id = await putAside('hello');

    for (const asked of [id, 'nobody']) {
      const { code, out, err } = await run(['--replay', asked]);
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toBe(
        `Error  No work that can be put back has the id "${asked}". See what there is, and what of it can be used: rollcall poison`,
      );
    }
    expect(await waiting('rollcall-runs-poison')).toBe(1);
  });
});

describe('--discard', () => {
  test('asks, and removes it', async () => {
    await putAside('hello');
    const id = await putAside('hello');

    const { code, out, err, asked } = await run(['--discard', id], () => 'yes');

    expect({ code, out, err }).toEqual({ code: 0, out: 'Removed.\n', err: '' });
    expect(asked).toEqual([`Remove the message ${id} for good? Only "yes" does it: `]);
    expect(await waiting('rollcall-runs-poison')).toBe(1);
  });

  test('tells whoever asked for it, by the ticket', async () => {
    const asked = { by: 'request', ticket: 'req-20261123T100000Z-aaaaaaaaaaaa' };
    const id = await putAside(JSON.stringify({ version: 1, connection: 'harborpine', asked }));

    const { dropped, store } = await openStorage((await readConfig()).storage);
    await store.prepare();

    expect((await run(['--discard', id, '--yes'])).code).toBe(0);

    expect(await dropped.find(connectionName('harborpine'), ticket(asked.ticket))).toMatchObject({
      because: { kind: 'discarded' },
    });
  });

  test.each(['no', 'y', ''])('leaves it at the answer "%s"', async (answer) => {
    const id = await putAside('hello');

    expect(await run(['--discard', id], () => answer)).toMatchObject({ code: 2, out: '', err: 'Nothing was removed.' });
    expect(await waiting('rollcall-runs-poison')).toBe(1);
  });

  test('does not ask with --yes', async () => {
    const id = await putAside('hello');

    expect(await run(['--discard', id, '--yes', '--json'])).toMatchObject({
      code: 0,
      out: `{"discarded":"${id}"}\n`,
      err: '',
      asked: [],
    });
    expect(await waiting('rollcall-runs-poison')).toBe(0);
  });

  test('is refused where nobody can be asked', async () => {
    const id = await putAside('hello');

    const { code, err } = await run(['--discard', id]);

    expect(code).toBe(1);
    expect(err).toContain('Nobody can be asked here, so nothing was removed. Add --yes');
    expect(await waiting('rollcall-runs-poison')).toBe(1);
  });

  test('refuses an id that is not there', async () => {
    expect(await run(['--discard', 'nobody', '--yes'])).toMatchObject({
      code: 1,
      err: 'Error  Nothing that was put aside has the id "nobody". See what there is: rollcall poison',
    });
  });
});

describe('a plain folder', () => {
  const place = join(folder, 'folder.json');
  const WORDS = 'The storage is a plain folder. It has no queue, so nothing runs unattended and no work is put aside.';
  beforeAll(() => {
    writeFileSync(place, aConfigFile(['storage', { kind: 'folder', path: join(folder, 'storage') }]));
  });

  test('has no queue to list', async () => {
    expect(await run(['--config', place])).toMatchObject({ code: 0, out: '', err: WORDS });
    expect(await run(['--config', place, '--json'])).toMatchObject({ code: 0, out: '[]\n', err: '' });
  });

  test.each([[['--replay']], [['--discard', 'x', '--yes']]])('refuses %j', async (args) => {
    expect(await run([...args, '--config', place])).toMatchObject({ code: 1, out: '', err: `Error  ${WORDS}` });
  });
});

test('a storage that cannot be reached is told with what to do', async () => {
  vi.stubEnv('STORAGE', 'AccountName=hunter2');
  const { code, out, err } = await run([]);
  vi.stubEnv('STORAGE', azurite.connectionString);

  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toMatch(/^Error {2}The storage connection string cannot be understood\./);
  expect(err).not.toContain('hunter2');
});
