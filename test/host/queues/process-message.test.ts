/** What becomes of one message, with a queue in memory and time that passes as the tests say. */
import { describe, expect, test } from 'vitest';
import { callOf, processMessage } from '../../../src/host/queues/process-message.ts';
import type { Call, CallOutcome } from '../../../src/host/functions/invoke.ts';
import { createHostLog } from '../../../src/cli/serve/log-lines.ts';
import { createManualClock } from '../../support/manual-clock.ts';
import { createMemoryQueue } from './memory-queue.ts';
import { PLAIN } from '../../../src/reports/text/text-page.ts';
import { QueueFault } from '../../../src/host/queues/work-queue.ts';
import { z } from 'zod';

const OPTIONS = { maxDequeueCount: 3, visibilityTimeout: 5_000, messageEncoding: 'base64' } as const;
const LEASE = 60_000;
const base64 = (text: string): string => Buffer.from(text).toString('base64');

interface Bench {
  readonly text?: string;
  readonly taken?: number;
  readonly encoding?: 'base64' | 'none';
}

const lineShape = z.looseObject({ level: z.string(), message: z.string() });
/** Of a line as `rollcall serve --json` writes it, fields and all. */
function wordsOf(line: string): string {
  const { level, message } = lineShape.parse(JSON.parse(line));
  return `${level} ${message}`;
}

/** One message, taken for the `taken`-th time and given to a function that ends when a test says so. */
async function takeMessage({ text = base64('{"a":1}'), taken = 1, encoding = 'base64' }: Bench = {}) {
  const clock = createManualClock();
  const queue = createMemoryQueue(clock);
  const calls: Call[] = [];
  const logged: string[] = [];
  const { promise: outcome, resolve: end } = Promise.withResolvers<CallOutcome>();
  queue.send(text, taken - 1);
  const [message] = await queue.receive(1, LEASE);
  if (message === undefined) throw new RangeError('The message cannot be seen');
  queue.requests.length = 0;
  const processed = processMessage(message, {
    queue,
    options: { ...OPTIONS, messageEncoding: encoding },
    leaseMs: LEASE,
    run: (call) => {
      calls.push(call);
      return outcome;
    },
    clock,
    log: createHostLog({ say: (line) => void logged.push(wordsOf(line)), paint: PLAIN }, { json: true }, () =>
      clock.now(),
    ),
  });
  return { clock, queue, calls, logged, end, processed, message };
}

describe('a message whose function', () => {
  test.each(['answered', 'empty'] as const)('succeeds (%s) is removed', async (outcome) => {
    const { queue, end, processed } = await takeMessage();

    end(outcome);
    await processed;

    expect(queue.texts()).toEqual([]);
    expect(queue.requests).toEqual(['remove']);
  });

  test('fails shows again after the time of host.json', async () => {
    const { queue, end, processed, clock } = await takeMessage({ taken: 2 });

    end('failed');
    await processed;

    expect(queue.requests).toEqual(['hide 5000']);
    expect(await queue.receive(1, LEASE)).toEqual([]);
    await clock.advance(5_000);
    expect(await queue.receive(1, LEASE)).toMatchObject([{ dequeueCount: 3 }]);
    expect(queue.poisoned).toEqual([]);
  });

  test('fails at its last try is set aside first and removed then', async () => {
    const { queue, end, processed, logged, message } = await takeMessage({ taken: 3 });

    end('failed');
    await processed;

    expect(queue.requests).toEqual(['poison', 'remove']);
    expect(queue.poisoned).toEqual([message.text]);
    expect(queue.texts()).toEqual([]);
    expect(logged).toEqual(['error message set aside in the poison queue']);
  });

  test('succeeds at its last try is removed like any other', async () => {
    const { queue, end, processed } = await takeMessage({ taken: 3 });

    end('answered');
    await processed;

    expect(queue.requests).toEqual(['remove']);
  });
});

