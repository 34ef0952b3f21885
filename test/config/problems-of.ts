import { ConfigError, type ConfigProblem } from '../../src/errors.ts';
import { ENV } from './a-config-file.ts';
import { loadConfig } from '../../src/config/load.ts';

/** Every problem of a file that must not load, or of the connections in it that cannot be used. */
export function problemsOf(
  text: string,
  env: Readonly<Record<string, string | undefined>> = ENV,
): readonly ConfigProblem[] {
  try {
    const { unusable } = loadConfig(text, 'rollcall.json', env);
    if (unusable.length > 0) return unusable.flatMap(({ problems }) => problems);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  throw new Error('The configuration loaded');
}

/** `path: message` */
export function linesOf(problems: readonly ConfigProblem[]): readonly string[] {
  return problems.map(({ path, message }) => `${path}: ${message}`);
}
