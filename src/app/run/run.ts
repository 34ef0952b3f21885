// One pass over one connection: lock, read, decide, store the plan, write when asked to, remember, report. The order is the safety: nothing here judges.
import { decide } from '../../core/decide.ts';
import type { RunReport, Timing } from '../../domain/run.ts';
import type { Lease } from '../../ports.ts';
import { sweepApprovals } from '../approve/approval-records.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import type { Course, RunRequest } from './course.ts';
import { LEASE_LOST, execute } from '../write/execute.ts';
import { faultFields, faultWords } from '../fault-words.ts';
import { planFile } from './plan-file.ts';
import { readPersonWorld } from './read-person-world.ts';
import { readWorld } from './read-world.ts';
import { rememberRun } from './remember-run.ts';
import { reportSteps, storeReport } from './report-run.ts';
import { newRunId } from './run-id.ts';

export type RunResult = { readonly kind: 'busy' } | { readonly kind: 'finished'; readonly report: RunReport };

/**
 * A run that fails is a finished run with a report that says so. Throws only when the lock or the archive cannot be used, so that there can be no report:
 * what was written then stands in the journal, and the next run settles it.
 */
export async function runConnection(ports: ConnectionPorts, request: RunRequest): Promise<RunResult> {
  const lease = await ports.lock.acquire(ports.name);
  if (lease === undefined) {
    ports.logger.info('another run is under way', { connection: ports.name, trigger: request.trigger.kind });
    return { kind: 'busy' };
  }
  try {
    return { kind: 'finished', report: await runLocked(ports, request, lease) };
  } finally {
    ports.progress.done();
    await release(ports, lease);
  }
}

async function runLocked(ports: ConnectionPorts, request: RunRequest, lease: Lease): Promise<RunReport> {
  const startedAt = ports.clock.now();
  const [previous] = await ports.archive.list(ports.name, { limit: 1 });
  const run = newRunId(startedAt, previous?.run, ports.randomness);
  const scoped = { ...ports, logger: ports.logger.with({ connection: ports.name, run }) };
  const course: Course = {
    run,
    request,
    startedAt,
    previous,
    timings: [],
    outcomes: new Map(),
    faults: [],
    world: null,
    decision: null,
  };

  await attempt(scoped, course, () => pass(scoped, course, lease));
  if (lease.lost.aborted) course.faults.push(LEASE_LOST);
  return await storeReport(scoped, course);
}

async function pass(ports: ConnectionPorts, course: Course, lease: Lease): Promise<void> {
  const { person } = course.request;
  const { world, memoryVersion, storedApprovals, timings } = await (person === undefined
    ? readWorld(ports, course.startedAt)
    : readPersonWorld(ports, course.startedAt, person));
  course.timings.push(...timings);
  course.world = world;
  const decision = await timed(ports, course, 'decide', async () => decide(world));
  course.decision = decision;
  await timed(ports, course, 'store-plan', () =>
    ports.archive.storeFile(ports.name, course.run, planFile(course.run, decision.plan)),
  );

  const { run, outcomes, request } = course;
  const execution = {
    run,
    plan: decision.plan,
    world,
    lease,
    only: request.only,
    deadline: request.deadline,
    outcomes,
  };
  if (request.apply)
    await attempt(ports, course, () => timed(ports, course, 'execute', () => execute(ports, execution)));
  await attempt(ports, course, () =>
    sweepApprovals(
      ports,
      { stored: storedApprovals, usable: world.approvals },
      reportSteps(course),
      // A plan for one person says nothing of what else is approved.
      world.focus === null && decision.integrity.length === 0,
    ),
  );
  // Whoever holds the lock now has read the memory already; two versions of it would contradict each other.
  if (!lease.lost.aborted)
    await attempt(ports, course, () => rememberRun(ports, { course, world, decision, version: memoryVersion }));
}

/** A fault ends its own phase and is reported; what comes after it must still happen. */
async function attempt(ports: ConnectionPorts, course: Course, phase: () => Promise<void>): Promise<void> {
  try {
    await phase();
  } catch (error) {
    course.faults.push(faultWords(error));
    ports.logger.error('run fault', faultFields(error));
    ports.logger.debug('run fault in words', { words: faultWords(error) });
  }
}

async function timed<Result>(
  ports: ConnectionPorts,
  course: Course,
  phase: Timing['phase'],
  work: () => Promise<Result>,
): Promise<Result> {
  const started = ports.clock.elapsed();
  try {
    return await work();
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
