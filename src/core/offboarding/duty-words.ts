/** What duties are called in holds and findings. What the PSA holds is hostile: it is made one line and kept short. */
import type { ApproverField, Duty, DutyKind } from '../../domain/offboarding/duty.ts';
import { cleanText, cut } from '../normalize.ts';

const NOUNS = {
  'ticket-owner': ['open ticket as its owner', 'open tickets as their owner'],
  'ticket-resource': ['open ticket as a resource', 'open tickets as a resource'],
  'schedule-entry': ['undone schedule entry', 'undone schedule entries'],
  'time-sheet': ['open time sheet', 'open time sheets'],
  'expense-report': ['open expense report', 'open expense reports'],
  approver: ['member as superior or approver', 'members as superior or approver'],
  'team-leader': ['team to lead', 'teams to lead'],
  'team-member': ['team membership', 'team memberships'],
  'workflow-action': ['workflow rule', 'workflow rules'],
  opportunity: ['opportunity', 'opportunities'],
  activity: ['activity', 'activities'],
  'project-manager': ['project to manage', 'projects to manage'],
  'project-team': ['project team', 'project teams'],
  'company-role': ['My Company role', 'My Company roles'],
  'ticket-template': ['ticket template', 'ticket templates'],
  'knowledge-article': ['knowledge base article', 'knowledge base articles'],
  usage: ['other record', 'other records'],
} as const satisfies Record<DutyKind, readonly [one: string, many: string]>;

const FIELDS = {
  reportsTo: 'superior',
  timeApprover: 'time approver',
  expenseApprover: 'expense approver',
} as const satisfies Record<ApproverField, string>;

const LONGEST_TITLE = 60;
const MOST_NAMED = 3;

/** "1 open time sheet", "12 open time sheets". */
export function countedDuties(kind: DutyKind, count: number): string {
  return `${count} ${NOUNS[kind][count === 1 ? 0 : 1]}`;
}

/** "open time sheets". */
export function manyDuties(kind: DutyKind): string {
  return NOUNS[kind][1];
}

/** The first three by number and title, and how many more there are. */
export function namedDuties(duties: readonly Duty[]): string {
  const named = duties.slice(0, MOST_NAMED).map(nameOf).join(', ');
  return duties.length > MOST_NAMED ? `${named} and ${duties.length - MOST_NAMED} more` : named;
}

function nameOf(duty: Duty): string {
  if ('ticket' in duty) return `${duty.ticket.list} ticket ${duty.ticket.id} ${quoted(duty.ticket.summary)}`;
  if (duty.kind === 'approver') return `${FIELDS[duty.field]} of ${duty.of.identifier}`;
  return duty.id === null ? quoted(duty.title) : `${duty.id} ${quoted(duty.title)}`;
}

function quoted(title: string): string {
  return `"${cut(cleanText(title) ?? '', LONGEST_TITLE)}"`;
}
