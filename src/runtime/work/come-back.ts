/** When work comes back that found its connection busy. */
import { ConfigError } from '../../errors.ts';
import { environment } from '../../config/environment.ts';

export const COME_BACK_SETTING = 'ROLLCALL_COME_BACK_SECONDS';
/** A run over one person takes a few seconds, one over everybody seldom more than a minute. */
const DEFAULT_SECONDS = 20;

/**
 * Milliseconds: what the setting says and up to half as much again, so that what waits together does not come back together. `random`: from 0 to 1. Throws
 * ConfigError.
 */
export function readComeBackMs(random: number): number {
  const given = environment()[COME_BACK_SETTING]?.trim() ?? '';
  const seconds = given === '' ? DEFAULT_SECONDS : Number(given);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > 3600)
    throw new ConfigError([
      {
        path: COME_BACK_SETTING,
        message: `This is "${given}"; expected a whole number of seconds from 1 to 3600, or no such setting.`,
      },
    ]);
  return seconds * (1 + random / 2) * 1000;
}
