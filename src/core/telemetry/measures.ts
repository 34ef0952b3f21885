// What the record of a run comes to in numbers. Whoever adds them up over runs must get something true: what repeats itself from run to run is a level, not a count.
import type { Hold } from '../../domain/planning/plan.ts';
import type { RequestCounts, RunReport, SeatUse } from '../../domain/runs/run.ts';
import type { Measurement } from '../../domain/runs/telemetry.ts';
import { runScopeOf, type RunScope } from '../outcome.ts';

export interface RunTiming {
  readonly durationMs: number;
  /** How long after it was due the run began; null: it was due when somebody asked for it, and began at once. */
  readonly latenessMs: number | null;
}

const PURPOSES = ['token', 'reference', 'data', 'write'] as const satisfies readonly (keyof RequestCounts)[];

export function measuresOf(report: RunReport, { durationMs, latenessMs }: RunTiming): readonly Measurement[] {
  const about = { 'rollcall.outcome': report.outcome, 'rollcall.scope': runScopeOf(report) } as const;
  const trigger = { 'rollcall.trigger': report.trigger.kind } as const;
  return [
    { name: 'rollcall.runs', value: 1, attributes: { ...about, ...trigger } },
    { name: 'rollcall.run.duration', value: durationMs / 1000, attributes: about },
    ...(latenessMs === null
      ? []
      : [{ name: 'rollcall.run.lateness', value: latenessMs / 1000, attributes: trigger } as const]),
    ...actions(report),
    ...report.requests.flatMap(requests),
    ...(runScopeOf(report) === 'everybody' && report.planDigest !== null ? levels(report) : []),
  ];
}

/** Of a run that ended without a report: that there was one is all that is known. */
export function unreportedMeasures(trigger: RunReport['trigger']['kind'], scope: RunScope): readonly Measurement[] {
  const attributes = { 'rollcall.outcome': 'no-report', 'rollcall.trigger': trigger, 'rollcall.scope': scope };
  return [{ name: 'rollcall.runs', value: 1, attributes }];
}

function actions({ steps }: RunReport): readonly Measurement[] {
  const taken = steps.flatMap(({ action, outcome }) =>
    outcome === null ? [] : [{ 'rollcall.action': action.kind, 'rollcall.outcome': outcome.kind }],
  );
  return tally(taken).map(([attributes, value]) => ({ name: 'rollcall.actions', value, attributes }));
}

function requests(counts: RequestCounts): readonly Measurement[] {
  const system = { 'rollcall.system': counts.system };
  const all: readonly Measurement[] = [
    ...PURPOSES.map((purpose): Measurement => ({
      name: 'rollcall.requests',
      value: counts[purpose],
      attributes: { ...system, 'rollcall.purpose': purpose },
    })),
    { name: 'rollcall.retries', value: counts.retries, attributes: system },
    { name: 'rollcall.throttled', value: counts.throttled, attributes: system },
  ];
  return all.filter(({ value }) => value > 0);
}

function levels({ steps, findings, seats, source }: RunReport): readonly Measurement[] {
  const open = steps.filter((step) => step.verdict === 'go' && step.outcome === null);
  const holds = steps.flatMap((step): readonly Hold[] => (step.verdict === 'hold' ? step.holds : []));
  return [
    { name: 'rollcall.people', value: source.people, attributes: {} },
    { name: 'rollcall.members', value: source.members, attributes: {} },
    ...tally(open.map(({ action }) => ({ 'rollcall.action': action.kind }))).map(
      ([attributes, value]) => ({ name: 'rollcall.pending', value, attributes }) as const,
    ),
    ...tally(holds.map(({ guard }) => ({ 'rollcall.guard': guard }))).map(
      ([attributes, value]) => ({ name: 'rollcall.holds', value, attributes }) as const,
    ),
    ...tally(findings.map(({ kind, severity }) => ({ 'rollcall.finding': kind, 'rollcall.severity': severity }))).map(
      ([attributes, value]) => ({ name: 'rollcall.findings', value, attributes }) as const,
    ),
    ...seats.flatMap(seatMeasures),
  ];
}

function seatMeasures({ used, contracted, ...seat }: SeatUse): readonly Measurement[] {
  const attributes = { 'rollcall.class': seat.class };
  const inUse = { name: 'rollcall.seats.used', value: used, attributes } as const;
  if (contracted === null) return [inUse];
  return [inUse, { name: 'rollcall.seats.contracted', value: contracted, attributes }];
}

/** How often each occurs, in the order of their first occurrence. */
function tally<Attributes extends object>(all: readonly Attributes[]): readonly (readonly [Attributes, number])[] {
  const alike = Map.groupBy(all, (attributes) => JSON.stringify(attributes));
  return [...alike.values()].flatMap((group) => group.slice(0, 1).map((first) => [first, group.length] as const));
}
