/** Settings of the function app: the environment, filled up from local.settings.json. */
import type { ConfigProblem } from '../errors.ts';

export type Settings = Readonly<Record<string, string | undefined>>;

/** A blank value counts as none. */
export function readSetting(settings: Settings, name: string): string | undefined {
  const value = Object.hasOwn(settings, name) ? settings[name]?.trim() : undefined;
  return value === '' ? undefined : value;
}

/** Puts settings in the place of `%NAME%`. What is missing is noted as a problem of `path`, and stays as it is. */
export function resolveNames(text: string, settings: Settings, path: string, problems: ConfigProblem[]): string {
  return text.replace(/%([^%\s]+)%/g, (whole, name: string) => {
    const value = readSetting(settings, name);
    if (value !== undefined) return value;
    problems.push({
      path,
      message: `The setting ${name} is not set; expected it in the environment, or under "Values" in local.settings.json.`,
    });
    return whole;
  });
}
