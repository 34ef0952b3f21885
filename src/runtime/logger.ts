/** Structured log lines: one JSON object each, a constant message and the data in fields. Where they go is passed in. */
import type { LogFields, Logger } from '../ports/run-ports.ts';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
export type LogSink = (level: LogLevel, line: string) => void;

const RANK = { debug: 0, info: 1, warn: 2, error: 3 } as const satisfies Record<LogLevel, number>;

export function createLogger(sink: LogSink, least: LogLevel, fixed: LogFields = {}): Logger {
  const log =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (RANK[level] >= RANK[least]) sink(level, JSON.stringify({ level, message, ...fixed, ...fields }));
    };
  return {
    debug: log('debug'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    with: (fields) => createLogger(sink, least, { ...fixed, ...fields }),
  };
}
