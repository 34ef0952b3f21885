/** rollcall deny, hold and take-back DIGEST: record what was decided of a held step. Nothing is written to the PSA. */
import { giveRuling } from '../../app/approve/give-ruling.ts';
import type { Ruling, RulingKind } from '../../domain/rulings/ruling.ts';
import { ruledLines, ruledName, rulingHeadline, rulingNext } from '../../reports/words/describe-ruling.ts';
import { visible } from '../../reports/words/safe-text.ts';
import type { ExitCode } from '../exit-code.ts';
import { openSession, operator, type CommonOptions } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface DecideOptions extends CommonOptions {
  readonly by?: string;
  readonly note: string;
  /** `hold` alone. */
  readonly until?: string;
}

export async function decide(
  kind: Exclude<RulingKind, 'approve'>,
  digest: string,
  options: DecideOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const ruling = await giveRuling(ports, {
    kind,
    digests: [digest],
    by: { name: options.by ?? operator(), person: null },
    note: options.note,
    ...(options.until !== undefined && { until: options.until }),
  });
  if (options.json === true) terminal.print(`${JSON.stringify(ruling, null, 2)}\n`);
  else terminal.print(rulingText(ruling));
  return 0;
}

function rulingText(ruling: Ruling): string {
  const next = rulingNext(ruling);
  return [
    visible(rulingHeadline(ruling)),
    ...ruledLines(ruling).map(({ step, words }) => `  ${visible(ruledName(step))}: ${visible(words)}`),
    ...(next === null ? [] : [next]),
    '',
  ].join('\n');
}
