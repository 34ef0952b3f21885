/** Event hooks as Okta drives them: the envelope, the secret, the short wait, the one repetition, and the verification. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { oktaCaller, rowsOf } from './okta-caller.ts';
import { close, listen } from '../../support/served/listen.ts';

const SECRET = 'the secret as entered';
const world = createEmptyWorld();
const ada = addPerson(world, { login: 'ada@harborpine.example' });
const team = addGroup(world, { name: 'Team', people: [ada] });
const DEACTIVATED = { type: 'user.lifecycle.deactivate', person: ada };

const envelopeSchema = z.strictObject({
  eventType: z.literal('com.okta.event_hook'),
  eventTypeVersion: z.literal('1.0'),
  cloudEventsVersion: z.literal('0.1'),
  source: z.string(),
  eventId: z.string(),
  data: z.strictObject({ events: z.array(z.looseObject({ uuid: z.string(), eventType: z.string() })) }),
  eventTime: z.literal('2026-11-23T10:00:00.000Z'),
  contentType: z.literal('application/json'),
});

let sandbox: Sandbox;
const start = (hookTimeoutMs: number) =>
  startSandbox({ world, now: () => new Date('2026-11-23T10:00:00Z'), hookTimeoutMs });
beforeEach(async () => {
  sandbox = await start(30_000);
});
afterEach(async () => {
  await sandbox.stop();
});

interface Heard {
  readonly request: IncomingMessage;
  readonly body: string;
}

/** From now on Okta waits no longer than that. */
async function losePatienceAfter(hookTimeoutMs: number): Promise<void> {
  await sandbox.stop();
  sandbox = await start(hookTimeoutMs);
}

/** A hook on loopback that is registered, and what it heard. The last answer is given again and again. */
async function startHook(...answers: readonly ((response: ServerResponse, heard: Heard) => void)[]) {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = { request, body: Buffer.concat(chunks).toString('utf8') };
      heard.push(one);
      answers[Math.min(heard.length, answers.length) - 1]?.(response, one);
    });
  });
  const port = await listen(server);
  onTestFinished(() => close(server));
  const hook = { url: `http://127.0.0.1:${port}/hook`, header: 'X-Hook-Key', secret: SECRET, broken: false };
  sandbox.okta.hooks.push(hook);
  return { hook, heard, close: () => new Promise((resolve) => void server.close(resolve)) };
}

const answer =
  (status: number, body = '', headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    response.writeHead(status, headers).end(body);
  };
const silence = () => undefined;
const drop = (response: ServerResponse) => {
  response.destroy();
};

describe('a delivery', () => {
  test('carries the entry of the log in the documented envelope, under the secret', async () => {
    const { hook, heard } = await startHook(answer(204));

    const deliveries = await sandbox.okta.publish(DEACTIVATED);

    const [entry] = rowsOf(await oktaCaller(sandbox)('/logs?since=2026-11-23T09:00:00Z'));
    const envelope = envelopeSchema.parse(JSON.parse(heard[0]?.body ?? ''));
    expect(deliveries).toEqual([{ hook, outcome: 'delivered', status: 204, attempts: 1 }]);
    expect(heard[0]?.request).toMatchObject({ method: 'POST', url: '/hook' });
    expect(heard[0]?.request.headers).toMatchObject({ 'x-hook-key': SECRET, 'content-type': 'application/json' });
    expect(envelope.source).toMatch(new RegExp(`^${sandbox.urls.okta}/api/v1/eventHooks/who[0-9A-Za-z]{17}$`));
    expect(envelope.data.events).toEqual([entry]);
    expect(envelope.data.events[0]).toMatchObject({ target: [{ id: oktaUserId(ada.id), type: 'User' }] });
  });

  test('holds several events, each with an id of its own', async () => {
    const { heard } = await startHook(answer(200));

    await sandbox.okta.publishAll([DEACTIVATED, { type: 'group.profile.update', group: team }]);

    const { events } = envelopeSchema.parse(JSON.parse(heard[0]?.body ?? '')).data;
    expect(heard).toHaveLength(1);
    expect(events.map((event) => event.eventType)).toEqual(['user.lifecycle.deactivate', 'group.profile.update']);
    expect(new Set(events.map((event) => event.uuid)).size).toBe(2);
  });

  test('goes to every hook', async () => {
    const hooks = [await startHook(answer(200)), await startHook(answer(401))];

    const deliveries = await sandbox.okta.publish(DEACTIVATED);

    expect(deliveries.map(({ outcome, status }) => [outcome, status])).toEqual([
      ['delivered', 200],
      ['refused', 401],
    ]);
    expect(hooks.map(({ heard }) => heard.length)).toEqual([1, 1]);
  });

  test('needs no hook: the log has it all the same', async () => {
    const deliveries = await sandbox.okta.publish(DEACTIVATED);

    expect(deliveries).toEqual([]);
    expect(rowsOf(await oktaCaller(sandbox)('/logs?since=2026-11-23T09:00:00Z'))).toHaveLength(1);
  });
});

