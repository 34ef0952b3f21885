// The self-test of a container: one small file is written, read, replaced and removed, so that every right that a run needs was used once.
import { randomUUID } from 'node:crypto';
import { RemoteError } from '../../../errors.ts';
import type { Check, Store } from '../../../ports/run-ports.ts';
import type { Container } from './container.ts';
import { failedCheck } from '../failed-check.ts';

/** Never throws. */
export async function probeContainer(store: Store, container: Container): Promise<readonly Check[]> {
  const name = `Storage: ${container.place}`;
  try {
    const path = `probe/${randomUUID()}.txt`;
    const contentType = 'text/plain; charset=utf-8';
    expectThat(await store.write(path, 'first', { contentType, expect: 'absent' }), 'a new file could not be created');
    const first = await store.read(path);
    expectThat(first?.text === 'first', 'a file that was written does not read as it was written');
    const expect = { etag: first?.etag ?? '' };
    expectThat(await store.write(path, 'second', { contentType, expect }), 'a file could not be replaced');
    expectThat(!(await store.write(path, 'third', { contentType, expect })), 'a stale version could be replaced');
    await container.request(`remove ${path}`, 'write', (client, abortSignal) =>
      client.getBlobClient(path).delete({ abortSignal }),
    );
    return [{ name, result: 'ok', detail: 'written, read, replaced and removed a probe', fix: null }];
  } catch (error) {
    return [failedCheck(name, error)];
  }
}

function expectThat(holds: boolean, problem: string): void {
  if (holds) return;
  const advice =
    'Use a container of a general-purpose v2 account, without immutability policies, that nobody else writes to.';
  throw new RemoteError({
    system: 'storage',
    request: 'probe',
    status: null,
    reason: 'conflict',
    message: `The storage does not keep its word: ${problem}. ${advice}`,
    advice,
  });
}
