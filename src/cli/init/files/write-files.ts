/** Reads and writes the two files: each whole or not at all, settings for nobody's eyes but the owner's. */
import { rename, readFile, rm, writeFile } from 'node:fs/promises';
import { ConfigError } from '../../../errors.ts';
import type { FileAsFound, PlannedFiles } from './plan-files.ts';

export async function findFile(place: string): Promise<FileAsFound> {
  try {
    return { place, text: await readFile(place, 'utf8') };
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { place, text: null };
    throw new ConfigError([{ path: place, message: `The file cannot be read (${code}). Choose another place.` }]);
  }
}

/** The settings first: a configuration whose secrets are nowhere would be of no use. Throws ConfigError. */
export async function writeFiles({ config, settings }: PlannedFiles): Promise<void> {
  await replaceFile(settings.place, settings.text, 0o600);
  await replaceFile(config.place, config.text, 0o644);
}

/** Written beside it and renamed, so that there is never half a file, and never a moment in which others could read it. */
async function replaceFile(place: string, text: string, mode: number): Promise<void> {
  const draft = `${place}.new`;
  try {
    await rm(draft, { force: true });
    await writeFile(draft, text, { mode, flag: 'wx' });
    await rename(draft, place);
  } catch (error) {
    await rm(draft, { force: true });
    throw new ConfigError([
      {
        path: place,
        message: `The file cannot be written (${codeOf(error)}). Make its folder writable, or choose another place.`,
      },
    ]);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
