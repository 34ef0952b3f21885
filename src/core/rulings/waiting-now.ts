/** Lays what was decided since over the held steps of the latest run. */
import type { Digest } from '../../domain/ids.ts';
import type { Approval } from '../../domain/memory/memory.ts';
import type { RunReport } from '../../domain/runs/run.ts';
import type { Objection, Ruling } from '../../domain/rulings/ruling.ts';
import type { HeldStep, StandingNow } from '../../domain/rulings/waiting.ts';
import { stands } from '../guards/given-words.ts';
import { isBefore } from '../instants.ts';

export interface Decided {
  readonly approvals: readonly Approval[];
  readonly objections: readonly Objection[];
  readonly rulings: readonly Ruling[];
}

/** In the order of the plan. */
export function waitingNow(report: RunReport, decided: Decided, now: string): readonly StandingNow[] {
  const objections = new Map(
    decided.objections.filter((objection) => stands(objection, now)).map((one) => [one.digest, one]),
  );
  const approvals = Map.groupBy(
    decided.approvals.filter(({ expires }) => isBefore(now, expires)),
    ({ digest }) => digest,
  );
  const underWay = stepsUnderWay(decided.rulings);
  return report.steps
    .filter((step) => step.verdict === 'hold')
    .filter(({ outcome }) => outcome === null)
    .map((step): StandingNow => {
      const objection = objections.get(step.digest);
      if (objection !== undefined) return { kind: 'decided', step, objection };
      const given = approvals.get(step.digest) ?? [];
      const ruling = underWay.get(step.digest);
      if (ruling !== undefined && given.length > 0) return { kind: 'under-way', step, ruling };
      const otherwise = otherwiseHeld(step);
      return otherwise === undefined ? { kind: 'free', step } : { kind: 'waits', step: otherwise, approvals: given };
    });
}

function stepsUnderWay(rulings: readonly Ruling[]): ReadonlyMap<Digest, Ruling> {
  return new Map(
    rulings
      .filter(({ ticket, result }) => ticket !== null && result?.final !== true)
      .flatMap((ruling) =>
        ruling.steps.filter(({ standing }) => standing === 'counts').map(({ digest }) => [digest, ruling] as const),
      ),
  );
}

/** Without what had been decided when the run was made; undefined: nothing else held it. */
export function otherwiseHeld(step: HeldStep): HeldStep | undefined {
  const [first, ...others] = step.holds.filter(({ guard }) => guard !== 'denied' && guard !== 'set-aside');
  return first === undefined ? undefined : { ...step, holds: [first, ...others] };
}
