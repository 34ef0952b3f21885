/** The warmup function over Azurite: it leaves nothing behind, and it does not fail whatever is wrong. */
import { expect, test, vi } from 'vitest';
import { anEntry, anEnvelope } from '../../adapters/okta/events/an-entry.ts';
import { webhooksOfFile } from '../../functions/webhooks/open-webhooks.ts';
import { contextOf } from '../../functions/app/call-function.ts';
import { oktaCall } from '../../functions/webhooks/webhook-desk.ts';
import { onWarmup } from '../../../src/runtime/handlers.ts';
import { RE_READ_MS } from '../../../src/runtime/webhooks/desk.ts';
import { readFileSync } from 'node:fs';
import { systemClock } from '../../../src/runtime/system.ts';

const webhooks = await webhooksOfFile();

const warmUp = async (): Promise<void> => onWarmup({}, contextOf('warmup', webhooks.log));
const stored = async () => (await webhooks.app.storage()).store.list('', { limit: 1000 });

test('nothing waits and nothing is written afterwards, and the first delivery is news', async () => {
  const before = await stored();
  await warmUp();

  expect(webhooks.log).toEqual([
    'information {"level":"info","message":"warmed up","invocation":"test-invocation","rehearsed":600}',
  ]);
  expect(await stored()).toEqual(before);
  expect(await webhooks.waiting()).toBe(0);
  expect((await webhooks.okta(oktaCall(anEnvelope([anEntry()])))).status).toBe(204);
  expect(await webhooks.waiting()).toBe(1);
});

test('a broken configuration is said in one line without a word of it', async () => {
  const text = readFileSync(webhooks.app.place, 'utf8');
  const clock = vi.spyOn(systemClock, 'elapsed').mockReturnValue(systemClock.elapsed() + RE_READ_MS);
  webhooks.app.write('{ "version": 1, "connections": "hunter2" }');

  await warmUp();

  expect(webhooks.log).toEqual([
    expect.stringMatching(/^warning .*"not warmed up, so the first deliveries take longer".*"fault":"ConfigError"/),
  ]);
  expect(webhooks.log.join()).not.toContain('hunter2');
  webhooks.app.write(text);
  clock.mockRestore();
});

test('so is a storage that does not answer', async () => {
  await webhooks.app.azurite.stop();

  await warmUp();

  expect(webhooks.log).toEqual([
    expect.stringMatching(/^warning .*"not warmed up, .*"fault":"RemoteError","reason":"unavailable"/),
  ]);
});
