/** rollcall export: the runs of a span of time as one file. */
import { openSession, type CommonOptions } from '../session.ts';
import { rename, rm } from 'node:fs/promises';
import { createWriteStream } from 'node:fs';
import type { ExitCode } from '../exit-code.ts';
import { openExport } from '../../runtime/export/open-export.ts';
import { parseExport, type ExportRequest } from '../../runtime/export/export-request.ts';
import { pipeline } from 'node:stream/promises';
import { RefusedError } from '../../errors.ts';
import type { Terminal } from '../terminal.ts';

export interface ExportOptions extends CommonOptions {
  readonly from: string;
  readonly to: string;
  readonly format: string;
  readonly table: string;
  /** Absent: a file of the download's own name in this folder. */
  readonly out?: string;
}

export async function exportRuns(options: ExportOptions, terminal: Terminal): Promise<ExitCode> {
  const asked = parseExport(options);
  const { ports } = await openSession(options, terminal);
  const { file, runs } = await written(ports, asked, options.out, terminal);
  terminal.print(
    options.json === true ? `${JSON.stringify({ file, runs })}\n` : `${file}: ${runs} runs of ${ports.name}\n`,
  );
  return 0;
}

async function written(
  ports: Parameters<typeof openExport>[0],
  asked: ExportRequest,
  out: string | undefined,
  { progress }: Terminal,
): Promise<{ readonly file: string; readonly runs: number }> {
  progress.phase('Reading the runs');
  try {
    const { fileName, runs, chunks } = await openExport(ports, asked);
    const file = out ?? fileName;
    await writeWhole(file, chunks);
    return { file, runs };
  } finally {
    progress.done();
  }
}

/** What is broken off leaves no file that looks like a whole one. */
async function writeWhole(file: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(chunks, createWriteStream(part));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    if (error instanceof Error && 'syscall' in error && 'code' in error)
      throw new RefusedError(400, `${file} cannot be written (${String(error.code)}). Name another place with --out.`);
    throw error;
  }
}
