/** Finds the settings file of this machine. */
import { ConfigError } from '../errors.ts';
import { parseLocalSettings } from '../config/local-settings.ts';
import { readFile } from 'node:fs/promises';

const DEFAULT_PLACE = 'local.settings.json';

/** Its `Values`; the default file may be missing, one that was named may not. Throws ConfigError. */
export async function readLocalSettings(named: string | undefined): Promise<Readonly<Record<string, string>>> {
  const place = named ?? DEFAULT_PLACE;
  let text: string;
  try {
    text = await readFile(place, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    if (named === undefined && code === 'ENOENT') return {};
    throw new ConfigError([
      {
        path: place,
        message: `${code === 'ENOENT' ? 'There is no settings file here' : `The settings file cannot be read (${code})`}. local.settings.example.json is one to start from.`,
      },
    ]);
  }
  return parseLocalSettings(text, place);
}
