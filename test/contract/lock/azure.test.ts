import { BlobServiceClient } from '@azure/storage-blob';
import { afterAll, beforeAll } from 'vitest';
import { createBlobLock } from '../../../src/adapters/azure/lock.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { lockContract } from './lock-contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

lockContract('An Azure blob lease', async () => {
  const { connectionString } = azurite;
  const container = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('contract');
  await container.create();
  return {
    renewEvery: 20_000,
    open: ({ clock, delay }) =>
      createBlobLock({
        service: { kind: 'connection-string', connectionString },
        container: 'contract',
        retryDelayMs: 1,
        clock,
        delay,
      }),
    async takeAway(name) {
      const lease = container.getBlobClient(`locks/${name}`).getBlobLeaseClient();
      await lease.breakLease(0);
      await lease.acquireLease(60);
    },
  };
});
