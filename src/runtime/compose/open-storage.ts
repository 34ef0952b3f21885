/** Opens the configured storage: files, lock, queue, and the typed records over the files. */
import { resolve } from 'node:path';
import type { Approvals, Archive, Journal, Lock, Memories, Store } from '../../ports/run-ports.ts';
import type { Objections, Rulings } from '../../ports/approval-ports.ts';
import type { DroppedRecords, EventLedger, SubscriptionRecords, WorkQueue } from '../../ports/event-ports.ts';
import type { MessageRecords } from '../../ports/message-ports.ts';
import type { StorageAccount } from '../../adapters/azure/account.ts';
import type { StorageConfig } from '../../config/config.ts';
import { delay, systemClock } from '../system.ts';

export interface OpenStorage {
  readonly store: Store;
  readonly lock: Lock;
  /** null: a plain folder has none, so nothing runs unattended on it. */
  readonly queue: WorkQueue | null;
  readonly memories: Memories;
  readonly journal: Journal;
  readonly approvals: Approvals;
  readonly objections: Objections;
  readonly rulings: Rulings;
  /** Knows what it has seen as long as it lives, so whoever takes events in keeps it. */
  readonly ledger: EventLedger;
  readonly archive: Archive;
  readonly dropped: DroppedRecords;
  readonly subscriptions: SubscriptionRecords;
  readonly messages: MessageRecords;
}

export async function openStorage(config: StorageConfig): Promise<OpenStorage> {
  const [
    files,
    { createMemories },
    { createJournal },
    { createApprovals },
    { createObjections },
    { createRulings },
    { createLedger },
    { createArchive },
    { createDroppedRecords },
    { createSubscriptionRecords },
    { createMessageRecords },
  ] = await Promise.all([
    config.kind === 'folder' ? openFolder(config.path) : openAccount(config),
    import('../../adapters/records/memory/memories.ts'),
    import('../../adapters/records/memory/journal.ts'),
    import('../../adapters/records/rulings/approvals.ts'),
    import('../../adapters/records/rulings/objections.ts'),
    import('../../adapters/records/rulings/rulings.ts'),
    import('../../adapters/records/events/ledger.ts'),
    import('../../adapters/records/runs/archive.ts'),
    import('../../adapters/records/events/dropped.ts'),
    import('../../adapters/records/events/subscriptions.ts'),
    import('../../adapters/records/messages/messages.ts'),
  ]);
  const { store } = files;
  return {
    ...files,
    memories: createMemories(store),
    journal: createJournal(store),
    approvals: createApprovals(store),
    objections: createObjections(store),
    rulings: createRulings(store),
    ledger: createLedger(store, systemClock),
    archive: createArchive(store),
    dropped: createDroppedRecords(store),
    subscriptions: createSubscriptionRecords(store),
    messages: createMessageRecords(store),
  };
}

type Files = Pick<OpenStorage, 'store' | 'lock' | 'queue'>;

async function openFolder(path: string): Promise<Files> {
  const [{ createFolderStore }, { createFolderLock }] = await Promise.all([
    import('../../adapters/folder/files.ts'),
    import('../../adapters/folder/lock.ts'),
  ]);
  const options = { root: resolve(path), clock: systemClock, delay };
  return { store: createFolderStore(options), lock: createFolderLock(options), queue: null };
}

async function openAccount(config: Exclude<StorageConfig, { kind: 'folder' }>): Promise<Files> {
  const [{ createBlobStore }, { createBlobLock }, { createWorkQueue }] = await Promise.all([
    import('../../adapters/azure/blobs/blobs.ts'),
    import('../../adapters/azure/lock.ts'),
    import('../../adapters/azure/queue/queue.ts'),
  ]);
  const options = { service: toAccount(config), container: config.container };
  return {
    store: createBlobStore(options),
    lock: createBlobLock({ ...options, clock: systemClock, delay }),
    queue: createWorkQueue(options),
  };
}

function toAccount(config: Exclude<StorageConfig, { kind: 'folder' }>): StorageAccount {
  return config.kind === 'connection-string'
    ? { kind: 'connection-string', connectionString: config.connectionString.reveal() }
    : { kind: 'identity', blobUrl: config.blobUrl, queueUrl: config.queueUrl, clientId: config.clientId ?? null };
}
