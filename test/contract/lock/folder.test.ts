import { createFolderLock } from '../../../src/adapters/folder/lock.ts';
import { temporaryFolder } from '../../adapters/folder/temporary-folder.ts';
import { lockContract } from './lock-contract.ts';
import { createManualTime } from './manual-time.ts';

const root = temporaryFolder();

lockContract('A plain folder', async () => ({
  renewEvery: 15_000,
  open: ({ clock, delay }) => createFolderLock({ root, clock, delay }),
  async takeAway(name) {
    // Somebody whose clock is two minutes ahead finds the holder silent for too long.
    const { clock, delay } = createManualTime('2026-11-23T10:02:00.000Z');
    const lease = await createFolderLock({ root, clock, delay }).acquire(name);
    if (lease === undefined) throw new Error(`The lock ${name} could not be taken away`);
  },
}));
