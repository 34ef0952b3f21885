// Finds what a run handed over: beside its report, or, of a run that died before it had one, in the journal.
import { runId, startOfRun, type RunId } from '../../domain/ids.ts';
import type { JournaledWrite } from '../../domain/memory/journal.ts';
import type { HandedOver, UndoRecord } from '../../domain/offboarding/undo.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { findRun } from '../archive/show-run.ts';

type Ports = Pick<ConnectionPorts, 'name' | 'sides' | 'archive' | 'journal'>;

/** `which`: a run id or the beginning of one. Throws RefusedError for none, for more than one, and for a run that handed nothing over or did so in another PSA. */
export async function findUndo(ports: Ports, which: string): Promise<UndoRecord> {
  const whole = wholeRunId(which.trim());
  const record = (whole === undefined ? undefined : await recordOf(ports, whole)) ?? (await listedRecord(ports, which));
  if (record.psa === ports.sides.psa) return record;
  throw new RefusedError(
    409,
    `Run ${record.run} handed work over in ${record.psa}; the configuration of ${ports.name} names ${ports.sides.psa}, where the same numbers are other records. Nothing is handed back: restore the configuration first.`,
  );
}

/** A run that died while it stored its report has its files, and is listed nowhere. */
async function recordOf(ports: Ports, run: RunId): Promise<UndoRecord | undefined> {
  return (await ports.archive.readUndo(ports.name, run)) ?? (await recordOfDeadRun(ports, run));
}

async function listedRecord(ports: Ports, which: string): Promise<UndoRecord> {
  const { run, applied } = await findRun(ports, which);
  const record = await ports.archive.readUndo(ports.name, run);
  if (record !== undefined) return record;
  const did = applied ? 'handed nothing over' : 'only planned and handed nothing over';
  throw new RefusedError(
    404,
    `Run ${run} of ${ports.name} ${did} (it has no undo.json), so there is nothing to take back. What it did: rollcall show ${run} --connection ${ports.name}`,
  );
}

/** undefined: there is a report of it, or no such run. */
async function recordOfDeadRun(ports: Ports, run: RunId): Promise<UndoRecord | undefined> {
  if ((await ports.archive.readReport(ports.name, run)) !== undefined) return undefined;
  const journaled = await ports.journal.readSince(ports.name, startOfRun(run));
  const handovers = journaled.filter((write) => write.run === run).flatMap(handoverOf);
  if (handovers.length === 0) return undefined;
  return { version: 1, run, connection: ports.name, psa: ports.sides.psa, handovers };
}

/** An intent without an outcome is the one in which it died, and of an unknown one nobody saw the end: where its record stands now tells whether it was done. */
function handoverOf({ intent, outcome }: JournaledWrite): readonly HandedOver[] {
  const { reassignment } = intent;
  if (reassignment === null || !(outcome === null || outcome.kind === 'done' || outcome.kind === 'unknown')) return [];
  const member = intent.because === 'handed-back' ? reassignment.to : reassignment.from;
  return [{ step: intent.step, at: intent.at, person: null, member, reassignment }];
}

function wholeRunId(text: string): RunId | undefined {
  try {
    return runId(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
