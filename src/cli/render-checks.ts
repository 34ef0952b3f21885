/** The results of self-tests, one after the other, each that is not ok with its next step. */
import type { Check } from '../ports/run-ports.ts';
import { prose } from '../reports/words/safe-text.ts';
import type { Terminal } from './terminal.ts';
import { wrap } from '../reports/text/columns.ts';

/** `ended`: the last line. */
export function renderChecks(
  checks: readonly Check[],
  ended: string,
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): string {
  const marks = {
    ok: paint.green('ok  '),
    warn: paint.yellow('warn'),
    fail: paint.red('FAIL'),
  } as const satisfies Record<Check['result'], string>;
  const room = Math.max(40, Math.min(120, width) - 6);
  const lines = checks.flatMap(({ name, result, detail, fix }) => [
    `${marks[result]}  ${paint.bold(name)}`,
    ...wrap(prose(detail), room).map((line) => `      ${line}`),
    ...(fix === null || result === 'ok' ? [] : wrap(prose(`-> ${fix}`), room).map((line) => `      ${line}`)),
  ]);
  return `${[...lines, '', ended].join('\n')}\n`;
}
