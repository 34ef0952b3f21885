// A logger whose lines a test can search.
import type { Logger, LogFields } from '../../src/ports/run-ports.ts';

/** Every line as JSON, so that a search finds whatever is in it. */
export function createLineLogger(lines: string[], fixed: LogFields = {}): Logger {
  const at =
    (level: string) =>
    (message: string, fields: LogFields = {}): void => {
      lines.push(JSON.stringify({ level, message, ...fixed, ...fields }));
    };
  return {
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    with: (fields) => createLineLogger(lines, { ...fixed, ...fields }),
  };
}
