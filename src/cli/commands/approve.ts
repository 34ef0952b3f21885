/** rollcall approve DIGEST: read and plan anew, and do the approved steps that still stand. */
import { approve as approveSteps } from '../../app/approve/approve.ts';
import { openSession, operator, type CommonOptions } from '../session.ts';
import type { ExitCode } from '../exit-code.ts';
import { InvalidArgumentError } from 'commander';
import { renderJson } from '../../reports/json.ts';
import { showReport } from '../show-report.ts';
import type { Terminal } from '../terminal.ts';

export interface ApproveOptions extends CommonOptions {
  readonly by?: string;
  readonly note: string;
  /** Absent: as the connection is configured. */
  readonly expires?: number;
  /** An older name of the same. */
  readonly hours?: number;
}

export async function approve(digest: string, options: ApproveOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const hours = options.expires ?? options.hours;
  const { report, refused } = await approveSteps(ports, {
    digest,
    by: options.by ?? operator(),
    note: options.note,
    ...(hours !== undefined && { expiresInHours: hours }),
  });
  if (options.json === true) terminal.print(renderJson(report));
  else showReport(report, terminal, options);
  for (const refusal of refused) terminal.say(`Not done: ${refusal.digest.slice(0, 12)}: ${refusal.why}`);
  if (report.outcome === 'failed') return 1;
  // What else waits is not what was asked for here.
  return refused.length > 0 ? 1 : 0;
}

export function parseHours(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 8760)) throw new InvalidArgumentError('expected hours between 0 and 8760.');
  return value;
}
