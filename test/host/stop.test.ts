/** How `rollcall serve` ends. */
import { expect, onTestFinished, test } from 'vitest';
import { startServeApp, type ServeApp } from '../support/served/serve-app.ts';

async function startWith(
  path: string,
  stopLimitMs?: number,
): Promise<ServeApp & { readonly asked: Promise<Response> }> {
  const app = await startServeApp({
    env: {},
    functions: new URL('functions/stop/', import.meta.url),
    ...(stopLimitMs !== undefined && { stopLimitMs }),
  });
  onTestFinished(app.kill);
  const asked = fetch(`${app.url}${path}`);
  asked.catch(() => undefined);
  await app.logged((line) => line.message === 'waiting');
  return { ...app, asked };
}

test('what is under way is waited for, and nothing new is taken meanwhile', async () => {
  const app = await startWith('/api/until-stop');

  const code = await app.stop('SIGTERM');
  const answer = await app.asked;

  expect(answer.status).toBe(200);
  expect(['refused', 503]).toContainEqual(Reflect.get(Object(await answer.json()), 'taken'));
  expect(code).toBe(0);
  expect(app.log.at(-1)).toMatchObject({ level: 'info', message: 'stopped' });
});

test('what does not end in time is left, and that is said', async () => {
  const app = await startWith('/api/for-ever', 50);

  expect(await app.stop('SIGINT')).toBe(0);
  expect(app.log.at(-1)).toMatchObject({
    level: 'warn',
    left: 1,
    message: expect.stringMatching(/^stopped before all had ended/) as unknown,
  });
  await expect(app.asked).rejects.toThrow();
});

test('one keystroke that comes as two signals stops it once', async () => {
  const app = await startWith('/api/until-stop');

  const codes = await Promise.all([app.stop('SIGTERM'), app.stop('SIGINT')]);

  expect(codes).toEqual([0, 0]);
  expect((await app.asked).status).toBe(200);
});

test('a second signal, later, ends it at once', async () => {
  const app = await startWith('/api/for-ever');
  const stopped = app.stop('SIGTERM');
  await app.logged((line) => line.message.startsWith('stopping'));

  const again = setInterval(() => void app.stop('SIGTERM'), 50);
  onTestFinished(() => {
    clearInterval(again);
  });

  expect(await stopped).toBe(1);
  expect(app.log.at(-1)?.message).toMatch(/^stopping/);
});
