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

/**
 * Both are written beside their places and then renamed: never half a file, never a moment in which others could read a secret, and nothing at all where one of
 * them cannot be written. The settings go first: a configuration whose secrets are nowhere would be of no use. Throws ConfigError.
 */
export async function writeFiles({ config, settings }: PlannedFiles): Promise<void> {
  const files = [
    { place: settings.place, text: settings.text, mode: 0o600 },
    { place: config.place, text: config.text, mode: 0o644 },
  ];
  try {
    for (const { place, text, mode } of files) await attempt(place, () => writeDraft(place, text, mode));
    for (const { place } of files) await attempt(place, () => rename(draftOf(place), place));
  } catch (error) {
    for (const { place } of files) await rm(draftOf(place), { force: true });
    throw error;
  }
}

async function writeDraft(place: string, text: string, mode: number): Promise<void> {
  await rm(draftOf(place), { force: true });
  await writeFile(draftOf(place), text, { mode, flag: 'wx' });
}

function draftOf(place: string): string {
  return `${place}.new`;
}

async function attempt(place: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new ConfigError([
      {
        path: place,
        message: `The file cannot be written (${codeOf(error)}). Its folder has to be there, and writable; or choose another place.`,
      },
    ]);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
