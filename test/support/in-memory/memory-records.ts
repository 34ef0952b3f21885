// Memories, journal, approvals and archive in memory, for tests of the use cases. Stored values are what was handed over, so tests can look inside.
import { sentAt, type JournalEntry } from '../../../src/domain/memory/journal.ts';
import type { RunId } from '../../../src/domain/ids.ts';
import { EMPTY_MEMORY } from '../../../src/domain/memory/memory.ts';
import type { Approval, Memory } from '../../../src/domain/memory/memory.ts';
import type { RunEntry, RunReport } from '../../../src/domain/runs/run.ts';
import type { RunFile } from '../../../src/domain/runs/stored-file.ts';
import type { UndoRecord } from '../../../src/domain/offboarding/undo.ts';
import type { Objections, Rulings } from '../../../src/ports/approval-ports.ts';
import type { Objection, Ruling } from '../../../src/domain/rulings/ruling.ts';
import type { Approvals, Archive, Journal, Memories } from '../../../src/ports/run-ports.ts';

/** One connection's memory; every write makes a new version. */
export interface MemoryMemories extends Memories {
  memory: Memory;
  /** As another process would: the version that was read no longer is the newest. */
  touch(): void;
}

export function createMemoryMemories(): MemoryMemories {
  let version = 0;
  const memories: MemoryMemories = {
    memory: EMPTY_MEMORY,
    touch: () => {
      version += 1;
    },
    read: async () => ({ memory: memories.memory, version: version === 0 ? null : String(version) }),
    write: async (_connection, memory, expected) => {
      if (expected !== (version === 0 ? null : String(version))) return false;
      memories.memory = memory;
      version += 1;
      return true;
    },
  };
  return memories;
}

export interface MemoryJournal extends Journal {
  readonly entries: { readonly run: RunId; readonly entry: JournalEntry }[];
}

export function createMemoryJournal(): MemoryJournal {
  const entries: { readonly run: RunId; readonly entry: JournalEntry }[] = [];
  return {
    entries,
    note: async (_connection, run, entry) => {
      entries.push({ run, entry });
    },
    readSince: async (_connection, since) =>
      entries.flatMap(({ run, entry }) => {
        if (entry.kind !== 'intent' || sentAt({ run, intent: entry, outcome: null }) < since) return [];
        const settled = entries.find(
          (other) => other.run === run && other.entry.kind === 'outcome' && other.entry.step === entry.step,
        );
        return [{ run, intent: entry, outcome: settled?.entry.kind === 'outcome' ? settled.entry.outcome : null }];
      }),
  };
}

export interface MemoryApprovals extends Approvals {
  readonly stored: Approval[];
}

export function createMemoryApprovals(): MemoryApprovals {
  const stored: Approval[] = [];
  return {
    stored,
    read: async () => [...stored],
    add: async (_connection, ...approvals) => {
      for (const approval of approvals) {
        const isEarlier = (one: Approval): boolean =>
          one.digest === approval.digest && one.by === approval.by && one.person === approval.person;
        stored.splice(0, stored.length, ...stored.filter((one) => !isEarlier(one)), approval);
      }
    },
    remove: async (_connection, digests) => {
      stored.splice(0, stored.length, ...stored.filter((approval) => !digests.includes(approval.digest)));
    },
  };
}

export interface MemoryObjections extends Objections {
  readonly stored: Objection[];
}

export function createMemoryObjections(): MemoryObjections {
  const stored: Objection[] = [];
  const drop = (digests: readonly string[]): void => {
    stored.splice(0, stored.length, ...stored.filter(({ digest }) => !digests.includes(digest)));
  };
  return {
    stored,
    read: async () => [...stored],
    add: async (_connection, objections) => {
      drop(objections.map(({ digest }) => digest));
      stored.push(...objections);
    },
    remove: async (_connection, digests) => {
      drop(digests);
    },
  };
}

export interface MemoryRulings extends Rulings {
  /** Newest first. */
  readonly stored: readonly Ruling[];
}

export function createMemoryRulings(): MemoryRulings {
  const stored: Ruling[] = [];
  return {
    stored,
    readRecent: async () => [...stored],
    readOf: async (_connection, run) => stored.filter(({ seen, result }) => seen === run || result?.run === run),
    add: async (_connection, ruling) => {
      const earlier = stored.find(({ id }) => id === ruling.id);
      if (earlier === undefined) stored.unshift(ruling);
      return earlier ?? ruling;
    },
    settle: async (_connection, id, result) => {
      const index = stored.findIndex((ruling) => ruling.id === id);
      const ruling = stored[index];
      if (ruling === undefined) throw new RangeError(`No decision ${id}`);
      stored[index] = { ...ruling, result };
    },
  };
}

export interface MemoryArchive extends Archive {
  /** Every file by `RUN/name`. */
  readonly files: ReadonlyMap<string, RunFile>;
  /** Newest first. */
  readonly entries: readonly RunEntry[];
}

/** What turns stored files back into what they were made from. */
export interface FileParsers {
  readonly report: (text: string) => RunReport;
  readonly undo: (text: string) => UndoRecord;
}

export function createMemoryArchive(parse: FileParsers): MemoryArchive {
  const files = new Map<string, RunFile>();
  const entries: RunEntry[] = [];
  return {
    files,
    entries,
    storeFile: async (_connection, run, file) => {
      files.set(`${run}/${file.name}`, file);
    },
    storeRun: async (_connection, entry, stored) => {
      for (const file of stored) files.set(`${entry.run}/${file.name}`, file);
      entries.push(entry);
      entries.sort((left, right) => (left.run < right.run ? 1 : -1));
    },
    list: async (_connection, { before, limit }) =>
      entries.filter((entry) => before === undefined || entry.run < before).slice(0, limit),
    readReport: async (_connection, run) => {
      const file = files.get(`${run}/report.json`);
      return file === undefined ? undefined : parse.report(file.text);
    },
    readUndo: async (_connection, run) => {
      const file = files.get(`${run}/undo.json`);
      return file === undefined ? undefined : parse.undo(file.text);
    },
    openFile: async (_connection, run, name) => {
      const file = files.get(`${run}/${name}`);
      if (file === undefined) return undefined;
      const bytes = new TextEncoder().encode(file.text);
      return { stream: streamOf(bytes), size: bytes.byteLength, contentType: file.contentType };
    },
  };
}

async function* streamOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
