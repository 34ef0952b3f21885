/** Where the two files are, unless somebody says otherwise. */
import { CONFIG_SETTING, DEFAULT_CONFIG_PATH } from '../../runtime/read-config.ts';
import type { Environment } from '../../config/environment.ts';
import { RefusedError } from '../../errors.ts';

export interface InitOptions {
  readonly answers?: string;
  readonly config?: string;
  readonly settings?: string;
  readonly force?: true;
}

export function configPlace({ config }: Pick<InitOptions, 'config'>, env: Environment): string {
  const setting = env[CONFIG_SETTING]?.trim() ?? '';
  const place = config ?? (setting === '' ? DEFAULT_CONFIG_PATH : setting);
  if (/^https?:\/\//.test(place))
    throw new RefusedError(
      400,
      `The configuration is a blob (${config === undefined ? CONFIG_SETTING : '--config'} names its URL), and this command writes files. Name one with --config PATH, and upload it when it is right.`,
    );
  return place;
}
