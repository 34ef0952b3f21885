// The runs of each connection: their files, and one index file per month that lists them without opening any.
import type { ConnectionName, RunId } from '../../../domain/ids.ts';
import { isRunFile } from '../../../domain/runs/run-files.ts';
import type { RunEntry } from '../../../domain/runs/run.ts';
import { InvariantError } from '../../../errors.ts';
import type { RunFile } from '../../../domain/runs/stored-file.ts';
import type { Archive, Store } from '../../../ports/run-ports.ts';
import { indexShape } from './index-shape.ts';
import { listAll } from '../store/list-all.ts';
import { indexFolder, indexPath, runFilePath } from '../store/paths.ts';
import { reportShape } from './report-shape.ts';
import { undoShape } from './undo-shape.ts';
import { readStored } from '../store/stored-file.ts';
import { malformed } from '../store/stored-json.ts';
import { updateFile } from '../store/update-file.ts';

const INDEX = {
  shape: indexShape,
  advice:
    'Restore an earlier version of the file. The reports themselves are not affected; runs that the restored version lacks are no longer listed, but can be opened by their id.',
};
const REPORT = {
  shape: reportShape,
  advice: 'Restore the file as it was written; report.html and report.txt of the same run say the same.',
};
const UNDO = {
  shape: undoShape,
  advice:
    'Restore the file as it was written; report.html of the same run tells what was handed over, so that it can be handed back by hand.',
};

interface IndexFile {
  readonly version: 1;
  readonly runs: readonly RunEntry[];
}

export function createArchive(store: Store): Archive {
  async function storeFile(connection: ConnectionName, run: RunId, file: RunFile): Promise<void> {
    if (!isRunFile(file.name)) throw new InvariantError(`A run has no file "${file.name}"`);
    await store.write(runFilePath(connection, run, file.name), file.text, {
      contentType: file.contentType,
      expect: 'any',
    });
  }

  return {
    storeFile,
    // The entry comes last: what is listed can be opened. Storing a run again replaces its entry.
    async storeRun(connection, entry, files) {
      await Promise.all(files.map(async (file) => storeFile(connection, entry.run, file)));
      await updateFile(store, indexPath(connection, entry.run), INDEX, (current): IndexFile => ({
        version: 1,
        runs: [...(current?.runs ?? []).filter(({ run }) => run !== entry.run), entry].sort(oldestFirst),
      }));
    },
    async list(connection, { before, limit }) {
      const entries: RunEntry[] = [];
      for (const path of await monthsNewestFirst(store, connection, before)) {
        if (entries.length >= limit) break;
        const stored = await readStored(store, path, INDEX);
        const runs = stored?.value.runs ?? [];
        entries.push(...runs.filter(({ run }) => before === undefined || run < before).sort(newestFirst));
      }
      return entries.slice(0, limit);
    },
    async readReport(connection, run) {
      const path = runFilePath(connection, run, 'report.json');
      const report = (await readStored(store, path, REPORT))?.value;
      if (report === undefined) return undefined;
      if (report.run !== run || report.connection !== connection)
        throw malformed(path, `it is the report of ${report.connection} ${report.run}`, REPORT.advice);
      return report;
    },
    async readUndo(connection, run) {
      const path = runFilePath(connection, run, 'undo.json');
      const undo = (await readStored(store, path, UNDO))?.value;
      if (undo === undefined) return undefined;
      if (undo.run !== run || undo.connection !== connection)
        throw malformed(path, `it tells what ${undo.connection} ${undo.run} handed over`, UNDO.advice);
      return undo;
    },
    async openFile(connection, run, name) {
      return isRunFile(name) ? store.open(runFilePath(connection, run, name)) : undefined;
    },
  };
}

async function monthsNewestFirst(
  store: Store,
  connection: ConnectionName,
  before: RunId | undefined,
): Promise<readonly string[]> {
  const last = before === undefined ? undefined : indexPath(connection, before);
  const months: string[] = [];
  for await (const path of listAll(store, indexFolder(connection))) {
    if (last === undefined || path <= last) months.push(path);
  }
  return months.reverse();
}

function oldestFirst(left: RunEntry, right: RunEntry): number {
  return left.run < right.run ? -1 : 1;
}

function newestFirst(left: RunEntry, right: RunEntry): number {
  return oldestFirst(right, left);
}
