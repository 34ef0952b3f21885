/** Finds the configuration: a file, or a blob. */
import { readFile } from 'node:fs/promises';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../errors.ts';
import { environment } from '../config/environment.ts';
import { loadAnyConfig, loadConfig } from '../config/load.ts';

/** Name of the setting that says where the configuration is: a path, or the URL of a blob. */
export const CONFIG_SETTING = 'ROLLCALL_CONFIG';
export const DEFAULT_CONFIG_PATH = 'rollcall.json';

export interface ConfigText {
  readonly text: string;
  /** Where it was found; safe to print. */
  readonly place: string;
}

/** `location`: a path or a blob's URL; undefined: what ROLLCALL_CONFIG says, else rollcall.json in the current folder. Throws ConfigError with every problem at once. */
export async function readConfig(location?: string): Promise<Config> {
  const { text, place } = await readConfigText(location);
  return loadConfig(text, place);
}

/** The same, also where the secrets of no connection are all there. */
export async function readAnyConfig(): Promise<Config> {
  const { text, place } = await readConfigText();
  return loadAnyConfig(text, place);
}

/** The same, not looked into yet. */
export async function readConfigText(location?: string): Promise<ConfigText> {
  const setting = environment()[CONFIG_SETTING]?.trim() ?? '';
  const place = location ?? (setting === '' ? DEFAULT_CONFIG_PATH : setting);
  const text = /^https?:\/\//.test(place) ? await readBlob(place) : await readLocal(place);
  return { text, place: safePlace(place) };
}

async function readLocal(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new ConfigError([
      {
        path,
        message: `${code === 'ENOENT' ? 'There is no configuration file here' : `The configuration file cannot be read (${code})`}. Set ${CONFIG_SETTING} or --config to its path or blob URL; src/config/example.config.json is one to start from.`,
      },
    ]);
  }
}

async function readBlob(url: string): Promise<string> {
  if (!URL.canParse(url))
    throw new ConfigError([
      {
        path: safePlace(url),
        message: `This is no address. Set ${CONFIG_SETTING} or --config to a path, or to a blob URL like https://ACCOUNT.blob.core.windows.net/CONTAINER/rollcall.json.`,
      },
    ]);
  const { readBlobText } = await import('../adapters/azure/blobs/read-blob-text.ts');
  return readBlobText(url);
}

/** Without query: a blob's URL may carry a signature. */
function safePlace(place: string): string {
  return place.replace(/\?.*$/s, '');
}
