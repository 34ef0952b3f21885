// Takes back what a run handed over: a run of its own, with lock, plan, journal, verification and report like any other, and with an undo of its own.
import { settle } from '../../core/memory/settle.ts';
import { decideUndo } from '../../core/undo/decide-undo.ts';
import { NO_CATALOGUE } from '../../core/matching/person-lookups.ts';
import type { UndoRecord } from '../../domain/offboarding/undo.ts';
import type { Lease } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import type { Course, RunRequest } from '../run/course.ts';
import { runUnderLock, timed, type RunResult } from '../run/locked-run.ts';
import { planFile } from '../run/plan-file.ts';
import { readMembers, readOwnRecords } from '../run/world/read-sides.ts';
import { worldReading, type ReadParts, type WorldReading } from '../run/world/world-reading.ts';
import { execute, executionOf } from '../write/execute.ts';
import type { Whereabouts } from '../../core/undo/decide-undo.ts';
import { findUndo } from './find-undo.ts';
import { readWhereabouts } from './read-whereabouts.ts';

export interface UndoRequest extends Omit<RunRequest, 'person' | 'withHandovers' | 'creationsOnly'> {
  /** A run id, or the beginning of one. */
  readonly run: string;
}

/**
 * Nothing is remembered of it: the next ordinary run sees who has what and decides anew. Throws RefusedError, before anything is locked or read, for a run that has
 * nothing to take back here; else as runConnection does.
 */
export async function undoHandovers(ports: ConnectionPorts, { run, ...request }: UndoRequest): Promise<RunResult> {
  const record = await findUndo(ports, run);
  return await runUnderLock(ports, {
    request,
    undoes: record.run,
    pass: (scoped, course, lease) => pass(scoped, { course, lease, record }),
  });
}

async function pass(
  ports: ConnectionPorts,
  { course, lease, record }: { readonly course: Course; readonly lease: Lease; readonly record: UndoRecord },
): Promise<void> {
  const { world, found, timings } = await read(ports, course.startedAt, record);
  course.timings.push(...timings);
  course.world = world;
  const decision = await timed(ports, course, 'decide', async () => decideUndo(world, found));
  course.decision = decision;
  await timed(ports, course, 'store-plan', () =>
    ports.archive.storeFile(ports.name, course.run, planFile(course.run, decision.plan)),
  );
  if (!course.request.apply) return;
  await timed(ports, course, 'execute', () =>
    execute(ports, executionOf(course, { plan: decision.plan, world, lease })),
  );
}

async function read(
  ports: ConnectionPorts,
  now: Date,
  { handovers }: UndoRecord,
): Promise<WorldReading & { readonly found: readonly Whereabouts[] }> {
  const started = ports.clock.elapsed();
  ports.progress.phase('Reading ConnectWise PSA, and who has now what was handed over');
  const [psa, records] = await ports.trace.span('rollcall.read', () =>
    Promise.all([readMembers(ports), readOwnRecords(ports, now)]),
  );
  const readAt = ports.clock.elapsed();
  const found = await ports.trace.span('rollcall.look-up', () => readWhereabouts(ports, handovers));
  const memory = settle(records.memory, records.writes, psa);
  const clocked = [started, readAt, ports.clock.elapsed()] as const;
  return { ...worldReading(ports, { ...UNREAD, psa }, { now, records, memory, clocked }), found };
}

/** All of a world but the PSA: work goes from member to member, whatever the directory says of their people. */
const UNREAD: Omit<ReadParts, 'psa'> = {
  focus: null,
  directory: { people: [], groups: [], problems: [], complete: true },
  lookups: [],
  unfinishedLookups: [],
  confirmedOutside: [],
  confirmedInside: [],
  catalogue: NO_CATALOGUE,
  eventLog: null,
  duties: null,
  managers: [],
  activity: null,
};
