// The one place with the words that all renderings share: what each kind of thing is called, for someone who runs a service desk.
import type { ExplanationStep } from '../../domain/planning/explanation.ts';
import type { Action, ActionKind } from '../../domain/planning/action.ts';
import type { Evidence } from '../../domain/planning/decision.ts';
import type { DutyKind } from '../../domain/offboarding/duty.ts';
import type { FindingKind, Severity } from '../../domain/planning/finding.ts';
import type { OrphanedTicket } from '../../domain/offboarding/leaver.ts';
import type { MemberField, SeatClass } from '../../domain/people/member.ts';
import type { Release } from '../../domain/planning/plan.ts';
import type { Mode, RunOutcome, StepOutcome, Timing, Trigger } from '../../domain/runs/run.ts';
import type { SourceProblem } from '../../domain/people/roster.ts';

export const ACTION_NAMES = {
  create: 'create',
  reactivate: 'reactivate',
  update: 'update',
  deactivate: 'deactivate',
  reassign: 'hand over',
} as const satisfies Record<ActionKind, string>;

/** Why a step is wanted; a departure speaks of the person, "they". */
export const REASONS = {
  'in-scope': 'in scope, no member yet',
  returned: 'back in scope; Rollcall had deactivated them',
  'switched-off-by-hand': 'in scope, but someone switched this member off by hand',
  drifted: 'differs from the directory and the profile',
  disabled: 'account disabled in the directory',
  deleted: 'account deleted in the directory',
  suspended: 'account suspended in the directory',
  'out-of-scope': 'in none of the mapped groups any more',
  gone: 'can no longer be found in the directory',
  unmanaged: 'unknown to the directory',
  'left-earlier': 'switched off in an earlier run',
  'handed-back': 'an earlier handover is taken back',
} as const satisfies Record<Action['because'], string>;

/** What speaks for a pair of person and member, as the end of "linked by". */
export const EVIDENCE_NAMES = {
  link: 'remembered link',
  'directory-id': 'directory id',
  address: 'address',
  'member-id': 'Member ID and name',
} as const satisfies Record<Evidence, string>;

/** What each step of an explanation is about. */
export const EXPLANATION_NAMES = {
  source: 'Source',
  scope: 'Scope',
  match: 'Match',
  decision: 'Decision',
  guards: 'Guards',
  next: 'Next',
} as const satisfies Record<ExplanationStep['step'], string>;

/** What to do about a hold that no approval lifts. */
export const RELEASE_ADVICE = {
  approval: 'Approve it if it is right.',
  config: 'Change the configuration if it should happen; an approval does not lift this.',
  source: 'Correct the directory or the PSA; the next run sees it. An approval does not lift this.',
  time: 'Nothing to do: a later run goes on by itself once this has passed.',
  decision: 'Nothing to do: somebody has decided so. To decide anew, take it back first:',
} as const satisfies Record<Release, string>;

/** What became of a step. */
export const STEP_OUTCOME_NAMES = {
  done: 'done',
  already: 'was so already',
  moved: 'changed meanwhile',
  refused: 'refused',
  unverified: 'written, not verified',
  unknown: 'outcome unknown',
  skipped: 'not tried',
  left: 'left by the mode',
} as const satisfies Record<StepOutcome['kind'], string>;

export const RUN_OUTCOME_NAMES = {
  converged: 'Converged',
  'converged-with-holds': 'Converged, steps wait',
  pending: 'Changes pending',
  frozen: 'Frozen',
  failed: 'Failed',
} as const satisfies Record<RunOutcome, string>;

