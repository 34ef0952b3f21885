import { inspect } from 'node:util';
import { QueueServiceClient } from '@azure/storage-queue';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRunQueue } from '../../../src/adapters/azure/queue.ts';
import { parseRunMessage } from '../../../src/adapters/azure/run-message.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';

describe('a message on the wire', () => {
  let azurite: Azurite;
  beforeAll(async () => {
    azurite = await startAzurite();
  });
  afterAll(() => azurite.stop());

  test('is base64 of the documented JSON, in the queue that the function listens to', async () => {
    const { connectionString } = azurite;
    const queue = createRunQueue({ service: { kind: 'connection-string', connectionString } });
    await queue.prepare();

    await queue.send({ kind: 'run', connection: connectionName('harbor-pine'), asked: { by: 'schedule' } });

    const raw = QueueServiceClient.fromConnectionString(connectionString).getQueueClient('rollcall-runs');
    const { receivedMessageItems } = await raw.receiveMessages();
    const decoded = receivedMessageItems.map(({ messageText }) => Buffer.from(messageText, 'base64').toString('utf8'));
    expect(decoded).toEqual(['{"version":1,"connection":"harbor-pine"}']);
  });

  test('is counted', async () => {
    const meter = createRequestMeter();
    const service = { kind: 'connection-string', connectionString: azurite.connectionString } as const;
    const queue = createRunQueue({ service, meter });

    await queue.prepare();
    await queue.send({ kind: 'run', connection: connectionName('acme'), asked: { by: 'schedule' } });

    expect(meter.read()).toMatchObject([{ system: 'storage', data: 0, write: 2 }]);
  });

  test('shows no key in a fault', async () => {
    const wrong = Buffer.from('a wrong key that is still a secret').toString('base64');
    const connectionString = azurite.connectionString.replace(/AccountKey=[^;]+/, `AccountKey=${wrong}`);
    const queue = createRunQueue({ service: { kind: 'connection-string', connectionString } });

    const fault: unknown = await queue
      .send({ kind: 'run', connection: connectionName('acme'), asked: { by: 'schedule' } })
      .catch((error: unknown) => error);
    const checks = await queue.check();

    expect(fault).toBeInstanceOf(RemoteError);
    expect(fault).toMatchObject({ status: 403 });
    expect(`${inspect(fault, { depth: 10 })} ${JSON.stringify(checks)}`).not.toContain(wrong);
    expect(checks).toMatchObject([{ result: 'fail' }]);
  });
});

describe('a message that is received', () => {
  test.each<[string, unknown]>([
    ['an object', { version: 1, connection: 'acme' }],
    ['JSON as text', '{"version":1,"connection":"acme"}'],
    ['more than is needed', { version: 1, connection: 'acme', sentAt: '2026-11-23T10:00:00.000Z' }],
  ])('may be %s', (_, message) => {
    expect(parseRunMessage(message)).toEqual({ connection: 'acme' });
  });

  test.each<[string, unknown, string]>([
    ['another version', { version: 2, connection: 'acme' }, 'version'],
    ['no connection', { version: 1 }, 'connection'],
    ['a path as connection', { version: 1, connection: '../acme' }, 'connection'],
    ['text that is no JSON', 'acme', '4 characters that are not JSON'],
    ['JSON of another shape', '["acme"]', 'the whole'],
    ['nothing', undefined, 'the whole'],
  ])('is refused when it is %s', (_, message, place) => {
    const parse = () => parseRunMessage(message);

    expect(parse).toThrow(RemoteError);
    expect(parse).toThrow(place);
  });
});
