// What the work queues are on the wire, and what becomes of messages when requests get lost.
import { inspect } from 'node:util';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createWorkQueue } from '../../../src/adapters/azure/queue/queue.ts';
import type { QueueNames } from '../../../src/adapters/azure/queue/queue-names.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import type { Work } from '../../../src/domain/events/work.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { WorkQueue } from '../../../src/ports/event-ports.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import type { FaultyProxy } from './faulty-proxy.ts';
import { startFaultyProxy } from './faulty-proxy.ts';

const RUN: Work = { kind: 'run', connection: connectionName('harbor-pine'), asked: { by: 'schedule' } };
const RUN_TEXT = '{"version":1,"connection":"harbor-pine"}';
const NOWHERE: QueueNames = {
  run: 'never-runs',
  person: 'never-people',
  slow: 'never-slow',
  subscriptions: 'never-subscriptions',
  approval: 'never-approvals',
};
const POISON = 'rollcall-runs-poison';

let azurite: Azurite;
let proxy: FaultyProxy;
let raw: QueueServiceClient;
beforeAll(async () => {
  azurite = await startAzurite();
  proxy = await startFaultyProxy(azurite, 'queue');
  raw = QueueServiceClient.fromConnectionString(azurite.connectionString);
  await openQueue().prepare();
});
afterAll(async () => {
  await proxy.stop();
  await azurite.stop();
});
beforeEach(async () => {
  proxy.clear();
  await raw.getQueueClient('rollcall-runs').clearMessages();
  await raw.getQueueClient(POISON).clearMessages();
});

function openQueue(connectionString = azurite.connectionString, names?: QueueNames): WorkQueue {
  const service = { kind: 'connection-string', connectionString } as const;
  return createWorkQueue({ service, retryDelayMs: 1, ...(names !== undefined && { names }) });
}
const putAside = async (text: string, queue = POISON) =>
  (await raw.getQueueClient(queue).sendMessage(Buffer.from(text, 'utf8').toString('base64'))).messageId;
/** All that is there, hidden or not. */
const countOf = async (queue: string) =>
  (await raw.getQueueClient(queue).getProperties()).approximateMessagesCount ?? 0;
const faultOf = (act: Promise<unknown>) => act.catch((error: unknown) => error);

