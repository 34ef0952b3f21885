/** How often a queue is looked into, and how much is taken, with a queue in memory and time that passes as the tests say. */
import { describe, expect, test } from 'vitest';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryQueue } from './memory-queue.ts';
import { QueueFault, type QueueMessage } from '../../../src/host/queues/work-queue.ts';
import { startQueueTrigger } from '../../../src/host/queues/queue-trigger.ts';

const LEASE = 60_000;

function startTrigger({ batchSize = 1, newBatchThreshold = 0, maxPollingInterval = 60_000 } = {}) {
  const clock = createManualClock();
  const queue = createMemoryQueue(clock);
  const logged: string[] = [];
  const taken: { readonly text: string; readonly end: (fault?: Error) => void }[] = [];
  const trigger = startQueueTrigger({
    queue,
    options: { batchSize, newBatchThreshold, maxPollingInterval },
    leaseMs: LEASE,
    process: (message: QueueMessage) => {
      const { promise, resolve, reject } = Promise.withResolvers<undefined>();
      const end = async (fault?: Error): Promise<void> => {
        if (fault !== undefined) throw fault;
        await queue.remove(message, message.receipt);
      };
      taken.push({
        text: message.text,
        end: (fault) => {
          end(fault).then(() => {
            resolve(undefined);
          }, reject);
        },
      });
      return promise;
    },
    clock,
    log: (level, message) => void logged.push(`${level} ${message}`),
  });
  return {
    clock,
    queue,
    logged,
    taken,
    trigger,
    looks: () => queue.requests.filter((one) => one.startsWith('receive')).length,
  };
}

describe('an empty queue', () => {
  test('is looked into ever more rarely, up to the interval of host.json', async () => {
    const { clock, queue } = startTrigger({ maxPollingInterval: 1_000 });
    const at: number[] = [];
    const began = clock.now().getTime();
    let seen = 0;

    for (let ms = 0; ms <= 5_000; ms += 50) {
      await clock.advance(ms === 0 ? 0 : 50);
      if (queue.requests.length > seen) at.push(clock.now().getTime() - began);
      seen = queue.requests.length;
    }

    expect(at).toEqual([0, 100, 300, 700, 1_500, 2_500, 3_500, 4_500]);
  });

  test('is looked into quickly again after a message', async () => {
    const { clock, queue, taken, looks } = startTrigger();
    await clock.advance(60_000);
    queue.send('a');
    await clock.advance(60_000);
    taken[0]?.end();
    await clock.settle();
    const before = looks();

    await clock.advance(300);

    expect(taken.map(({ text }) => text)).toEqual(['a']);
    expect(looks() - before).toBe(2);
  });
});

describe('a wake', () => {
  test('shortens the rest to a tenth of a second', async () => {
    const { clock, queue, taken, trigger } = startTrigger();
    await clock.advance(40_000);
    queue.send('a');

    trigger.wake();
    await clock.advance(100);

    expect(taken).toHaveLength(1);
  });

  test('that comes during a look is not lost', async () => {
    const { clock, queue, taken, trigger } = startTrigger();
    await clock.advance(25_500);
    const receive = queue.receive.bind(queue);
    // The look that finds nothing is under way while something is sent.
    Object.assign(queue, {
      receive: async (limit: number, ms: number) => {
        const found = await receive(limit, ms);
        trigger.wake();
        return found;
      },
    });
    await clock.advance(25_600);
    Object.assign(queue, { receive });
    queue.send('a');
    await clock.advance(100);

    expect(taken).toHaveLength(1);
  });

  test('a hundred times a second looks ever more rarely while nothing is there, but every second', async () => {
    const { clock, queue, taken, trigger, looks } = startTrigger();
    await clock.settle();
    const at: number[] = [];
    let seen = looks();

    for (let ms = 10; ms <= 5_000; ms += 10) {
      trigger.wake();
      await clock.advance(10);
      if (looks() > seen) at.push(ms);
      seen = looks();
    }
    queue.send('a');
    await clock.advance(1_000);

    expect(at).toEqual([100, 300, 700, 1_500, 2_500, 3_500, 4_500]);
    expect(taken).toHaveLength(1);
  });

  test.each([
    [
      'something was found',
      async (trigger: ReturnType<typeof startTrigger>) => {
        trigger.queue.send('a');
        await trigger.clock.advance(1_000);
        trigger.taken[0]?.end();
        await trigger.clock.settle();
      },
    ],
    ['nobody woke it for a while', async (trigger: ReturnType<typeof startTrigger>) => trigger.clock.advance(60_000)],
  ])('is heard within a tenth of a second again once %s', async (_what, happen) => {
    const all = startTrigger();
    const { clock, queue, taken, trigger } = all;
    for (let ms = 0; ms < 5_000; ms += 10) {
      trigger.wake();
      await clock.advance(10);
    }
    await happen(all);
    const before = taken.length;

    queue.send('b');
    trigger.wake();
    await clock.advance(100);

    expect(taken.length - before).toBe(1);
  });
});

