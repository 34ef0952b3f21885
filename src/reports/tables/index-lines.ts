// The index of runs as a table: one line per run, from its entry alone.
import type { ConnectionName } from '../../domain/ids.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import { RUN_OUTCOME_NAMES, TRIGGER_NAMES } from '../words/words.ts';
import { moment, type Cell } from './table.ts';

/** Columns are only ever added at the end. */
const COLUMNS: readonly (readonly [title: string, cell: (entry: RunEntry) => Cell])[] = [
  ['run', ({ run }) => run],
  ['started_at', ({ startedAt }) => moment(startedAt)],
  ['finished_at', ({ finishedAt }) => moment(finishedAt)],
  ['outcome', ({ outcome }) => RUN_OUTCOME_NAMES[outcome]],
  ['summary', ({ summary }) => summary],
  ['wrote', ({ applied }) => (applied ? 'yes' : 'no')],
  ['trigger', ({ trigger }) => `${TRIGGER_NAMES[trigger.kind]} (${trigger.by})`],
  ['only_person', ({ person }) => person?.login ?? null],
  ['takes_back', ({ undoes }) => undoes ?? null],
  ['done', ({ counts }) => counts.done],
  ['waiting', ({ counts }) => counts.held],
  ['to_do', ({ counts }) => counts.pending],
  ['failed', ({ counts }) => counts.failed],
  ['findings', ({ counts }) => counts.findings],
  ['idle_seats', ({ idle }) => idle ?? null],
  ['orphaned_tickets', ({ orphans }) => orphans ?? null],
  ['whole', ({ whole }) => (whole ? 'yes' : 'no')],
  ['plan_digest', ({ planDigest }) => planDigest],
  ['sha256', ({ sha256 }) => sha256],
];

export const INDEX_TITLES: readonly string[] = ['connection', ...COLUMNS.map(([title]) => title)];

export function indexLine(connection: ConnectionName, entry: RunEntry): readonly Cell[] {
  return [connection, ...COLUMNS.map(([, cell]) => cell(entry))];
}
