/** A fault in the words of the command line: what happened, and what to do next. */
import { ConfigError, InvariantError, RefusedError, RemoteError } from '../errors.ts';
import type { Terminal } from './terminal.ts';
import { prose } from '../reports/words/safe-text.ts';

export function explainFault(error: unknown, { paint }: Pick<Terminal, 'paint'>): string {
  const label = paint.red(paint.bold('Error'));
  if (error instanceof ConfigError || error instanceof RefusedError) return `${label}  ${lines(error.message)}`;
  if (error instanceof RemoteError) {
    const advice =
      error.advice !== null && !error.message.includes(error.advice) ? `\n       ${prose(error.advice)}` : '';
    return `${label}  ${prose(error.message)}${advice}`;
  }
  const bug = error instanceof InvariantError ? 'This is a bug in Rollcall.' : 'This was not expected.';
  return `${label}  ${bug} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

/** Line breaks are ours; what is between them may come from outside. */
function lines(text: string): string {
  return text
    .split('\n')
    .map((line) => (/^ */.exec(line)?.[0] ?? '') + prose(line))
    .join('\n');
}
