/** rollcall plan: read, decide, store the plan and its report; write nothing to the PSA. */
import { openSession, operator, type CommonOptions } from '../session.ts';
import type { ExitCode } from '../exit-code.ts';
import { RefusedError } from '../../errors.ts';
import type { RunResult } from '../../app/run/locked-run.ts';
import { runConnection } from '../../app/run/run.ts';
import { showReport } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

export async function plan(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const result = await runConnection(ports, {
    trigger: { kind: 'command-line', by: operator() },
    apply: false,
    deadline: null,
  });
  return showReport(finished(result, ports.name), terminal, options);
}

/** The report of a run that took place. */
export function finished(result: RunResult, connection: string): Extract<RunResult, { kind: 'finished' }>['report'] {
  if (result.kind === 'finished') return result.report;
  throw new RefusedError(
    409,
    `Another run of ${connection} is under way. Wait until it has ended: rollcall runs --connection ${connection}`,
  );
}
