import { describe, expect, test } from 'vitest';
import { HOUR_MS, MINUTE_MS } from '../../support/fixed-clock.ts';
import { digestOfText } from '../../support/builders/a-step.ts';
import { openWebhook } from '../../support/webhook.ts';
import { SECRET } from '../../adapters/entra/events/subscription-stage.ts';
import { NAME, setKeeper, type Keeper } from './keeper.ts';

const DAY_MS = 24 * HOUR_MS;

/** A keeper whose subscriptions are in order, with nothing written or queued since. */
async function settled(): Promise<Keeper & { readonly before: readonly string[] }> {
  const keeper = await setKeeper();
  await keeper.look();
  keeper.sandbox.clearTraffic();
  return { ...keeper, before: keeper.sandbox.graph.subscriptions().map(({ id }) => id) };
}
const runs = (keeper: Keeper, before = 0) => keeper.queued.slice(before);

describe('the first look', () => {
  test('makes both, remembers them, and asks for a run, since nobody delivered before', async () => {
    await using keeper = await setKeeper();

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['users', 'groups']);
    expect(keeper.sandbox.graph.subscriptions()).toMatchObject([
      { clientState: SECRET, changeType: 'deleted,updated', lifecycleNotificationUrl: keeper.wish.url },
      { clientState: SECRET },
    ]);
    expect(record).toEqual({
      version: 1,
      subscriptions: keeper.sandbox.graph.subscriptions().map(({ id, resource, expirationDateTime }) => ({
        id,
        resource,
        expires: expirationDateTime,
        secretDigest: digestOfText(SECRET),
      })),
      problems: [],
      runOwed: false,
      checkedAt: '2026-11-23T10:00:00.000Z',
    });
    expect(await keeper.record()).toEqual(record);
    expect(keeper.queued).toEqual([
      { kind: 'run', connection: NAME, asked: { by: 'event', at: '2026-11-23T10:00:00.000Z' } },
    ]);
  });

  test('asks for the run when the webhook knows the subscriptions, not before', async () => {
    await using keeper = await setKeeper();
    keeper.breakQueue();

    await expect(keeper.look()).rejects.toThrow('The queue is away.');

    expect((await keeper.record())?.subscriptions).toHaveLength(2);
  });

  test('that could not ask for the run leaves it to the next one', async () => {
    await using keeper = await setKeeper();
    keeper.breakQueue();
    await keeper.look().catch(() => undefined);
    keeper.sandbox.clearTraffic();

    const record = await keeper.look();

    expect(keeper.writes()).toEqual([]);
    expect(keeper.queued).toHaveLength(1);
    expect(record).toMatchObject({ runOwed: false, problems: [] });
  });
});

describe('a look with nothing to do', () => {
  test('writes nothing to the directory and queues nothing, but says that it was there', async () => {
    await using keeper = await settled();
    keeper.clock.advance(HOUR_MS);

    const record = await keeper.look();

    expect(keeper.writes()).toEqual([]);
    expect(keeper.sandbox.traffic).toHaveLength(1);
    expect(keeper.queued).toHaveLength(1);
    expect(record).toMatchObject({ checkedAt: '2026-11-23T11:00:00.000Z', problems: [] });
  });

  test('leaves alone what delivers elsewhere', async () => {
    await using keeper = await settled();
    await using other = await openWebhook();
    keeper.sandbox.quirks.duplicateSubscription = 'accepted';
    await keeper.open('another secret').create(keeper.draft('users', { notificationUrl: other.url }));
    keeper.sandbox.clearTraffic();

    await keeper.look();

    expect(keeper.writes()).toEqual([]);
    expect(keeper.live()).toEqual(['users', 'groups', 'users']);
  });
});

describe('time', () => {
  test('that runs short is lengthened, for a year, without a gap and without another subscription', async () => {
    await using keeper = await settled();

    for (let days = 0; days < 365; days += 5) {
      keeper.clock.advance(5 * DAY_MS);
      await keeper.look();
    }

    expect(keeper.sandbox.graph.subscriptions().map(({ id }) => id)).toEqual(keeper.before);
    expect(keeper.queued).toHaveLength(1);
    expect(new Set(keeper.writes().map((write) => write.slice(0, 5)))).toEqual(new Set(['PATCH']));
    expect(keeper.writes().length).toBeLessThan(2 * 25);
  });

  test('that has run out is begun anew, and the run makes up for what was missed', async () => {
    await using keeper = await settled();
    keeper.clock.advance(30 * DAY_MS);

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['users', 'groups']);
    expect(record?.subscriptions).toHaveLength(2);
    expect(runs(keeper, 1)).toMatchObject([{ kind: 'run', asked: { by: 'event' } }]);
  });

  test('is lengthened early when the directory asks for it, once for several such words', async () => {
    await using keeper = await settled();
    keeper.clock.advance(DAY_MS);

    await keeper.look('directory');
    keeper.clock.advance(MINUTE_MS);
    await keeper.look('directory');

    expect(keeper.writes()).toEqual(keeper.before.map((id) => `PATCH /subscriptions/${id}`));
    expect(keeper.queued).toHaveLength(1);
  });
});

