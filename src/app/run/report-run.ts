// Makes the report of a run, however far it came, chains it to the one before and stores it.
import { lookedUp } from '../../core/matching/person-lookups.ts';
import { isWhole } from '../../core/whole.ts';
import { outcomeOf, runScopeOf, type RunScope } from '../../core/outcome.ts';
import type { ReportedStep, RunOutcome, RunReport } from '../../domain/runs/run.ts';
import { personRef, type PersonRef } from '../../domain/people/person.ts';
import { InvariantError } from '../../errors.ts';
import { runEntry } from '../../reports/entry.ts';
import { renderRunFiles } from '../../reports/files.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { undoFiles } from '../undo/undo-file.ts';
import type { Course } from './course.ts';
import { seatingReport } from './seat-trend.ts';

/** Throws when the archive cannot be written: a run without its report must not pass for one. */
export async function storeReport(ports: ConnectionPorts, course: Course): Promise<RunReport> {
  const report = { ...reportOf(ports, course), seating: await seatingReport(ports, course) };
  const files = [...renderRunFiles(report), ...undoFiles(ports, course)];
  const json = files.find((file) => file.name === 'report.json');
  if (json === undefined) throw new InvariantError('A rendered run has no report.json; the chain is made from it.');
  const entry = runEntry(report, ports.digestText(json.text));
  await ports.archive.storeRun(ports.name, entry, files);
  ports.logger.info('run finished', {
    outcome: report.outcome,
    scope: scopeOf(course),
    ...entry.counts,
  });
  return report;
}

/** The plan's steps with what became of them; empty when there was no plan yet. */
export function reportSteps(course: Pick<Course, 'decision' | 'outcomes'>): readonly ReportedStep[] {
  const steps = course.decision?.plan.steps ?? [];
  return steps.map((step) => ({ ...step, outcome: course.outcomes.get(step.digest) ?? null }));
}

function reportOf(ports: ConnectionPorts, course: Course): RunReport {
  const { world, decision, previous, request } = course;
  const steps = reportSteps(course);
  return {
    version: 1,
    run: course.run,
    connection: ports.name,
    mode: ports.mode,
    applied: request.apply,
    ...(request.creationsOnly === true && { creationsOnly: true }),
    trigger: request.trigger,
    person: personOf(course),
    ...(course.undoes !== null && { undoes: course.undoes }),
    startedAt: course.startedAt.toISOString(),
    finishedAt: ports.clock.now().toISOString(),
    ...conclude(course, steps),
    planDigest: decision?.plan.digest ?? null,
    whole: world !== null && decision !== null && isWhole({ world, steps, applied: request.apply }),
    steps,
    findings: decision?.plan.findings ?? [],
    source: {
      directory: ports.directoryName,
      people: world?.directory.people.length ?? 0,
      members: world?.psa.members.length ?? 0,
      groups: world?.directory.groups ?? [],
      problems: [...(world?.directory.problems ?? []), ...(world?.psa.problems ?? [])],
    },
    seats: decision?.seats ?? [],
    // With the trend by whoever has the earlier runs.
    seating: null,
    offboarding: course.offboarding,
    requests: ports.meter.read(),
    timings: course.timings,
    previous: previous === undefined ? null : { run: previous.run, sha256: previous.sha256 },
  };
}

/** A fault outranks whatever the steps say. */
function conclude(
  course: Course,
  steps: readonly ReportedStep[],
): { readonly outcome: RunOutcome; readonly summary: string } {
  if (course.faults.length > 0) return { outcome: 'failed', summary: course.faults.join(' ') };
  if (course.decision === null) throw new InvariantError('A run ended with neither a fault nor a plan.');
  return outcomeOf({
    decision: course.decision,
    steps,
    applied: course.request.apply,
    about: scopeOf(course),
  });
}

function scopeOf({ undoes, request }: Course): RunScope {
  return runScopeOf({ undoes, person: request.person });
}

/** The one person whom the run was about, with as much of them as was read. */
function personOf({ request, world }: Course): PersonRef | null {
  const { person } = request;
  if (person === undefined) return null;
  const found = lookedUp(person, world?.lookups ?? []);
  return found === undefined ? { id: person, name: person, login: person } : personRef(found);
}
