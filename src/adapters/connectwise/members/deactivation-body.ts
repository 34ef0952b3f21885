/** Makes the body of a deactivation: who takes over what, place by place. Pure. */
import type { SlotDutyKind, SlotHandover } from '../../../domain/offboarding/handover.ts';

/**
 * The places of `MemberDeactivation` that take one member, by the kind of duty that they hand over. Left out is the one that deletes open time sheets, and the two
 * that ask for an answer per item. Of an item of `serviceStatusWorkflow` nothing says what its id is: of a status, of a notification on it, or of something else. One
 * of `companyTeam` is told to be a customer, but not that its id is the company's, and which customers a member is with can be read company by company only. A wrong
 * id moves the wrong thing, or has the whole deactivation refused, and somebody who has left stays active. Both are told by the usages instead.
 */
const SLOTS = {
  activity: ['activity'],
  'team-leader': ['serviceTeam'],
  'team-member': ['serviceTeam'],
  'workflow-action': ['workflowEmail', 'sendFromEmailNotify'],
  opportunity: ['opportunity', 'salesTeam'],
  'project-manager': ['projectManager', 'projectTimeApprover', 'projectExpenseApprover'],
  'ticket-template': ['ticketTemplate'],
  'knowledge-article': ['knowledgeBaseArticle'],
  'company-role': [
    'myCompanyPresident',
    'myCompanyCOO',
    'myCompanyController',
    'myCompanyDispatch',
    'myCompanyServiceManager',
    'myCompanyDutyManagerRole',
    'departmentManager',
    'dispatchMember',
    'serviceManager',
    'dutyManager',
  ],
} as const satisfies Record<SlotDutyKind, readonly string[]>;

interface Slot {
  readonly reAssignToMember: { readonly id: number };
}

/** `{}` when nothing is handed over. Where two kinds share a place, whoever is to lead the team takes it. */
export function deactivationBody(handover: readonly SlotHandover[]): Readonly<Record<string, Slot>> {
  const leadersLast = handover.toSorted((a, b) => Number(a.kind === 'team-leader') - Number(b.kind === 'team-leader'));
  return Object.fromEntries(
    leadersLast.flatMap(({ kind, to }) =>
      SLOTS[kind].map((slot): readonly [string, Slot] => [slot, { reAssignToMember: { id: to.key } }]),
    ),
  );
}
