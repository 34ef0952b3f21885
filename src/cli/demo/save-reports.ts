/** Copies the files of the demo's runs out of the blob store, which ends with the demo. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Archive } from '../../ports/run-ports.ts';
import { buffer } from 'node:stream/consumers';
import type { ConnectionName, RunId } from '../../domain/ids.ts';
import { runFileNames } from '../../domain/runs/run-files.ts';

/** Answers the folder of each run, in the order given. */
export async function saveReports(
  archive: Archive,
  name: ConnectionName,
  runs: readonly RunId[],
  out: string,
): Promise<readonly string[]> {
  return Promise.all(
    runs.map(async (run) => {
      const folder = join(resolve(out), run);
      await mkdir(folder, { recursive: true });
      const report = await archive.readReport(name, run);
      for (const file of report === undefined ? [] : runFileNames(report)) {
        const opened = await archive.openFile(name, run, file);
        if (opened !== undefined) await writeFile(join(folder, file), await buffer(opened.stream));
      }
      return folder;
    }),
  );
}
