import { createMemoryLedger } from '../../support/in-memory/memory-ledger.ts';
import { ledgerContract } from './ledger-contract.ts';

ledgerContract('The ledger in memory', async (clock) => createMemoryLedger(clock));