export const FINDING_NAMES = {
  'ambiguous-match': 'Not clear who is who',
  'possible-duplicate': 'Possible duplicate',
  'duplicate-members': 'One person, several members',
  'member-id-mismatch': 'Member ID does not fit',
  'member-id-collision': 'Member ID is taken',
  'mail-conflict': 'Address belongs to someone else',
  'missing-reference': 'Name not found in the PSA',
  'missing-field': 'Field missing in the directory',
  'value-cut': 'Value shortened',
  'unmanaged-member': 'Unknown to the directory',
  'out-of-scope': 'In no mapped group',
  'suspended-person': 'Suspended in the directory',
  'pending-person': 'Not started yet',
  'unreadable-person': 'Directory does not say',
  'guest-excluded': 'Guest left out',
  'switched-off-by-hand': 'Switched off by hand',
  'protected-departure': 'Gone, but protected',
  'seats-short': 'Not enough seats',
  'source-problem': 'Problem at the source',
  'events-undelivered': 'Events not delivered',
  'orphaned-work': 'Open work of people who left',
  'work-unseen': 'Work that could not be seen',
  'no-successor': 'Nobody to hand work to',
  'handover-moved': 'Not where it was handed over to',
  'idle-seats': 'Seats that nobody uses',
  'seats-nearly-full': 'Seats nearly full',
  'powerful-api-member': 'API member with too many rights',
  'inactive-role': 'Inactive security role',
  'role-differs': 'Role differs from the profile',
  'no-address': 'Member without an address',
  'foreign-address': "Address outside the company's domains",
} as const satisfies Record<FindingKind, string>;

export const SEVERITY_NAMES = {
  act: 'Needs someone',
  know: 'Good to know',
} as const satisfies Record<Severity, string>;

export const SEAT_NAMES = {
  F: 'Full',
  C: 'StreamlineIT',
  X: 'Subcontractor',
} as const satisfies Record<SeatClass, string>;

/** How an open ticket lies with people who have left. */
export const ORPHAN_NAMES = {
  owner: 'as owner',
  resources: 'as resources',
  both: 'as owner and resources',
} as const satisfies Record<OrphanedTicket['because'], string>;

/** What hangs on a leaver, in the plural: "tickets they own". */
export const DUTY_NAMES = {
  'ticket-owner': 'tickets they own',
  'ticket-resource': 'tickets they work on',
  'schedule-entry': 'other schedule entries',
  'time-sheet': 'time sheets',
  'expense-report': 'expense reports',
  approver: 'people who report to them or need their approval',
  'team-leader': 'teams they lead',
  'team-member': 'teams they are in',
  'workflow-action': 'workflow rules that name them',
  opportunity: 'opportunities',
  activity: 'activities',
  'project-manager': 'projects they manage',
  'project-team': 'project teams they are in',
  'company-role': 'My Company roles',
  'ticket-template': 'ticket templates that name them',
  'knowledge-article': 'knowledge base articles',
  usage: 'other records',
} as const satisfies Record<DutyKind, string>;

export const FIELD_NAMES = {
  firstName: 'first name',
  lastName: 'last name',
  officeEmail: 'office e-mail',
  title: 'title',
  officePhone: 'office phone',
  mobilePhone: 'mobile phone',
  licenseClass: 'licence class',
  securityRole: 'security role',
  structureLevel: 'structure level',
  securityLocation: 'security location',
  defaultLocation: 'location',
  defaultDepartment: 'department',
  salesDefaultLocation: 'sales location',
  serviceDefaultBoard: 'service board',
  timeZone: 'time zone',
  workRole: 'work role',
  workType: 'work type',
  type: 'member type',
  timeApprover: 'time approver',
  expenseApprover: 'expense approver',
  reportsTo: 'reports to',
} as const satisfies Record<MemberField, string>;

export const PHASE_NAMES = {
  read: 'read',
  'look-up': 'look up',
  'read-work': 'read work',
  decide: 'decide',
  'store-plan': 'store plan',
  execute: 'write',
  'read-work-again': 'read work again',
} as const satisfies Record<Timing['phase'], string>;

export const TRIGGER_NAMES = {
  timer: 'timer',
  queue: 'queue',
  'command-line': 'command line',
  approval: 'approval',
  http: 'HTTP request',
  event: 'directory event',
} as const satisfies Record<Trigger['kind'], string>;

/** What the mode lets happen unattended. */
export const MODE_NAMES = {
  observe: 'observe: unattended runs only report',
  'create-only': 'create-only: unattended runs create the members that no guard holds, and report the rest',
  full: 'full: unattended runs write what no guard holds',
} as const satisfies Record<Mode, string>;

export const CHECK_NAMES = {
  failed: 'could not be read',
  cut: 'ended early',
  'group-missing': 'group not found',
  'count-contradicted': 'count contradicted',
  repeated: 'repeated itself',
  unreadable: 'could not be understood',
} as const satisfies Record<SourceProblem['check'], string>;
