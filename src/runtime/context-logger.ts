/** Log lines through the invocation, so that they carry its id. */
import type { InvocationContext } from '@azure/functions';
import { createLogger, type LogLevel } from './logger.ts';
import type { Logger } from '../ports/run-ports.ts';

export function contextLogger(context: InvocationContext): Logger {
  const write: Record<LogLevel, (line: string) => void> = {
    debug: (line) => {
      context.debug(line);
    },
    info: (line) => {
      context.info(line);
    },
    warn: (line) => {
      context.warn(line);
    },
    error: (line) => {
      context.error(line);
    },
  };
  return createLogger(
    (level, line) => {
      write[level](line);
    },
    'info',
    { invocation: context.invocationId },
  );
}
