/** Draws a large workbook in a thread of its own: whoever delivers events to this instance waits three seconds, and drawing takes longer. */
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvariantError } from '../../errors.ts';
import type { Sheet } from '../../reports/workbook/sheet.ts';
import { Worker } from 'node:worker_threads';

/** What drawing may take; a thread that wants more is ended, and nothing else with it. */
const MOST_MEMORY_MB = 1024;
/** The drawing file as it lies beside this one: as it was written, or compiled. */
const DRAWING = new URL(
  `../../reports/workbook/draw-workbook${extname(fileURLToPath(import.meta.url))}`,
  import.meta.url,
).href;
const BOOT = `
  const { parentPort, workerData } = require('node:worker_threads');
  import(workerData.drawing)
    .then(({ drawWorkbook }) => drawWorkbook(workerData.sheets))
    .then((bytes) => parentPort.postMessage(bytes));
`;

export function drawApart(sheets: readonly Sheet[]): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(BOOT, {
      eval: true,
      workerData: { drawing: DRAWING, sheets },
      // Nothing is inherited that was meant for this process.
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    });
    worker.once('message', (bytes: unknown) => {
      if (bytes instanceof Uint8Array) resolve(bytes);
      else reject(new InvariantError('What draws workbooks answered no bytes'));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => {
      reject(new InvariantError(`What draws workbooks ended with code ${code} before it answered`));
    });
  });
}
