// A fault in the words that a report shows, and in the fields that a log may hold.
import { RemoteError } from '../errors.ts';
import type { LogFields } from '../ports/run-ports.ts';

/** The message and, where one is known and not said in it already, the next step. */
export function faultWords(error: unknown): string {
  if (error instanceof RemoteError && error.advice !== null && !error.message.includes(error.advice))
    return `${error.message} ${error.advice}`;
  return error instanceof Error ? error.message : String(error);
}

/** No message: it may name people. */
export function faultFields(error: unknown): LogFields {
  if (error instanceof RemoteError)
    return { fault: error.name, system: error.system, reason: error.reason, status: error.status };
  return { fault: error instanceof Error ? error.name : typeof error };
}
