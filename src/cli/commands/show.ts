/** rollcall show RUN: the report of a run that is over, or with --leaver one leaver's sheet out of it. */
import { openSession, type CommonOptions } from '../session.ts';
import { EXIT_CODES, type ExitCode } from '../exit-code.ts';
import { RefusedError } from '../../errors.ts';
import type { LeaverSheet } from '../../domain/offboarding/leaver.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import { renderLeaverText } from '../../reports/text/leaver-text.ts';
import { showReport } from '../show-report.ts';
import { showRun } from '../../app/archive/show-run.ts';
import type { Terminal } from '../terminal.ts';

export interface ShowOptions extends CommonOptions {
  readonly leaver?: string;
}

export async function show(run: string, options: ShowOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const report = await showRun(ports, run);
  if (options.leaver === undefined) return showReport(report, terminal, options);
  const sheet = sheetOf(report, options.leaver);
  const { paint, width } = terminal;
  terminal.print(
    options.json === true ? `${JSON.stringify(sheet, null, 2)}\n` : renderLeaverText(report, sheet, { paint, width }),
  );
  return EXIT_CODES[report.outcome];
}

/** By Member ID, login, or record id. Throws RefusedError 404 with whoever has a sheet. */
function sheetOf({ run, offboarding }: RunReport, which: string): LeaverSheet {
  const wanted = which.trim().toLowerCase();
  const sheets = offboarding?.leavers ?? [];
  const found = sheets.find(({ member, person }) =>
    [member.identifier, String(member.key), person?.login ?? ''].some((name) => name.toLowerCase() === wanted),
  );
  if (found !== undefined) return found;
  const names = sheets.map(({ member }) => member.identifier);
  const there = names.length === 0 ? 'Nobody has one in that run.' : `There are sheets of ${names.join(', ')}.`;
  throw new RefusedError(404, `Run ${run} has no leaver's sheet of "${which}". ${there}`);
}
