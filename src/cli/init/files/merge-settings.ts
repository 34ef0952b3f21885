/** Puts secrets into local.settings.json, beside what is there. Pure. */
import { parseJson } from '../../../config/problems/parse-json.ts';
import { parseLocalSettings } from '../../../config/local-settings.ts';
import { SCHEDULES } from '../../../config/schedules.ts';
import { z } from 'zod';

const outline = z.looseObject({ Values: z.record(z.string(), z.string()).default({}) });

/** What the functions need besides; as in local.settings.example.json. */
const STARTING = {
  FUNCTIONS_WORKER_RUNTIME: 'node',
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  ...SCHEDULES,
} as const;

export type SettingChange = 'new' | 'changed';
export interface MergedSettings {
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
  /** By name, in the file's order; a value never leaves this file. */
  readonly changes: ReadonlyMap<string, SettingChange>;
}

export interface SettingsInput {
  /** null: there is no file yet. */
  readonly existing: string | null;
  readonly place: string;
  readonly secrets: Readonly<Record<string, string>>;
  /** Where the configuration is; kept as it is where the file names one already. */
  readonly config: string;
}

/** Throws ConfigError on a file that is encrypted or no settings file. */
export function mergeSettings({ existing, place, secrets, config }: SettingsInput): MergedSettings {
  if (existing !== null) parseLocalSettings(existing, place);
  const file = existing === null ? null : outline.parse(parseJson(existing, place));
  const before = file?.Values ?? {};
  const starting = { ...STARTING, ROLLCALL_CONFIG: config };
  const values = { ...starting, ...before, ...secrets };
  const changes = new Map<string, SettingChange>();
  for (const [name, value] of Object.entries(values)) {
    const old = Object.hasOwn(before, name) ? before[name] : undefined;
    if (old !== value) changes.set(name, old === undefined ? 'new' : 'changed');
  }
  const text = `${JSON.stringify({ ...(file ?? { IsEncrypted: false }), Values: values }, null, 2)}\n`;
  return { text, values, changes };
}
