/** local.settings.json, as Azure Functions Core Tools reads it: settings for this machine under `Values`. */
import { ConfigError } from '../errors.ts';
import { parseJson } from './problems/parse-json.ts';
import { problemsIn } from './problems/problems-in.ts';
import { z } from 'zod';

const localSettingsSchema = z.looseObject({
  IsEncrypted: z
    .boolean()
    .refine((encrypted) => !encrypted, 'The values are encrypted. Decrypt them: func settings decrypt')
    .default(false),
  Values: z.record(z.string(), z.string()).default({}),
});

/** `place` is the file's name. Throws ConfigError; no value is ever repeated in it. */
export function parseLocalSettings(text: string, place: string): Readonly<Record<string, string>> {
  const parsed = localSettingsSchema.safeParse(parseJson(text, place));
  if (!parsed.success) throw new ConfigError(problemsIn(place, parsed.error));
  return parsed.data.Values;
}
