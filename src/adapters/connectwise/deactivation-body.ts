/** Makes the body of a deactivation: who takes over what, place by place. Pure. */
import type { SlotDutyKind, SlotHandover } from '../../domain/handover.ts';

/**
 * The places of `MemberDeactivation` that take one member, by the kind of duty that they hand over. Left out are those that ask for an answer per item, per customer
 * or per status, and the one that deletes open time sheets.
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