describe('a hook that does not take it', () => {
  test.each([
    ['a 5xx that passes', [answer(503), answer(200)], { outcome: 'delivered', status: 200, attempts: 2 }],
    ['a 5xx that stays', [answer(500)], { outcome: 'refused', status: 500, attempts: 2 }],
    ['a connection that drops', [drop, answer(200)], { outcome: 'delivered', status: 200, attempts: 2 }],
    ['a 400', [answer(400)], { outcome: 'refused', status: 400, attempts: 1 }],
    ['a 429', [answer(429)], { outcome: 'refused', status: 429, attempts: 1 }],
    ['a redirect', [answer(302, '', { location: '/else' })], { outcome: 'refused', status: 302, attempts: 1 }],
  ] as const)('%s', async (_case, answers, expected) => {
    const { heard } = await startHook(...answers);

    const deliveries = await sandbox.okta.publish(DEACTIVATED);

    expect(deliveries).toMatchObject([expected]);
    expect(heard).toHaveLength(expected.attempts);
    expect(new Set(heard.map(({ body }) => body)).size).toBe(1);
  });

  test.each([
    // The second answer needs its time on a busy machine; where none comes, no time is long enough.
    ['silence that passes', 2_000, [silence, answer(204)], { outcome: 'delivered', status: 204, attempts: 2 }],
    ['silence that stays', 50, [silence], { outcome: 'unanswered', status: null, attempts: 2 }],
  ] as const)('%s', async (_case, patience, answers, expected) => {
    await losePatienceAfter(patience);
    await startHook(...answers);

    const deliveries = await sandbox.okta.publish(DEACTIVATED);

    expect(deliveries).toMatchObject([expected]);
  });

  test('one that is gone is unanswered', async () => {
    const { close } = await startHook(answer(200));
    await close();

    const deliveries = await sandbox.okta.publish(DEACTIVATED);

    expect(deliveries).toMatchObject([{ outcome: 'unanswered', status: null, attempts: 2 }]);
  });

  test('one that is broken hears nothing until it is mended, and what was published meanwhile is in the log alone', async () => {
    const { hook, heard } = await startHook(answer(200));
    hook.broken = true;
    const lost = await sandbox.okta.publish(DEACTIVATED);
    hook.broken = false;
    const found = await sandbox.okta.publish(DEACTIVATED);

    expect([...lost, ...found].map(({ outcome, attempts }) => [outcome, attempts])).toEqual([
      ['not-sent', 0],
      ['delivered', 1],
    ]);
    expect(heard).toHaveLength(1);
    expect(rowsOf(await oktaCaller(sandbox)('/logs?since=2026-11-23T09:00:00Z'))).toHaveLength(2);
  });
});

describe('the verification', () => {
  const echo = (response: ServerResponse, { request }: Heard) => {
    const verification = request.headers['x-okta-verification-challenge'];
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ verification }));
  };

  test('is one GET without the secret, whose challenge comes back', async () => {
    const { hook, heard } = await startHook(echo);

    const verification = await sandbox.okta.verify(hook);

    expect(verification).toEqual({ verified: true, status: 200 });
    expect(heard.map(({ request }) => request.method)).toEqual(['GET']);
    expect(JSON.stringify(heard[0]?.request.headers)).not.toContain(SECRET);
  });

  test.each([
    ['another word', answer(200, '{"verification":"yes"}'), 200],
    ['nothing', answer(204), 204],
    ['a web page', answer(200, '<html></html>'), 200],
    ['a refusal', answer(401), 401],
  ])('fails with %s', async (_case, say, status) => {
    const { hook } = await startHook(say);

    const verification = await sandbox.okta.verify(hook);

    expect(verification).toEqual({ verified: false, status });
  });
});

test('a hook that is silent is not verified', async () => {
  await losePatienceAfter(50);
  const { hook } = await startHook(silence);

  const verification = await sandbox.okta.verify(hook);

  expect(verification).toEqual({ verified: false, status: null });
});

describe('nonsense', () => {
  test('a hook beyond this machine is an error, and nothing has happened', async () => {
    sandbox.okta.hooks.push({ url: 'https://example.com/hook', header: 'Authorization', secret: SECRET });

    await expect(sandbox.okta.publish(DEACTIVATED)).rejects.toThrow('not on example.com');
    expect(rowsOf(await oktaCaller(sandbox)('/logs?since=2026-11-23T09:00:00Z'))).toEqual([]);
  });

  test('something that happens to nobody is an error', async () => {
    await expect(sandbox.okta.publish({ type: 'user.lifecycle.create' })).rejects.toThrow('a person or a group');
    await expect(sandbox.okta.publishAll([])).rejects.toThrow('at least one event');
  });
});