describe('a message that is set aside without being run', () => {
  test('has killed its workers more often than it may be tried', async () => {
    const { queue, processed, calls } = await takeMessage({ taken: 4 });

    await processed;

    expect(calls).toEqual([]);
    expect(queue.poisoned).toHaveLength(1);
    expect(queue.texts()).toEqual([]);
  });

  test.each(['{"a":1}', 'abc', 'ab=c', 'YWJj ', 'YWJj\n', 'YWJ*'])('is no base64: %j', async (text) => {
    const { queue, processed, calls } = await takeMessage({ text });

    await processed;

    expect(calls).toEqual([]);
    expect(queue.poisoned).toEqual([text]);
  });
});

test('a message that cannot be copied to the poison queue stays where it is', async () => {
  const { queue, end, processed } = await takeMessage({ taken: 3 });
  queue.fail('poison', new QueueFault('other', 'ECONNREFUSED'));

  end('failed');

  await expect(processed).rejects.toThrow(QueueFault);
  expect(queue.texts()).toHaveLength(1);
});

describe('what the function gets', () => {
  test('is the decoded text, with the metadata of the host', async () => {
    const { calls, end, processed, message } = await takeMessage({ text: base64('{"a":"é"}'), taken: 2 });
    end('answered');
    await processed;

    expect(calls).toEqual([
      {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown,
        data: { string: '{"a":"é"}' },
        triggerMetadata: {
          QueueTrigger: { string: '{"a":"é"}' },
          Id: { string: message.id },
          DequeueCount: { int: 2 },
          InsertionTime: { string: message.insertedOn },
          ExpirationTime: { string: message.expiresOn },
          NextVisibleTime: { string: message.nextVisibleOn },
          PopReceipt: { string: message.receipt },
        },
      },
    ]);
  });

  test('is the text as it lies there where host.json says so', async () => {
    const { calls, end, processed } = await takeMessage({ text: 'plain', encoding: 'none' });
    end('answered');
    await processed;

    expect(calls[0]?.data).toEqual({ string: 'plain' });
  });

  test('has no time and no receipt when a person sent it by hand', () => {
    const call = callOf('hello');

    expect(call.triggerMetadata).toEqual({
      QueueTrigger: { string: 'hello' },
      Id: { string: call.id },
      DequeueCount: { int: 1 },
    });
  });
});

describe('while the function runs', () => {
  test('the message is kept hidden for as long as it takes, and removed by its last receipt', async () => {
    const { clock, queue, end, processed } = await takeMessage();

    for (let minute = 0; minute < 30; minute += 1) {
      await clock.advance(60_000);
      expect(await queue.receive(1, LEASE)).toEqual([]);
    }
    end('answered');
    await processed;

    expect(queue.requests.filter((one) => one === 'hide 60000')).toHaveLength(90);
    expect(queue.texts()).toEqual([]);
    expect(clock.waits()).toEqual([]);
  });

  test('a renewal that fails is tried again before the time is over', async () => {
    const { clock, queue, end, processed, logged } = await takeMessage();
    queue.fail('hide', new QueueFault('other', '503 ServerBusy'));

    await clock.advance(59_000);
    expect(await queue.receive(1, LEASE)).toEqual([]);
    await clock.advance(20_000);
    expect(await queue.receive(1, LEASE)).toEqual([]);
    end('answered');
    await processed;

    expect(logged).toEqual(['warn message could not be kept hidden; another worker may take it too']);
    expect(queue.texts()).toEqual([]);
  });

  test('a message that another worker has is renewed no more, and not removed from under that one', async () => {
    const { clock, queue, end, processed } = await takeMessage();
    queue.fail('hide', ...[1, 2, 3].map(() => new QueueFault('other', 'ECONNREFUSED')));
    await clock.advance(60_000);
    expect(await queue.receive(1, LEASE)).toMatchObject([{ dequeueCount: 2 }]);

    await clock.advance(40_000);
    expect(clock.waits()).toEqual([]);
    end('answered');

    await expect(processed).rejects.toMatchObject({ reason: 'gone' });
    expect(queue.texts()).toHaveLength(1);
  });
});
