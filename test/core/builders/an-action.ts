/** Builders of actions, steps and problems, for tests that judge or carry out what planning has made. They throw on nonsense. */
import type { Action, Departure, MemberAction } from '../../../src/domain/planning/action.ts';
import type { FieldChange, Member } from '../../../src/domain/people/member.ts';
import type { Draft, Hold, PlannedAction, Step } from '../../../src/domain/planning/plan.ts';
import type { HandedDuty } from '../../../src/domain/offboarding/handover.ts';
import type { IntegrityProblem } from '../../../src/domain/planning/decision.ts';
import type { ReportedStep, StepOutcome } from '../../../src/domain/runs/run.ts';
import { digestOf } from '../../../src/core/digest.ts';
import { memberRef } from '../../../src/domain/people/member.ts';
import { personRef, type Person } from '../../../src/domain/people/person.ts';
import { DEPARTMENT, LOCATION, ROLES } from './a-member.ts';

export type Creation = Extract<Action, { kind: 'create' }>;

export function aCreation(person: Person, over: Partial<Creation['draft']> = {}): Creation {
  const { firstName, lastName, mail } = person;
  if (firstName === null || lastName === null || mail === null)
    throw new Error('Only a person with names and an address is ever created');
  return {
    kind: 'create',
    person: personRef(person),
    draft: {
      identifier: (person.login.split('@')[0] ?? '').slice(0, 15),
      fields: {
        firstName,
        lastName,
        officeEmail: mail,
        licenseClass: 'F',
        securityRole: ROLES.technician,
        defaultLocation: LOCATION,
        defaultDepartment: DEPARTMENT,
      },
      templateId: null,
      hiredOn: null,
      ...over,
    },
    profile: 'technician',
    because: 'in-scope',
  };
}

export function anUpdate(
  person: Person,
  member: Member,
  changes: readonly FieldChange[],
  profile = 'technician',
): MemberAction {
  if (changes.length === 0) throw new Error('An update without changes is no update');
  return {
    kind: 'update',
    person: personRef(person),
    member: memberRef(member),
    changes,
    profile,
    because: 'drifted',
  };
}

export function aReactivation(person: Person, member: Member, changes: readonly FieldChange[] = []): MemberAction {
  return {
    kind: 'reactivate',
    person: personRef(person),
    member: memberRef(member),
    changes,
    profile: 'technician',
    because: 'returned',
  };
}

export function aDeactivation(
  member: Member,
  because: Departure,
  person: Person | null = null,
): Extract<Action, { kind: 'deactivate' }> {
  return {
    kind: 'deactivate',
    person: person === null ? null : personRef(person),
    member: memberRef(member),
    because,
    ssoUserId: member.ssoUserId,
    handover: [],
  };
}

/** Hands the service ticket over, because its owner leaves or, where no reason is given, left earlier. */
export function aReassignment(
  from: Member,
  to: Member,
  over: Partial<Pick<Reassign, 'because' | 'person'>> & { readonly duty?: HandedDuty } = {},
): Reassign {
  if (from.key === to.key) throw new Error('Nobody hands work over to themselves');
  const { duty, ...rest } = over;
  return {
    kind: 'reassign',
    person: null,
    member: memberRef(from),
    reassignment: { duty: duty ?? A_TICKET, from: memberRef(from), to: memberRef(to) },
    because: 'left-earlier',
    ...rest,
  };
}
type Reassign = Extract<Action, { kind: 'reassign' }>;
const A_TICKET: HandedDuty = {
  kind: 'ticket-owner',
  ticket: { list: 'service', id: 7, summary: 'Printer 7', board: 'Help Desk' },
};

export const TO_ADMINISTRATOR: FieldChange = {
  field: 'securityRole',
  from: ROLES.technician,
  to: ROLES.administrator,
};
export const TO_DISPATCHER: FieldChange = { field: 'securityRole', from: ROLES.administrator, to: ROLES.dispatcher };
export const TO_STREAMLINE: FieldChange = { field: 'licenseClass', from: 'F', to: 'C' };

export function aDraft(...actions: readonly (Action | PlannedAction)[]): Draft {
  return { actions: actions.map((each) => ('action' in each ? each : { action: each, doubts: [] })), findings: [] };
}

export function aHold(over: Partial<Hold> = {}): Hold {
  return { guard: 'identity', release: 'approval', why: 'someone of the same name', ...over };
}

export function going(action: Action, outcome: StepOutcome | null, approvedBy: string | null = null): ReportedStep {
  return { verdict: 'go', digest: digestOf(action), action, approvedBy, outcome };
}

export function held(action: Action, ...holds: readonly [Hold, ...Hold[]]): ReportedStep {
  return { verdict: 'hold', digest: digestOf(action), action, holds, outcome: null };
}

export function aProblem(over: Partial<IntegrityProblem> = {}): IntegrityProblem {
  return { side: 'directory', check: 'cut', detail: 'group PSA Technicians: ended early', release: 'source', ...over };
}

/** `- ben.example: hold protected, absence` or `+ ada.example: go`. */
export function stepLine(step: Step): string {
  const { action } = step;
  const who = action.kind === 'create' ? action.draft.identifier : action.member.identifier;
  const verdict =
    step.verdict === 'go'
      ? `go${step.approvedBy === null ? '' : ` by ${step.approvedBy}`}`
      : `hold ${step.holds.map((hold) => hold.guard).join(', ')}`;
  return `${action.kind} ${who}: ${verdict}`;
}