describe('a subscription that was lost', () => {
  test('is made again, and a run makes up for what was missed', async () => {
    await using keeper = await settled();
    keeper.sandbox.graph.loseSubscription(keeper.before[0] ?? '');

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['groups', 'users']);
    expect(keeper.writes()).toEqual(['POST /subscriptions']);
    expect(record?.subscriptions.map(({ id }) => id)).not.toContain(keeper.before[0]);
    expect(runs(keeper, 1)).toHaveLength(1);
  });

  test('between the list and its renewal is made again as well', async () => {
    await using keeper = await settled();
    keeper.clock.advance(20 * DAY_MS);
    const act = (): void => {
      keeper.sandbox.graph.loseSubscription(keeper.before[0] ?? '');
    };
    keeper.sandbox.addFault({ system: 'graph', method: 'PATCH', path: /./, effect: { kind: 'meanwhile', act } });

    const record = await keeper.look();

    expect(keeper.live()).toEqual(['groups', 'users']);
    expect(record).toMatchObject({ problems: [] });
    expect(runs(keeper, 1)).toHaveLength(1);
  });

  test('and cannot be made again causes one run, not one an hour', async () => {
    await using keeper = await settled();
    keeper.sandbox.graph.loseSubscription(keeper.before[1] ?? '');
    keeper.sandbox.world.permissions.subscribeGroups = false;

    await keeper.look();
    await keeper.look();

    expect(runs(keeper, 1)).toHaveLength(1);
  });
});

describe('another secret', () => {
  test.each([
    ['side by side', 'accepted', ['POST', 'DELE', 'POST', 'DELE']],
    ['only after the old one has gone', 'conflict', ['POST', 'DELE', 'POST', 'POST', 'DELE', 'POST']],
  ] as const)('is taken up %s', async (_how, quirk, methods) => {
    await using keeper = await settled();
    keeper.sandbox.quirks.duplicateSubscription = quirk;
    keeper.wish.secret = 'canary-of-the-new-secret';

    const record = await keeper.look();

    expect(keeper.writes().map((write) => write.slice(0, 4))).toEqual(methods);
    expect(keeper.sandbox.graph.subscriptions().map(({ clientState }) => clientState)).toEqual([
      keeper.wish.secret,
      keeper.wish.secret,
    ]);
    expect(record).toMatchObject({ problems: [], runOwed: false });
    expect(record?.subscriptions.map(({ secretDigest }) => secretDigest)).toEqual([
      digestOfText(keeper.wish.secret),
      digestOfText(keeper.wish.secret),
    ]);
    expect(runs(keeper, 1)).toHaveLength(1);
  });

  test('is known to the webhook before the old one is removed', async () => {
    await using keeper = await settled();
    keeper.sandbox.quirks.duplicateSubscription = 'accepted';
    keeper.wish.secret = 'canary-of-the-new-secret';
    const known: string[] = [];
    const act = (): void => {
      known.push(keeper.store.files.get(`${NAME}/subscriptions.json`) ?? '');
    };
    keeper.sandbox.addFault({ system: 'graph', method: 'DELETE', path: /./, effect: { kind: 'meanwhile', act } });

    await keeper.look();

    const [made] = keeper.sandbox.graph.subscriptions();
    expect(known).toHaveLength(1);
    expect(known[0]).toContain(made?.id);
    expect(known[0]).toContain(keeper.before[0]);
  });
});

test('another address is taken up, and the old one is given up', async () => {
  await using keeper = await settled();
  await using other = await openWebhook();
  keeper.wish.url = other.url;

  await keeper.look();

  expect(keeper.sandbox.graph.subscriptions().map(({ notificationUrl }) => notificationUrl)).toEqual([
    other.url,
    other.url,
  ]);
  expect(runs(keeper, 1)).toHaveLength(1);
});

test('nothing that is logged or remembered holds a secret', async () => {
  await using keeper = await settled();
  keeper.wish.secret = 'canary-of-the-new-secret';
  const body = JSON.stringify({ error: { code: 'X', message: keeper.wish.secret } });
  keeper.sandbox.addFault({
    system: 'graph',
    method: 'POST',
    path: /./,
    effect: { kind: 'answer', status: 400, body },
  });

  await keeper.look();

  expect((await keeper.record())?.problems).toHaveLength(1);
  expect(`${keeper.logged()}${JSON.stringify([...keeper.store.files])}`).not.toMatch(/canary/);
  expect(keeper.logged()).toContain('subscriptions looked at');
});
