/** Copies the files of the demo's runs out of the blob store, which ends with the demo. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Archive } from '../../ports.ts';
import { buffer } from 'node:stream/consumers';
import type { ConnectionName, RunId } from '../../domain/ids.ts';

const FILES = ['report.html', 'report.json', 'report.txt', 'actions.csv', 'findings.csv', 'plan.json'] as const;

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
      for (const file of FILES) {
        const opened = await archive.openFile(name, run, file);
        if (opened !== undefined) await writeFile(join(folder, file), await buffer(opened.stream));
      }
      return folder;
    }),
  );
}