describe('as many messages are under way', () => {
  test.each([
    ['one at a time', 1, 0],
    ['one, and one more', 1, 1],
    ['a batch, and the next one when it is done', 3, 0],
    ['a batch, and another when half of it is done', 4, 2],
  ])('as host.json says: %s', async (_what, batchSize, newBatchThreshold) => {
    const { clock, queue, taken } = startTrigger({ batchSize, newBatchThreshold });
    await clock.settle();
    for (let index = 0; index < 12; index += 1) queue.send(`m${index}`);
    await clock.advance(100);
    let most = taken.length;
    let ended = 0;
    while (queue.texts().length > 0) {
      taken[ended]?.end();
      ended += 1;
      await clock.settle();
      const open = taken.length - ended;
      most = Math.max(most, open);
      expect(open).toBeLessThanOrEqual(batchSize + newBatchThreshold);
    }

    expect(taken.map(({ text }) => text)).toEqual(Array.from({ length: 12 }, (_unused, index) => `m${index}`));
    expect(most).toBe(batchSize + newBatchThreshold);
  });
});

describe('storage that fails', () => {
  test('is asked again, more and more rarely, and the messages are taken when it is back', async () => {
    const { clock, queue, taken, logged } = startTrigger();
    queue.fail('receive', ...Array.from({ length: 4 }, () => new QueueFault('other', 'ECONNREFUSED')));
    queue.send('a');

    // Looks after 0 (before the fault was set), 100, 300, 700, 1,500 and 3,100 milliseconds.
    await clock.advance(3_099);
    expect(taken).toEqual([]);
    await clock.advance(1);

    expect(taken.map(({ text }) => text)).toEqual(['a']);
    expect(logged).toEqual(Array.from({ length: 4 }, () => 'warn queue could not be read; is its storage running?'));
  });

  test('of an unknown kind ends nothing', async () => {
    const { clock, queue, logged, looks } = startTrigger();
    Object.assign(queue, { create: () => Promise.reject(new TypeError('a bug')) });
    queue.drop();
    await clock.advance(5_000);

    expect(logged).toContain('warn queue could not be created');
    expect(looks()).toBeGreaterThan(4);
  });

  test('when a message is to be settled is logged, and the next one is taken', async () => {
    const { clock, queue, taken, logged } = startTrigger();
    queue.send('a');
    queue.send('b');
    await clock.advance(200);

    taken[0]?.end(new QueueFault('other', '500 InternalError'));
    await clock.settle();

    expect(logged).toEqual(['error message could not be settled; it shows again when its time is over']);
    expect(taken.map(({ text }) => text)).toEqual(['a', 'b']);
  });
});

test('a queue that is missing is created, and again when somebody deletes it', async () => {
  const { clock, queue, taken, logged } = startTrigger();
  queue.drop();
  await clock.advance(200);
  queue.send('a');
  await clock.advance(1_000);
  taken[0]?.end();
  await clock.settle();
  queue.drop();
  await clock.advance(1_000);

  expect(queue.exists()).toBe(true);
  expect(taken).toHaveLength(1);
  expect(logged).toEqual(['info queue created', 'info queue created']);
});

describe('a stop', () => {
  test('waits for what was taken, and takes nothing more', async () => {
    const { clock, queue, taken, trigger } = startTrigger();
    queue.send('a');
    queue.send('b');
    await clock.advance(200);
    let stopped = false;

    void trigger.stop().then(() => {
      stopped = true;
    });
    await clock.advance(60_000);
    expect(stopped).toBe(false);
    taken[0]?.end();
    await clock.settle();

    expect(stopped).toBe(true);
    expect(queue.texts()).toEqual(['b']);
    expect(taken).toHaveLength(1);
  });

  test('gives back at once what a look brings that was under way', async () => {
    const { clock, queue, taken, trigger } = startTrigger();
    await clock.settle();
    const { promise: sent, resolve: send } = Promise.withResolvers<undefined>();
    const receive = queue.receive.bind(queue);
    Object.assign(queue, {
      receive: async (limit: number, ms: number) => {
        await sent;
        return receive(limit, ms);
      },
    });
    await clock.advance(100);
    const stopped = trigger.stop();
    queue.send('a');
    send(undefined);
    await stopped;

    expect(taken).toEqual([]);
    expect(await receive(1, LEASE)).toMatchObject([{ text: 'a', dequeueCount: 2 }]);
  });

  test('does not wait for the rest of an empty queue', async () => {
    const { clock, trigger } = startTrigger();
    await clock.advance(40_000);

    await trigger.stop();

    expect(clock.waits()).toEqual([]);
  });
});