describe('a message on the wire', () => {
  test('is base64 of the documented JSON, in the queue that the function listens to', async () => {
    await openQueue().send(RUN);

    const { receivedMessageItems } = await raw.getQueueClient('rollcall-runs').receiveMessages();
    const decoded = receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString('utf8'));
    expect(decoded).toEqual([RUN_TEXT]);
  });

  test.each([
    [0, '0'],
    [1, '1'],
    [1000, '1'],
    [1001, '2'],
    [30_000, '30'],
  ])('for %d ms later is hidden for %s seconds', async (afterMs, seconds) => {
    await openQueue(proxy.connectionString).send(RUN, afterMs);

    const [sent = ''] = proxy.seen;
    expect(new URLSearchParams(sent.replace(/^.*\?/, '')).get('visibilitytimeout')).toBe(seconds);
  });

  test('is refused for so much later that it would be gone by then', async () => {
    await expect(openQueue().send(RUN, 7 * 86_400_000)).rejects.toThrow('at most');
  });

  test('costs one request', async () => {
    const queue = openQueue(proxy.connectionString);

    await Promise.all(Array.from({ length: 10 }, () => queue.send(RUN)));

    expect(proxy.seen).toHaveLength(10);
  });

  test('is sent again when its answer was lost, and so comes at least once', async () => {
    proxy.strike({ method: 'POST', address: /rollcall-runs\/messages/ }, { kind: 'drop-after' });

    await openQueue(proxy.connectionString).send(RUN);

    expect(await countOf('rollcall-runs')).toBe(2);
  });

  test('is counted', async () => {
    const meter = createRequestMeter();
    const service = { kind: 'connection-string', connectionString: azurite.connectionString } as const;
    const queue = createWorkQueue({ service, meter });

    await queue.prepare();
    await queue.send(RUN);

    expect(meter.read()).toMatchObject([{ system: 'storage', data: 0, write: 11 }]);
  });

  test('shows no key in a fault', async () => {
    const wrong = Buffer.from('a wrong key that is still a secret').toString('base64');
    const queue = openQueue(azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${wrong}`));

    const faults = [await faultOf(queue.send(RUN)), await faultOf(queue.countPoisoned())];
    const checks = await queue.check();

    for (const fault of faults) expect(fault).toBeInstanceOf(RemoteError);
    expect(faults).toMatchObject([{ status: 403 }, { status: 403 }]);
    expect(`${inspect(faults, { depth: 10 })} ${JSON.stringify(checks)}`).not.toContain(wrong);
    expect(checks.map(({ result }) => result)).toEqual(['fail', 'fail', 'fail', 'fail', 'fail', 'fail']);
  });
});

describe('the self-test', () => {
  test('names every queue with what waits, and what was put aside with the command', async () => {
    await openQueue().send(RUN);
    await putAside(RUN_TEXT);
    await putAside('hello', 'rollcall-people-poison');

    const checks = await openQueue().check();

    expect(checks).toEqual([
      { name: 'Storage: queue "rollcall-runs"', result: 'ok', detail: 'messages waiting: about 1', fix: null },
      { name: 'Storage: queue "rollcall-people"', result: 'ok', detail: 'messages waiting: about 0', fix: null },
      { name: 'Storage: queue "rollcall-slow-runs"', result: 'ok', detail: 'messages waiting: about 0', fix: null },
      { name: 'Storage: queue "rollcall-subscriptions"', result: 'ok', detail: 'messages waiting: about 0', fix: null },
      { name: 'Storage: queue "rollcall-approvals"', result: 'ok', detail: 'messages waiting: about 0', fix: null },
      {
        name: 'Storage: poison queues',
        result: 'warn',
        detail: 'messages put aside after failing too often: about 2',
        fix: 'See which they are, and what to do with them: rollcall poison',
      },
    ]);
    await raw.getQueueClient('rollcall-people-poison').clearMessages();
  });

  test('fails for each queue that does not exist, with what to do; the host makes the poison queues itself', async () => {
    const checks = await openQueue(azurite.connectionString, NOWHERE).check();

    expect(checks.map(({ result }) => result)).toEqual(['fail', 'fail', 'fail', 'fail', 'fail', 'ok']);
    for (const { fix } of checks.slice(0, 5)) expect(fix).toContain('Create it');
  });
});

describe('queues that do not exist', () => {
  const queue = () => openQueue(azurite.connectionString, NOWHERE);

  test('are a fault for what is sent, with what to do', async () => {
    const fault = await faultOf(queue().send(RUN));

    expect(fault).toBeInstanceOf(RemoteError);
    expect(fault).toMatchObject({ system: 'storage', reason: 'missing', status: 404 });
    expect(fault).toHaveProperty('advice', expect.stringContaining('Create it'));
  });

  test('hold nothing that was put aside', async () => {
    expect(await queue().countPoisoned()).toBe(0);
    expect(await queue().listPoisoned(32)).toEqual([]);
    expect(await queue().replayPoisoned()).toBe(0);
    expect(await queue().discardPoisoned('x')).toBeUndefined();
  });
});

test.each([
  [404, 'missing'],
  [200, 'malformed'],
])(
  'a page of a proxy with %d in the place of a queue is a fault, never "nothing was put aside"',
  async (status, reason) => {
    for (const method of ['GET', 'HEAD'])
      proxy.strike({ method, address: /./ }, { kind: 'answer', status, body: '<html><p>Sign in</p></html>' }, Infinity);
    const queue = openQueue(proxy.connectionString);

    for (const act of [
      queue.countPoisoned(),
      queue.listPoisoned(1),
      queue.replayPoisoned(),
      queue.discardPoisoned('x'),
    ])
      expect(await faultOf(act)).toMatchObject({ name: 'RemoteError', reason });
  },
);

describe('what was put aside', () => {
  test('as plain text is shown as it is, and put back as it should be', async () => {
    await raw.getQueueClient(POISON).sendMessage(RUN_TEXT);

    const listed = await openQueue().listPoisoned(32);
    const replayed = await openQueue().replayPoisoned();

    expect(listed).toMatchObject([{ work: RUN, problem: null, text: RUN_TEXT }]);
    expect(replayed).toBe(1);
    const { receivedMessageItems } = await raw.getQueueClient('rollcall-runs').receiveMessages();
    expect(receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString())).toEqual([
      RUN_TEXT,
    ]);
  });

  test('is lost nowhere when it cannot be sent, and is there again at once', async () => {
    await raw.createQueue('never-runs-poison');
    await putAside(RUN_TEXT, 'never-runs-poison');
    const queue = openQueue(azurite.connectionString, NOWHERE);

    const fault = await faultOf(queue.replayPoisoned());

    expect(fault).toMatchObject({ reason: 'missing', request: 'send a message' });
    expect(await queue.listPoisoned(32)).toHaveLength(1);
    await raw.deleteQueue('never-runs-poison');
  });

  test('is in both queues when it was sent and could not be removed: twice, never lost', async () => {
    await putAside(RUN_TEXT);
    proxy.strike({ method: 'DELETE', address: /./ }, { kind: 'drop' }, 4);

    const fault = await faultOf(openQueue(proxy.connectionString).replayPoisoned());

    expect(fault).toMatchObject({ reason: 'unavailable', request: 'remove a message' });
    expect([await countOf('rollcall-runs'), await countOf(POISON)]).toEqual([1, 1]);
    expect(await openQueue().listPoisoned(32)).toHaveLength(1);
  });

  test('counts as put back when somebody else removed it between sending and removing', async () => {
    await putAside(RUN_TEXT);
    const act = async () => {
      await raw.getQueueClient(POISON).clearMessages();
    };
    proxy.strike({ method: 'DELETE', address: /./ }, { kind: 'meanwhile', act, then: undefined });

    expect(await openQueue(proxy.connectionString).replayPoisoned()).toBe(1);
    expect(await countOf('rollcall-runs')).toBe(1);
  });

  test('is put back as far as it goes when one of several fails', async () => {
    for (let number = 0; number < 5; number += 1) await putAside(RUN_TEXT);
    const refusal = { kind: 'answer', status: 400, body: '' } as const;
    proxy.strike({ method: 'POST', address: /rollcall-runs\/messages/ }, refusal);

    const fault = await faultOf(openQueue(proxy.connectionString).replayPoisoned());
    const counts = [await countOf(POISON), await countOf('rollcall-runs')];
    const left = await openQueue().replayPoisoned();

    expect(fault).toMatchObject({ reason: 'invalid', request: 'send a message' });
    expect(counts).toEqual([1, 4]);
    expect(left).toBe(1);
    expect(await countOf('rollcall-runs')).toBe(5);
  });

  test('is kept when it could not be given back after a search: it is only hidden for a while', async () => {
    const ids = [await putAside(RUN_TEXT), await putAside('hello')];
    proxy.strike({ method: 'PUT', address: /./ }, { kind: 'drop' }, Infinity);

    const discarded = await openQueue(proxy.connectionString).discardPoisoned(ids[1] ?? '');

    expect(discarded).toEqual({ work: null });
    expect(await countOf(POISON)).toBe(1);
  });

  test('that somebody else took between finding and removing is a fault, not "removed"', async () => {
    const id = await putAside('hello');
    const act = async () => {
      await raw.getQueueClient(POISON).clearMessages();
    };
    proxy.strike({ method: 'DELETE', address: /./ }, { kind: 'meanwhile', act, then: undefined });

    const fault = await faultOf(openQueue(proxy.connectionString).discardPoisoned(id));

    expect(fault).toMatchObject({ reason: 'missing', request: 'remove a message' });
  });
});
