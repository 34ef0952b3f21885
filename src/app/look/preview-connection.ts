// What would the first run that writes do? Reads the world as a run does, but takes no lock, writes nothing and stores nothing.
import { decide } from '../../core/decide.ts';
import { previewOf } from '../../core/preview.ts';
import { EMPTY_MEMORY } from '../../domain/memory/memory.ts';
import type { Preview } from '../../domain/planning/preview.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { readWorld } from '../run/world/read-world.ts';

/**
 * `records`: `kept` reads what earlier runs have left in the storage; `none` is a first run's, for a storage that is not there yet.
 * Throws RemoteError when one of the sides, or the storage, cannot be read.
 */
export async function previewConnection(ports: ConnectionPorts, records: 'kept' | 'none'): Promise<Preview> {
  try {
    const { world } = await readWorld(records === 'kept' ? ports : withoutRecords(ports), ports.clock.now());
    return previewOf(world, decide(world));
  } finally {
    ports.progress.done();
  }
}

function withoutRecords(ports: ConnectionPorts): ConnectionPorts {
  return {
    ...ports,
    memories: { ...ports.memories, read: async () => ({ memory: EMPTY_MEMORY, version: null }) },
    approvals: { ...ports.approvals, read: async () => [] },
    objections: { ...ports.objections, read: async () => [] },
    journal: { ...ports.journal, readSince: async () => [] },
    ledger: null,
  };
}
