// A small shop on the day on which Jane leaves: what hangs on her, and who takes it. Everything else is as it should be.
import type { DutyKind } from '../../../src/domain/offboarding/duty.ts';
import type { DutyRule, OffboardingPolicy } from '../../../src/domain/offboarding/handover.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { ReportedStep, RunReport } from '../../../src/domain/runs/run.ts';
import { aReading, anEntry, anOffboarding, aTicket, ownedBy, TO_MANAGER } from '../../core/builders/a-duty.ts';
import { aConnection, type Connection } from './a-connection.ts';
import { aMember, aPerson } from './a-person.ts';

export const JANE = aMember(11, 'jane', 'Jane Smith');
export const MIA = aMember(12, 'mia', 'Mia Manager');
/** Reports to Jane. */
export const SAM = withSuperior(aMember(14, 'sam', 'Sam White'), JANE);

/** Work that can be handed over goes to the manager. */
export const ALL_TO_MANAGER: Partial<Record<DutyKind, DutyRule>> = {
  'ticket-owner': TO_MANAGER,
  'ticket-resource': TO_MANAGER,
  approver: TO_MANAGER,
};

/** Jane is disabled; Mia is her manager. Jane owns tickets 101 and 102, is alone on 103 with entry 501, and is Sam's superior. */
export function aLeavingTeam(
  rules: Partial<Record<DutyKind, DutyRule>> = ALL_TO_MANAGER,
  policy: Partial<Policy> & { readonly work?: Partial<OffboardingPolicy> } = {},
): Connection {
  const { work, ...rest } = policy;
  const ports = aConnection({ offboarding: anOffboarding(rules, { orphans: 'ignore', ...work }), ...rest });
  ports.psa.put(JANE, MIA, SAM);
  const mia = aPerson('mia', 'Mia Manager');
  ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }), mia, aPerson('sam', 'Sam White'));
  ports.directory.managers.set(aPerson('jane', 'Jane Smith').id, mia);
  ports.psa.duties.reading = aReading({
    tickets: [
      aTicket(101, ownedBy(JANE)),
      aTicket(102, ownedBy(JANE)),
      aTicket(103, { resources: ['jane'] }),
      aTicket(900, ownedBy(MIA)),
    ],
    entries: [anEntry(501, JANE, 103)],
  });
  return ports;
}

/** The directory says that she is back. */
export function comesBack(ports: Connection): void {
  ports.directory.put(aPerson('jane', 'Jane Smith'));
}
export function leavesAgain(ports: Connection): void {
  ports.directory.put(aPerson('jane', 'Jane Smith', { state: 'disabled' }));
}

function withSuperior(member: Member, superior: Member): Member {
  const reportsTo = { id: superior.key, name: superior.identifier };
  return { ...member, fields: { ...member.fields, reportsTo } };
}

/** Whose each ticket is now, as owner or, where there is none, as resources. */
export function holders(ports: Connection): Readonly<Record<number, string>> {
  return Object.fromEntries(
    ports.psa.duties.reading.tickets.map(({ id, owner, resources }) => [id, owner?.identifier ?? resources.join('+')]),
  );
}

export function superiorOf(ports: Connection, identifier: string): string {
  return ports.psa.named(identifier)?.fields.reportsTo?.name ?? 'nobody';
}

/** `101 > mia: done`, `deactivate jane: done`; a held step with its guards. */
export function told({ steps }: Pick<RunReport, 'steps'>): readonly string[] {
  return steps.map((step) => `${subjectOf(step)}: ${endOf(step)}`);
}

function subjectOf({ action }: ReportedStep): string {
  if (action.kind === 'create') return `create ${action.draft.identifier}`;
  if (action.kind !== 'reassign') return `${action.kind} ${action.member.identifier}`;
  const { duty, to } = action.reassignment;
  const what = duty.kind === 'approver' ? `${duty.field} of ${duty.of.identifier}` : String(duty.ticket.id);
  return `${what} > ${to.identifier}`;
}

function endOf(step: ReportedStep): string {
  if (step.verdict === 'hold') return `held by ${step.holds.map(({ guard }) => guard).join('+')}`;
  return step.outcome?.kind ?? 'open';
}

/** What is said of the steps' outcomes, beyond their kinds. */
export function detailsOf({ steps }: Pick<RunReport, 'steps'>): readonly string[] {
  return steps.flatMap(({ outcome }) => {
    if (outcome === null) return [];
    if (outcome.kind === 'done') return outcome.note === null ? [] : [outcome.note];
    return 'detail' in outcome ? [outcome.detail] : [];
  });
}
