import { EXIT_CODES, type ExitCode } from './exit-code.ts';
import { renderJson } from '../reports/json.ts';
import { renderText } from '../reports/text/text.ts';
import type { RunReport } from '../domain/runs/run.ts';
import type { Terminal } from './terminal.ts';

/** Prints a report as text, or with --json the report and nothing else; answers the exit code it stands for. */
export function showReport(report: RunReport, terminal: Terminal, options: { readonly json?: true }): ExitCode {
  terminal.print(
    options.json === true ? renderJson(report) : renderText(report, { paint: terminal.paint, width: terminal.width }),
  );
  return EXIT_CODES[report.outcome];
}
