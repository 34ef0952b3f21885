// Opens the adapters on a real clock, as the composition does.
import { setTimeout } from 'node:timers/promises';
import { createFolderStore } from '../../../src/adapters/folder/files.ts';
import type { Store } from '../../../src/ports/run-ports.ts';

const systemClock = { now: () => new Date(), elapsed: () => performance.now() };

export function openFolder(root: string): Store {
  return createFolderStore({ root, clock: systemClock, delay: (ms) => setTimeout(ms) });
}
