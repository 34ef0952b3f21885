import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createFolderStore } from '../../../src/adapters/folder/files.ts';
import { temporaryFolder } from '../../adapters/folder/temporary-folder.ts';
import { storeContract } from './store-contract.ts';

const folder = temporaryFolder();
const clock = { now: () => new Date(), elapsed: () => performance.now() };

storeContract('A plain folder', async () => {
  const open = (name: string) => createFolderStore({ root: join(folder, name), clock, delay: (ms) => delay(ms) });
  return { open: () => open('contract'), openUnprepared: () => open('never-prepared') };
});
