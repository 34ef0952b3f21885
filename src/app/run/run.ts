// One pass over one connection: lock, read, decide, store the plan, write when asked to, remember, report. The order is the safety: nothing here judges.
import { decide } from '../../core/decide.ts';
import type { Lease } from '../../ports/run-ports.ts';
import { sweepApprovals, sweepObjections } from '../approve/approval-records.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import type { Course, RunRequest } from './course.ts';
import { execute, executionOf } from '../write/execute.ts';
import { attempt, runUnderLock, timed, type RunResult } from './locked-run.ts';
import { whilePatient } from './patience.ts';
import { planFile } from './plan-file.ts';
import { readPersonWorld } from './world/read-person-world.ts';
import { readWorkAgain } from './world/read-work-again.ts';
import { readWorld } from './world/read-world.ts';
import { rememberRun } from './remember-run.ts';
import { reportSteps } from './report-run.ts';

/** Throws only when the lock or the archive cannot be used, and OutOfPatience when the request has a patience and that is over: nothing was written then, and there is no report. */
export async function runConnection(ports: ConnectionPorts, request: RunRequest): Promise<RunResult> {
  return await runUnderLock(ports, { request, pass });
}

async function pass(ports: ConnectionPorts, course: Course, lease: Lease): Promise<void> {
  const { person, patience } = course.request;
  const reading =
    person === undefined ? readWorld(ports, course.startedAt) : readPersonWorld(ports, course.startedAt, person);
  const { world, memoryVersion, storedApprovals, timings } = await (patience === undefined
    ? reading
    : whilePatient(reading, patience));
  course.timings.push(...timings);
  course.world = world;
  const decision = await timed(ports, course, 'decide', async () => decide(world));
  course.decision = decision;
  course.offboarding = decision.offboarding;
  await timed(ports, course, 'store-plan', () =>
    ports.archive.storeFile(ports.name, course.run, planFile(course.run, decision.plan)),
  );

  if (course.request.apply)
    await attempt(ports, course, () =>
      timed(ports, course, 'execute', () => execute(ports, executionOf(course, { plan: decision.plan, world, lease }))),
    );
  // A plan for one person says nothing of what else is decided.
  const sound = world.focus === null && decision.integrity.length === 0;
  await attempt(ports, course, () =>
    sweepApprovals(ports, { stored: storedApprovals, usable: world.approvals }, reportSteps(course), sound),
  );
  await attempt(ports, course, () => sweepObjections(ports, world.objections, reportSteps(course), sound));
  // Whoever holds the lock now has read the memory already; two versions of it would contradict each other.
  if (!lease.lost.aborted)
    await attempt(ports, course, () =>
      ports.trace.span('rollcall.remember', () =>
        rememberRun(ports, { course, world, decision, version: memoryVersion }),
      ),
    );
  await attempt(ports, course, () => readWorkAgain(ports, course, world));
}
