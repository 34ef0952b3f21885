import { afterAll, beforeAll } from 'vitest';
import { createBlobStore } from '../../../src/adapters/azure/blobs/blobs.ts';
import { createLedger } from '../../../src/adapters/records/events/ledger.ts';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { startAzurite } from '../../../src/sandbox/azurite.ts';
import { createMemoryStore } from '../../support/in-memory/memory-store.ts';
import { ledgerContract } from './ledger-contract.ts';

let azurite: Azurite;
beforeAll(async () => {
  azurite = await startAzurite();
});
afterAll(() => azurite.stop());

ledgerContract('Lines in a store', async (clock) => createLedger(createMemoryStore(), clock));

ledgerContract('Lines in append blobs', async (clock) => {
  const service = { kind: 'connection-string', connectionString: azurite.connectionString } as const;
  const store = createBlobStore({ service, container: 'ledger', retryDelayMs: 1 });
  await store.prepare();
  return createLedger(store, clock);
});
