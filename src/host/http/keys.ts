/** Who may call what: an anonymous function is open, one of level `function` needs the function key or the master key, `admin` the master key. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readSetting, type Settings } from '../settings.ts';
import { ConfigError } from '../../errors.ts';
import type { IncomingMessage } from 'node:http';

export type AuthLevel = 'anonymous' | 'function' | 'admin';

export interface HostKey {
  readonly value: string;
  /** Made for this start alone; else it is a setting. */
  readonly random: boolean;
}
export interface HostKeys {
  readonly function: HostKey;
  readonly master: HostKey;
}

export const FUNCTION_KEY = 'ROLLCALL_FUNCTION_KEY';
export const MASTER_KEY = 'ROLLCALL_MASTER_KEY';

/** Throws ConfigError when one key would be both. */
export function readKeys(settings: Settings): HostKeys {
  const keys = { function: readKey(settings, FUNCTION_KEY), master: readKey(settings, MASTER_KEY) };
  if (keys.function.value !== keys.master.value) return keys;
  throw new ConfigError([
    {
      path: MASTER_KEY,
      message: `This is the same as ${FUNCTION_KEY}; expected another one: it also starts functions by hand.`,
    },
  ]);
}

function readKey(settings: Settings, name: string): HostKey {
  const value = readSetting(settings, name);
  return value === undefined
    ? { value: randomBytes(32).toString('base64url'), random: true }
    : { value, random: false };
}

/** Answers whether a request may pass. The comparison takes as long for a wrong key as for the right one, whatever its length. */
export function createKeyCheck(keys: HostKeys): (level: AuthLevel, given: string | undefined) => boolean {
  const digests = { function: digest(keys.function.value), master: digest(keys.master.value) };
  return (level, given) => {
    if (level === 'anonymous') return true;
    if (given === undefined) return false;
    const found = digest(given);
    const isMaster = timingSafeEqual(found, digests.master);
    const isFunction = timingSafeEqual(found, digests.function);
    return isMaster || (level === 'function' && isFunction);
  };
}

/** The header wins over the query, as in Azure. */
export function givenKey(headers: IncomingMessage['headers'], query: URLSearchParams): string | undefined {
  const header = headers['x-functions-key'];
  return typeof header === 'string' ? header : (query.get('code') ?? undefined);
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
