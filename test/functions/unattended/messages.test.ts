/** send-messages: every connection that has receivers is told of, and health says whom messages do not reach. */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { connectionName } from '../../../src/domain/ids.ts';
import { answer, startHookReceiver, type HookReceiver } from '../../support/hook-receiver.ts';
import { openApp, OTHER_COMPANY, type App } from '../app/open-app.ts';

const SLACK = { kind: 'slack', url: { env: 'TEST_SLACK_URL' } };
const TOLD = { messages: [SLACK] };

const healthShape = z.looseObject({ connections: z.array(z.looseObject({ notices: z.array(z.string()) })) });

let app: App;
let receiver: HookReceiver;
beforeAll(async () => {
  [app, receiver] = await Promise.all([openApp(), startHookReceiver()]);
  vi.stubEnv('TEST_SLACK_URL', `${receiver.url}/services/hushhushhush`);
});
afterAll(async () => {
  await Promise.all([app.stop(), receiver.stop()]);
});
beforeEach(async () => {
  receiver.clear();
  app.log.length = 0;
  app.configure({ harborpine: {} });
  // Looked after for long, so that a run is missed.
  const { store } = await app.storage();
  for (const name of ['harborpine', 'pinecrest'])
    await store.write(
      `${name}/messages.json`,
      JSON.stringify({ version: 1, since: '2026-01-01T00:00:00.000Z', receivers: [] }),
      {
        contentType: 'application/json',
        expect: 'any',
      },
    );
});

test('a run that is missing is told of each connection, once, and of none without receivers', async () => {
  app.configure({ harborpine: TOLD, pinecrest: TOLD, quiet: {} });

  await app.sendMessages();
  await app.sendMessages();

  const texts = receiver.received.map(({ text }) => text).join('\n');
  expect(receiver.received).toHaveLength(2);
  expect(texts).toContain('Rollcall, harborpine: no good run');
  expect(texts).toContain('Rollcall, pinecrest: no good run');
  expect(app.log.join('\n')).not.toContain('hush');
});

test('a connection whose secrets are not there is told of, by those of its receivers whose own are', async () => {
  const lacking = { psa: { ...OTHER_COMPANY, site: app.company.sandbox.urls.psa, privateKey: { env: 'NOT_THERE' } } };
  const missing = { kind: 'slack', name: 'silent', url: { env: 'NOT_THERE_EITHER' } };
  app.configure({ pinecrest: { ...lacking, messages: [SLACK, missing] } });

  await app.sendMessages();
  await app.sendMessages();

  expect(receiver.received.map(({ text }) => text)).toEqual([
    expect.stringMatching(/connections\[0\]\.psa\.privateKey, connections\[0\]\.messages\[1\]\.url/) as unknown,
  ]);
  expect(receiver.received.map(({ text }) => text).join()).not.toContain('NOT_THERE');
});

test('a connection that cannot be told of keeps the others from nothing, and is an error of the invocation', async () => {
  app.configure({ harborpine: TOLD, pinecrest: TOLD });
  const { store } = await app.storage();
  await store.write('harborpine/messages.json', '{', { contentType: 'application/json', expect: 'any' });

  await expect(app.sendMessages()).rejects.toThrow('Nobody could be told of 1 of 2 connections.');

  expect(receiver.received).toHaveLength(1);
  expect(app.log.join('\n')).toContain('nobody could be told of a connection');
});

test('health says whom messages do not reach, and turns no redder by it', async () => {
  app.configure({ harborpine: TOLD });
  receiver.answers = [answer(404)];
  await app.sendMessages();

  const failing = await app.health();
  receiver.clear();
  await app.sendMessages();
  const mended = await app.health();

  const notices = (health: typeof failing) => healthShape.parse(health.json()).connections[0]?.notices;
  expect(notices(failing)).toEqual([
    expect.stringMatching(/^Messages do not reach "slack" since .*answered 404/) as unknown,
  ]);
  expect(notices(mended)).toEqual([]);
  expect(JSON.stringify(failing.json())).not.toContain('hush');
});

test('health says what is wrong with what is remembered of messages', async () => {
  app.configure({ harborpine: TOLD });
  const { store } = await app.storage();
  await store.write('harborpine/messages.json', '{', { contentType: 'application/json', expect: 'any' });

  const health = healthShape.parse((await app.health()).json());

  expect(health.connections[0]?.notices).toEqual([expect.stringContaining('messages.json cannot be used') as unknown]);
});

test('nothing to tell anybody needs no receiver at all', async () => {
  app.configure({ harborpine: {} });

  await expect(app.sendMessages()).resolves.toBeUndefined();
});

describe('after a queued run', () => {
  const ONE_PLACE = { runsPerPsaHost: 1 };
  const sharing = () => ({
    harborpine: TOLD,
    second: { psa: { ...OTHER_COMPANY, site: app.company.sandbox.urls.psa } },
  });
  beforeEach(() => {
    // What is told at once.
    app.company.sandbox.addFault({
      system: 'psa',
      path: /system\/members/,
      effect: { kind: 'answer', status: 403, body: '{}' },
      times: Infinity,
    });
    app.configure(sharing(), ONE_PLACE);
    return () => {
      app.company.sandbox.clearFaults();
    };
  });

  test('its place at the host of the PSA and its lock are free while a receiver still makes it wait', async () => {
    const { lock, archive } = await app.storage();
    const free: boolean[] = [];
    receiver.meanwhile = async () => {
      for (const name of ['psa-hosts/127.0.0.1/0', 'harborpine']) {
        const lease = await lock.acquire(name);
        free.push(lease !== undefined);
        await lease?.release();
      }
    };

    await app.syncConnection({ version: 1, connection: 'harborpine' });

    const [entry] = await archive.list(connectionName('harborpine'), { limit: 1 });
    expect(free).toEqual([true, true]);
    expect(receiver.received.map(({ text }) => text).join()).toContain(entry?.run);
  });

  test.each([
    ['refuses', answer(400)],
    ['hangs up', { kind: 'drop' } as const],
  ])('a receiver that %s fails no run and no message', async (_what, said) => {
    receiver.answers = [said];

    await expect(app.syncConnection({ version: 1, connection: 'harborpine' })).resolves.toBeUndefined();

    expect(receiver.received).not.toEqual([]);
    expect(app.log.join('\n')).toContain('"message":"run finished"');
  });

  test('people are told also when its message stays in the queue', async () => {
    const asked = { by: 'request', ticket: 'req-20261123T100000Z-aaaaaaaaaaaa' };
    app.company.sandbox.clearFaults();
    app.company.sandbox.addFault({
      system: 'psa',
      path: /members\/count/,
      effect: { kind: 'answer', status: 503 },
      times: Infinity,
    });

    await expect(app.syncConnection({ version: 1, connection: 'harborpine', asked })).rejects.toThrow(
      'its message stays in the queue',
    );

    expect(receiver.received).not.toEqual([]);
  });
});
