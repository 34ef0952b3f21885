// What every run has around its own work: the lock, an id, one report whatever happened, the lock given back, and people told of it.
import type { RunReport, Timing } from '../../domain/runs/run.ts';
import type { RunId } from '../../domain/ids.ts';
import type { Lease } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { runAttributes } from '../../core/telemetry/run-attributes.ts';
import { faultFields, faultWords } from '../fault-words.ts';
import { tellAfterRun } from '../messages/tell-after-run.ts';
import { LEASE_LOST } from '../write/execute.ts';
import type { Course, RunRequest } from './course.ts';
import { OutOfPatience } from './patience.ts';
import { storeReport } from './report-run.ts';
import { newRunId } from './run-id.ts';
import { tellRun } from '../telemetry/tell-run.ts';
import { createTrace } from '../telemetry/trace.ts';

export type RunResult = { readonly kind: 'busy' } | { readonly kind: 'finished'; readonly report: RunReport };

/** The run's own work, between lock and report. */
export type Pass = (ports: ConnectionPorts, course: Course, lease: Lease) => Promise<void>;

export interface LockedRun {
  readonly request: RunRequest;
  /** The run whose handovers this one takes back; absent: an ordinary run. */
  readonly undoes?: RunId;
  readonly pass: Pass;
}

/**
 * A run that fails is a finished run with a report that says so. Throws only when the lock or the archive cannot be used, so that there can be no report:
 * what was written then stands in the journal, and the next run settles it. Throws OutOfPatience when the pass does: nothing was written then, and nobody is told.
 */
export async function runUnderLock(ports: ConnectionPorts, run: LockedRun): Promise<RunResult> {
  const lease = await ports.lock.acquire(ports.name);
  if (lease === undefined) {
    const trigger = run.request.trigger.kind;
    ports.logger.info('another run is under way', { connection: ports.name, trigger });
    return { kind: 'busy' };
  }
  const trace = createTrace(ports.clock);
  let report: RunReport | null = null;
  let brokenOff = false;
  try {
    report = await trace.span('rollcall.run', () => runLocked({ ...ports, trace }, run, lease), runAttributes);
  } catch (error) {
    brokenOff = error instanceof OutOfPatience;
    throw error;
  } finally {
    ports.progress.done();
    await release(ports, lease);
    // Last, so that nobody waits for the lock while a receiver makes this run wait. One that was broken off is told by the run that takes its place.
    if (!brokenOff) await tellRun(ports, { ...run, trace, report });
  }
  await tellAfterRun(ports, run.request.deadline);
  return { kind: 'finished', report };
}

async function runLocked(
  ports: ConnectionPorts,
  { request, undoes, pass }: LockedRun,
  lease: Lease,
): Promise<RunReport> {
  const startedAt = ports.clock.now();
  const [previous] = await ports.archive.list(ports.name, { limit: 1 });
  const run = newRunId(startedAt, previous?.run, ports.randomness);
  const scoped = { ...ports, logger: ports.logger.with({ connection: ports.name, run }) };
  const course: Course = {
    run,
    request,
    undoes: undoes ?? null,
    startedAt,
    previous,
    timings: [],
    outcomes: new Map(),
    handedOver: [],
    faults: [],
    world: null,
    decision: null,
    offboarding: null,
  };

  await attempt(scoped, course, () => pass(scoped, course, lease));
  if (lease.lost.aborted) course.faults.push(LEASE_LOST);
  return await scoped.trace.span('rollcall.report', () => storeReport(scoped, course));
}

/** A fault ends its own phase and is reported; what comes after it must still happen. Throws OutOfPatience alone. */
export async function attempt(ports: ConnectionPorts, course: Course, phase: () => Promise<void>): Promise<void> {
  try {
    await phase();
  } catch (error) {
    if (error instanceof OutOfPatience) throw error;
    course.faults.push(faultWords(error));
    ports.logger.error('run fault', faultFields(error));
    ports.logger.debug('run fault in words', { words: faultWords(error) });
  }
}

export async function timed<Result>(
  ports: Pick<ConnectionPorts, 'clock' | 'trace'>,
  course: Pick<Course, 'timings'>,
  phase: Timing['phase'],
  work: () => Promise<Result>,
): Promise<Result> {
  const started = ports.clock.elapsed();
  try {
    return await ports.trace.span(`rollcall.${phase}`, work);
  } finally {
    course.timings.push({ phase, ms: ports.clock.elapsed() - started });
  }
}

/** The lease ends by itself; that it could not be given back early takes nothing from what the run did. */
async function release(ports: ConnectionPorts, lease: Lease): Promise<void> {
  try {
    await lease.release();
  } catch (error) {
    ports.logger.warn('the lock could not be released and will expire', {
      connection: ports.name,
      ...faultFields(error),
    });
  }
}
