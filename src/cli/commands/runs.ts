/** rollcall runs: the runs of a connection, newest first, from the index alone. */
import { openSession, type CommonOptions } from '../session.ts';
import type { ExitCode } from '../exit-code.ts';
import { InvalidArgumentError } from 'commander';
import { listRuns } from '../../app/archive/list-runs.ts';
import { prose } from '../../reports/words/safe-text.ts';
import { RUN_OUTCOME_NAMES } from '../../reports/words/words.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import type { Terminal } from '../terminal.ts';

export interface RunsOptions extends CommonOptions {
  readonly limit: number;
  readonly before?: string;
}

export async function runs(options: RunsOptions, terminal: Terminal): Promise<ExitCode> {
  const { ports } = await openSession(options, terminal);
  const entries = await listRuns(ports, {
    limit: options.limit,
    ...(options.before !== undefined && { before: options.before }),
  });
  if (options.json === true) {
    terminal.print(`${JSON.stringify(entries, null, 2)}\n`);
    return 0;
  }
  if (entries.length === 0)
    terminal.say(`${ports.name} has no runs yet. Make the first one: rollcall plan --connection ${ports.name}`);
  for (const entry of entries) terminal.print(`${line(entry, terminal)}\n`);
  const last = entries.at(-1);
  if (last !== undefined && entries.length === options.limit)
    terminal.say(`Older ones: rollcall runs --connection ${ports.name} --before ${last.run}`);
  return 0;
}

function line(entry: RunEntry, { paint }: Terminal): string {
  const { counts } = entry;
  const numbers = [
    ...(counts.done > 0 ? [`${counts.done} done`] : []),
    ...(counts.failed > 0 ? [`${counts.failed} failed`] : []),
    ...(counts.pending > 0 ? [`${counts.pending} to do`] : []),
    ...(counts.held > 0 ? [`${counts.held} held`] : []),
    ...(counts.findings > 0 ? [`${counts.findings} findings`] : []),
  ];
  return `${paint.bold(entry.run)}  ${RUN_OUTCOME_NAMES[entry.outcome].padEnd(24)}  ${numbers.join(', ') || 'nothing to do'}  ${paint.dim(`by ${entry.trigger.by}${aboutText(entry)}`)}`;
}

function aboutText({ person, undoes }: RunEntry): string {
  if (undoes !== undefined) return `, undoes ${undoes}`;
  return person === null ? '' : `, only ${prose(person.login)}`;
}

export function limit(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 200)
    throw new InvalidArgumentError('expected a whole number from 1 to 200.');
  return value;
}
