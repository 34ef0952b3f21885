// Three leavers at once where one a run is the limit, so that all three wait for somebody.
import type { RunReport } from '../../../src/domain/runs/run.ts';
import type { Decider } from '../../../src/domain/rulings/ruling.ts';
import type { HeldStep } from '../../../src/domain/rulings/waiting.ts';
import { PLAIN_APPROVALS, type ApprovalPolicy } from '../../../src/domain/rulings/ruling.ts';
import { aConnection, run, type Connection } from '../../support/builders/a-connection.ts';
import { aMember, aPerson } from '../../support/builders/a-person.ts';
import { limitOf } from '../../support/builders/a-policy.ts';

export const DANA: Decider = { name: 'dana@harborpine.example', person: 'id-dana' };
export const ELI: Decider = { name: 'eli@harborpine.example', person: 'id-eli' };
export const LEAVERS = ['jane', 'mark', 'omar'] as const;

export async function aHeldTeam(
  approvals: Partial<ApprovalPolicy> = {},
): Promise<{ readonly ports: Connection; readonly seen: RunReport }> {
  const ports = aConnection({ approvals: { ...PLAIN_APPROVALS, ...approvals } });
  const limits = { ...ports.policy.limits, deactivate: limitOf(1, 10) };
  const limited = { ...ports, policy: { ...ports.policy, limits } };
  for (const [index, name] of LEAVERS.entries()) {
    ports.psa.put(aMember(11 + index, name, `${name} Leaver`));
    ports.directory.put(aPerson(name, `${name} Leaver`, { state: 'disabled' }));
  }
  return { ports: limited, seen: await run(limited) };
}

/** Throws where the run holds no step of that member. */
export function heldStep(report: RunReport, identifier: string): HeldStep {
  const found = report.steps.find(({ action }) => action.kind !== 'create' && action.member.identifier === identifier);
  if (found?.verdict !== 'hold') throw new RangeError(`No step of ${identifier} is held`);
  return found;
}

export function digestOf(report: RunReport, identifier: string): string {
  return heldStep(report, identifier).digest;
}
