// The record of who decided what: the latest decisions of a connection in one file, and each for good with the runs that it is about.
import { z } from 'zod';
import type { ConnectionName, RunId } from '../../../domain/ids.ts';
import { DECISIONS_FILE } from '../../../domain/runs/run-files.ts';
import type { Ruling } from '../../../domain/rulings/ruling.ts';
import { InvariantError } from '../../../errors.ts';
import type { Rulings } from '../../../ports/approval-ports.ts';
import type { Store } from '../../../ports/run-ports.ts';
import { rulingsPath, runFilePath } from '../store/paths.ts';
import { listOf } from '../shapes/list-shape.ts';
import { rulingShape } from './ruling-shape.ts';
import { readStored } from '../store/stored-file.ts';
import { updateFile } from '../store/update-file.ts';

/** Beyond these a decision is only with its runs. */
const RECENT = 500;

interface RulingsFile {
  readonly version: 1;
  readonly decisions: readonly Ruling[];
}

const KIND = {
  shape: z.strictObject({ version: z.literal(1), decisions: listOf(rulingShape) }),
  advice:
    'Restore an earlier version of the file, or remove it: what was decided counts all the same, but is no longer told.',
};

export function createRulings(store: Store): Rulings {
  async function read(path: string): Promise<readonly Ruling[]> {
    const stored = await readStored(store, path, KIND);
    return stored?.value.decisions ?? [];
  }
  async function keepWith(connection: ConnectionName, run: RunId, ruling: Ruling): Promise<void> {
    await updateFile(store, runFilePath(connection, run, DECISIONS_FILE), KIND, (current): RulingsFile => ({
      version: 1,
      decisions: replaced(current?.decisions ?? [], ruling),
    }));
  }

  return {
    readRecent: async (connection) => read(rulingsPath(connection)),
    readOf: async (connection, run) => read(runFilePath(connection, run, DECISIONS_FILE)),
    async add(connection, ruling) {
      let kept = ruling;
      await updateFile(store, rulingsPath(connection), KIND, (current): RulingsFile | undefined => {
        const earlier = current?.decisions.find(({ id }) => id === ruling.id);
        kept = earlier ?? ruling;
        if (earlier !== undefined) return undefined;
        return { version: 1, decisions: replaced(current?.decisions ?? [], ruling).slice(0, RECENT) };
      });
      await keepWith(connection, kept.seen, kept);
      return kept;
    },
    async settle(connection, id, result) {
      let settled: Ruling | undefined;
      await updateFile(store, rulingsPath(connection), KIND, (current): RulingsFile | undefined => {
        const ruling = current?.decisions.find((one) => one.id === id);
        settled = ruling === undefined ? undefined : { ...ruling, result };
        return settled === undefined
          ? undefined
          : { version: 1, decisions: replaced(current?.decisions ?? [], settled) };
      });
      if (settled === undefined) throw new InvariantError(`No decision ${id} is kept that could be settled`);
      await keepWith(connection, settled.seen, settled);
      if (result.run !== null && result.run !== settled.seen) await keepWith(connection, result.run, settled);
    },
  };
}

/** Newest first. */
function replaced(rulings: readonly Ruling[], ruling: Ruling): readonly Ruling[] {
  return [...rulings.filter(({ id }) => id !== ruling.id), ruling].sort((left, right) =>
    left.at < right.at ? 1 : left.at > right.at ? -1 : left.id < right.id ? 1 : -1,
  );
}
