import { ConfigError, type ConfigProblem } from '../../src/errors.ts';
import { ENV } from './a-config-file.ts';
import { loadConfig } from '../../src/config/load.ts';

/** Every problem of a file that must not load. */
export function problemsOf(
  text: string,
  env: Readonly<Record<string, string | undefined>> = ENV,
): readonly ConfigProblem[] {
  try {
    loadConfig(text, 'rollcall.json', env);
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
