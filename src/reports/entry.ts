// The line that lists a run without opening it.
import type { Digest } from '../domain/ids.ts';
import type { RunEntry, RunReport } from '../domain/run.ts';
import { standingOf, type Standing } from './describe-step.ts';

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
    trigger: report.trigger,
    person: report.person,
    summary: report.summary,
    planDigest: report.planDigest,
    whole: report.whole,
    counts: {
      done: count('done'),
      held: count('waiting'),
      pending: count('open'),
      failed: count('failed'),
      findings: report.findings.length,
    },
    sha256,
  };
}
