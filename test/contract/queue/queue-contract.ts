// What every WorkQueue must do, whatever it stands on.
import { beforeAll, describe, expect, test } from 'vitest';
import type { ConnectionName } from '../../../src/domain/ids.ts';
import { connectionName } from '../../../src/domain/ids.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { WorkQueue } from '../../../src/ports.ts';

export interface WorkQueueUnderTest {
  readonly queue: WorkQueue;
  /** A queue that was never prepared. */
  readonly unprepared: WorkQueue;
  /** Takes all messages out, as the function would get them. */
  readonly receive: () => Promise<readonly ConnectionName[]>;
}

const runOf = (connection: ConnectionName) => ({ kind: 'run', connection, asked: { by: 'schedule' } }) as const;

export function queueContract(name: string, start: () => Promise<WorkQueueUnderTest>): void {
  describe(`${name} as a WorkQueue`, () => {
    let subject: WorkQueueUnderTest;

    beforeAll(async () => {
      subject = await start();
      await subject.queue.prepare();
    });

    test('what is sent is received, one message for each connection', async () => {
      const connections = ['acme', 'acme-2', '7'.repeat(50)].map(connectionName);

      for (const connection of connections) await subject.queue.send(runOf(connection));

      expect([...(await subject.receive())].sort()).toEqual([...connections].sort());
      expect(await subject.receive()).toEqual([]);
    });

    test('preparing again keeps what waits', async () => {
      await subject.queue.send(runOf(connectionName('waiting')));

      await subject.queue.prepare();

      expect(await subject.receive()).toEqual(['waiting']);
    });

    test('the self-test passes and sends nothing', async () => {
      const checks = await subject.queue.check();

      expect(checks.map(({ result, fix }) => ({ result, fix }))).toEqual([{ result: 'ok', fix: null }]);
      expect(await subject.receive()).toEqual([]);
    });

    test('a queue that does not exist is a fault with what to do', async () => {
      const fault: unknown = await subject.unprepared
        .send(runOf(connectionName('acme')))
        .catch((error: unknown) => error);

      expect(fault).toBeInstanceOf(RemoteError);
      expect(fault).toMatchObject({ system: 'storage', reason: 'missing', status: 404 });
      expect(fault).toHaveProperty('advice', expect.stringContaining('Create it'));
    });

    test('a queue that does not exist fails the self-test', async () => {
      const [check] = await subject.unprepared.check();

      expect(check).toMatchObject({ result: 'fail', fix: expect.stringContaining('Create it') as string });
    });
  });
}
