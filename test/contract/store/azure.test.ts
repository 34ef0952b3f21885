import { afterAll, beforeAll } from 'vitest';
import { createBlobStore } from '../../../src/adapters/azure/blobs/blobs.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { storeContract } from './store-contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

storeContract('An Azure blob container', async () => {
  const service = { kind: 'connection-string', connectionString: azurite.connectionString } as const;
  return {
    open: () => createBlobStore({ service, container: 'contract', retryDelayMs: 1 }),
    openUnprepared: () => createBlobStore({ service, container: 'never-prepared', retryDelayMs: 1 }),
  };
});
