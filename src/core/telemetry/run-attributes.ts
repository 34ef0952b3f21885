// What the span of a whole run says: its record, in numbers and kinds.
import type { RequestCounts, RunReport } from '../../domain/runs/run.ts';
import type { SpanAttributes } from '../../domain/runs/telemetry.ts';
import { countEnds, runScopeOf } from '../outcome.ts';

/** What the span of the whole run says; the report is all that it is made from. */
export function runAttributes(report: RunReport): SpanAttributes<'rollcall.run'> {
  const { steps, requests } = report;
  const { done, held, pending, failed } = countEnds(steps);
  const sum = (of: (counts: RequestCounts) => number): number => requests.reduce((all, one) => all + of(one), 0);
  return {
    'rollcall.run.id': report.run,
    'rollcall.trigger': report.trigger.kind,
    'rollcall.scope': runScopeOf(report),
    'rollcall.mode': report.mode,
    'rollcall.applied': report.applied,
    'rollcall.outcome': report.outcome,
    'rollcall.whole': report.whole,
    'rollcall.done': done,
    'rollcall.held': held,
    'rollcall.pending': pending,
    'rollcall.failed': failed,
    'rollcall.findings': report.findings.length,
    'rollcall.people': report.source.people,
    'rollcall.members': report.source.members,
    'rollcall.requests': sum((counts) => counts.token + counts.reference + counts.data + counts.write),
    'rollcall.throttled': sum((counts) => counts.throttled),
    ...(report.outcome === 'failed' && { 'rollcall.fault': 'failed' }),
  };
}
