// The Lock as a blob lease: held for a minute at a time, renewed every twenty seconds, over all processes and machines that share the container.
import type { BlobLeaseClient, BlockBlobClient } from '@azure/storage-blob';
import { RemoteError } from '../../errors.ts';
import type { Clock, Lock } from '../../ports/run-ports.ts';
import type { ContainerOptions } from './blobs/container.ts';
import { createContainer } from './blobs/container.ts';
import { readThrown } from './fault.ts';
import { checkedBlobPath } from './blobs/path.ts';
import { keepLease } from './keep-lease.ts';

export interface BlobLockOptions extends ContainerOptions {
  readonly clock: Clock;
  /** Resolves after so many milliseconds, or rejects when the signal aborts. */
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
}

const LEASE_SECONDS = 60;
/** The lease is over or somebody else's: renewing and releasing are refused for good. */
const GONE: readonly (string | null)[] = [
  'LeaseIdMismatchWithLeaseOperation',
  'LeaseNotPresentWithLeaseOperation',
  'LeaseIsBrokenAndCannotBeRenewed',
  'LeaseIsBreakingAndCannotBeAcquired',
  'LeaseLost',
  'BlobNotFound',
];

/** The leased blobs are `locks/NAME`, empty, and stay. When a release cannot be sent it throws; the lease then lapses by itself within a minute. */
export function createBlobLock(options: BlobLockOptions): Lock {
  const container = createContainer(options);

  return {
    async acquire(name) {
      const path = checkedBlobPath(`locks/${name}`);
      // Before the request is sent: the service counts from later on, so this side is always the first to see the lease end.
      const since = options.clock.elapsed();
      const lease = await container.request(`lock ${name}`, 'write', (client, abortSignal) =>
        acquireLease(client.getBlockBlobClient(path), abortSignal),
      );
      if (lease === undefined) return undefined;
      const keeper = keepLease({
        since,
        clock: options.clock,
        delay: options.delay,
        renew: (signal) =>
          container.request(`renew the lock ${name}`, 'write', async (_, abortSignal) => {
            try {
              await lease.renewLease({ abortSignal: AbortSignal.any([signal, abortSignal]) });
              return true;
            } catch (error) {
              if (GONE.includes(readThrown(error).code)) return false;
              throw error;
            }
          }),
        lostError: (why) =>
          new RemoteError({
            system: 'storage',
            request: `renew the lock ${name}`,
            status: null,
            reason: 'conflict',
            message: `The lock "${name}" was lost: ${why}. Nothing more is written.`,
            advice: 'The next run takes up what is left.',
          }),
      });
      let released: Promise<void> | undefined;
      const release = async (): Promise<void> => {
        if (!keeper.stop()) return;
        await container.request(`release the lock ${name}`, 'write', async (_, abortSignal) => {
          try {
            await lease.releaseLease({ abortSignal });
          } catch (error) {
            if (!GONE.includes(readThrown(error).code)) throw error;
          }
        });
      };
      return { lost: keeper.lost, release: () => (released ??= release()) };
    },
  };
}

/** undefined: it is leased already. */
async function acquireLease(blob: BlockBlobClient, abortSignal: AbortSignal): Promise<BlobLeaseClient | undefined> {
  const lease = blob.getBlobLeaseClient();
  for (let created = false; ; created = true) {
    try {
      await lease.acquireLease(LEASE_SECONDS, { abortSignal });
      return lease;
    } catch (error) {
      const { code } = readThrown(error);
      if (code === 'LeaseAlreadyPresent' || code === 'LeaseIsBreakingAndCannotBeAcquired') return undefined;
      if (code !== 'BlobNotFound' || created) throw error;
    }
    try {
      await blob.upload('', 0, { conditions: { ifNoneMatch: '*' }, abortSignal });
    } catch (error) {
      // Somebody else created it in the meantime (and may have leased it): asking for the lease again tells.
      const { code } = readThrown(error);
      if (code !== 'BlobAlreadyExists' && code !== 'LeaseIdMissing') throw error;
    }
  }
}
