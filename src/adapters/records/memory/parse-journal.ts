// Turns the lines of one run's journal into writes: every intent with the outcome that was noted for it.
import type { JournalEntry, JournaledWrite } from '../../../domain/memory/journal.ts';
import type { RunId } from '../../../domain/ids.ts';
import { runIdShape } from '../shapes/id-shapes.ts';
import { journalEntryShape } from './journal-shape.ts';
import { stemOf } from '../store/paths.ts';
import { malformed, parseStored } from '../store/stored-json.ts';

const ADVICE =
  'Restore the file as it was written. It counts the writes of the last day and shows what a crash has left open, so it is not skipped.';

/**
 * A last line without its line break was being appended when its process died. Nothing had been promised for it yet, so it counts if it is whole and is
 * left out if it is torn. Anything else that does not parse throws RemoteError `malformed`.
 */
export function parseJournal(path: string, text: string): readonly JournaledWrite[] {
  const run = runOf(path);
  const lines = text.split('\n');
  const unended = lines.pop() ?? '';
  const entries = lines.map((line, index) => parseLine(path, index + 1, line));
  if (unended !== '' && isJson(unended)) entries.push(parseLine(path, lines.length + 1, unended));
  return pair(path, run, entries);
}

/** An outcome settles the earliest unsettled intent of the same step. */
function pair(path: string, run: RunId, entries: readonly JournalEntry[]): readonly JournaledWrite[] {
  const writes: JournaledWrite[] = [];
  const open = new Map<string, number[]>();
  for (const [index, entry] of entries.entries()) {
    const waiting = open.get(entry.step) ?? [];
    if (entry.kind === 'intent') {
      waiting.push(writes.length);
      open.set(entry.step, waiting);
      writes.push({ run, intent: entry, outcome: null });
      continue;
    }
    const settled = waiting.shift();
    const write = settled === undefined ? undefined : writes[settled];
    if (settled === undefined || write === undefined)
      throw malformed(path, `line ${index + 1} is an outcome whose intent is missing before it`, ADVICE);
    writes[settled] = { ...write, outcome: entry.outcome };
  }
  return writes;
}

function parseLine(path: string, number: number, line: string): JournalEntry {
  return parseStored(journalEntryShape, { path: `${path} (line ${number})`, text: line, advice: ADVICE });
}

function runOf(path: string): RunId {
  const run = runIdShape.safeParse(stemOf(path));
  if (!run.success) throw malformed(path, 'its name is not a run id', 'Move it out of the journal folder.');
  return run.data;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
