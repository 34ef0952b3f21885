// The line that lists a run without opening it.
import type { Digest } from '../domain/ids.ts';
import type { RunEntry, RunReport } from '../domain/runs/run.ts';
import { standingOf, type Standing } from './words/describe-step.ts';

/** `sha256`: of report.json as stored; the next run's report is chained to it. */
export function runEntry(report: RunReport, sha256: Digest): RunEntry {
  const standings = report.steps.map(standingOf);
  const count = (standing: Standing): number => standings.filter((one) => one === standing).length;
  return {
    run: report.run,
    startedAt: report.startedAt,
    finishedAt: report.finishedAt,
    outcome: report.outcome,
    applied: report.applied,
    ...(report.creationsOnly === true && { creationsOnly: true }),
    trigger: report.trigger,
    person: report.person,
    ...(report.undoes !== undefined && { undoes: report.undoes }),
    summary: report.summary,
    planDigest: report.planDigest,
    whole: report.whole,
    counts: {
      done: count('done'),
      held: count('waiting'),
      pending: count('open') + count('left'),
      failed: count('failed'),
      findings: report.findings.length,
    },
    seats: report.seats.map((seat) => ({ class: seat.class, used: seat.used, contracted: seat.contracted })),
    idle: report.seating?.idle?.length ?? null,
    orphans: report.offboarding?.orphans?.count ?? null,
    sha256,
  };
}
