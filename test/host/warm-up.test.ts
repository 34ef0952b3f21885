/** What `rollcall serve` does before it says that it listens. */
import { describe, expect, onTestFinished, test } from 'vitest';
import { startServeApp, type ServeApp } from '../support/served/serve-app.ts';

async function start(warmup: 'end' | 'fail' | 'never-end', more: { readonly warmUpLimitMs?: number } = {}) {
  const functions = new URL('functions/warmup/', import.meta.url);
  const app = await startServeApp({ env: { WARMUP: warmup }, functions, verbose: true, ...more });
  onTestFinished(app.kill);
  return app;
}
const isWarm = async (app: ServeApp): Promise<unknown> => (await app.call('/api/is-warm')).json();

describe('a warmup function', () => {
  test('has ended by then', async () => {
    const app = await start('end');

    expect(await isWarm(app)).toEqual({ ended: true });
    await app.logged((line) => line['function'] === 'warmup' && line.message === 'invocation succeeded');
  });

  test('that fails is logged, and the start goes on', async () => {
    const app = await start('fail');

    expect(await isWarm(app)).toEqual({ ended: false });
    const failed = await app.logged((line) => line['function'] === 'warmup' && line.message === 'invocation failed');
    expect(failed).toMatchObject({ level: 'error', fault: 'TypeError', detail: 'no way to warm up' });
  });

  test('that does not end is not waited for beyond a limit', async () => {
    const app = await start('never-end', { warmUpLimitMs: 1 });

    await app.logged((line) => line.message === 'warming up');
    expect(await isWarm(app)).toEqual({ ended: false });
  });

  test('is not run by hand', async () => {
    const answer = await (await start('end')).runByHand('warmup');

    expect([answer.status, await answer.json()]).toEqual([
      400,
      { status: 400, detail: 'warmup is run at every start, not by hand.' },
    ]);
  });
});

test('the rehearsal of the host shows nowhere', async () => {
  const app = await start('end');
  await app.logged((line) => line['function'] === 'warmup' && line.message === 'invocation succeeded');

  expect(app.functions.map(({ name }) => name)).toEqual(['is-warm', 'warmup']);
  expect((await app.call('/rehearsal', { method: 'POST' })).status).toBe(404);
  expect(app.log.filter((line) => (line['function'] ?? 'warmup') !== 'warmup')).toEqual([]);
  expect(app.log.filter((line) => line.level === 'warn' || line.level === 'error')).toEqual([]);
});
