/** rollcall show RUN: the report of a run that is over. */
import { openSession, type CommonOptions } from '../session.ts';
import type { ExitCode } from '../exit-code.ts';
import { showReport } from '../show-report.ts';
import { showRun } from '../../app/show-run.ts';
import type { Terminal } from '../terminal.ts';

export async function show(run: string, options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  return showReport(await showRun(ports, run), terminal, options);
}
