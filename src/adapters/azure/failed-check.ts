// A self-test that failed, from the fault that ended it.
import { RemoteError } from '../../errors.ts';
import type { Check } from '../../ports/run-ports.ts';

export function failedCheck(name: string, error: unknown): Check {
  if (error instanceof RemoteError) return { name, result: 'fail', detail: error.message, fix: error.advice };
  const detail = error instanceof Error ? error.message : `unexpected ${typeof error}`;
  return { name, result: 'fail', detail, fix: 'This should not happen: report it as a bug of Rollcall.' };
}
