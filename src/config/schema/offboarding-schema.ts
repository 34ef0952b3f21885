import { z } from 'zod';
import type { DutyKind } from '../../domain/offboarding/duty.ts';
import type { DutyRule, OffboardingPolicy, Successor } from '../../domain/offboarding/handover.ts';

const successor = z
  .string()
  .regex(/^(?:manager|team-leader|member:.*\S)$/, 'expected "manager", "team-leader" or "member:" with a Member ID')
  .describe(
    "manager: the manager in the directory. team-leader: the leader of the ticket's team. member:jdoe: that member.",
  );

/** Written out in full, since a union would only say that nothing of it fits. */
const HOW = 'expected "report", "hold" or { "reassign": ["manager", "member:jdoe"] }';

const rule = (what: string) =>
  z
    .union([z.enum(['report', 'hold']), z.strictObject({ reassign: z.array(successor).min(1) })], { error: HOW })
    .default('report')
    .describe(what);

const duties = {
  'ticket-owner': rule('Open service and project tickets that they own.'),
  'ticket-resource': rule('Open tickets that they are on; handed over only where nobody else who stays is.'),
  'schedule-entry': rule('Undone schedule entries that are on no ticket. report or hold.'),
  'time-sheet': rule('Time sheets that are not approved yet. report or hold; never deleted.'),
  'expense-report': rule('Expense reports that are not approved yet. report or hold.'),
  approver: rule('Members whose superior, time approver or expense approver they are.'),
  'team-leader': rule('Teams that they lead.'),
  'team-member': rule('Teams that they are in.'),
  'workflow-action': rule('Workflow rules that assign to them or mail them.'),
  opportunity: rule('Open opportunities.'),
  activity: rule('Open activities.'),
  'project-manager': rule('Projects that they manage.'),
  'project-team': rule('Project teams that they are in. report or hold.'),
  'company-role': rule('Roles in My Company.'),
  'ticket-template': rule('Ticket templates that name them.'),
  'knowledge-article': rule('Knowledge base articles of theirs.'),
  usage: rule('What else the PSA counts as theirs. report or hold.'),
} satisfies Record<DutyKind, z.ZodType>;

export const offboardingSchema = z
  .strictObject({
    duties: z
      .strictObject(duties)
      .prefault({})
      .describe(
        'For each kind of work: report it; hold the deactivation until none is left; or reassign it to the first of the list who stays.',
      ),
    closedStatuses: z
      .array(
        z.strictObject({
          board: z.string().min(1).describe('Name of the board; * for every board.'),
          status: z.string().min(1),
        }),
      )
      .default([])
      .describe('Statuses in which a ticket is done although it is not closed.'),
    orphans: z
      .enum(['report', 'ignore'])
      .default('report')
      .describe('Open tickets whose owner, or everybody on them, is switched off. report reads every open ticket.'),
  })
  .prefault({});

type OffboardingFile = z.infer<typeof offboardingSchema>;

/** The section as core wants it. */
export function toOffboarding({ duties: file, closedStatuses, orphans }: OffboardingFile): OffboardingPolicy {
  return {
    duties: {
      'ticket-owner': toRule(file['ticket-owner']),
      'ticket-resource': toRule(file['ticket-resource']),
      'schedule-entry': toRule(file['schedule-entry']),
      'time-sheet': toRule(file['time-sheet']),
      'expense-report': toRule(file['expense-report']),
      approver: toRule(file.approver),
      'team-leader': toRule(file['team-leader']),
      'team-member': toRule(file['team-member']),
      'workflow-action': toRule(file['workflow-action']),
      opportunity: toRule(file.opportunity),
      activity: toRule(file.activity),
      'project-manager': toRule(file['project-manager']),
      'project-team': toRule(file['project-team']),
      'company-role': toRule(file['company-role']),
      'ticket-template': toRule(file['ticket-template']),
      'knowledge-article': toRule(file['knowledge-article']),
      usage: toRule(file.usage),
    },
    closedStatuses,
    orphans,
  };
}

function toRule(written: OffboardingFile['duties'][DutyKind]): DutyRule {
  return typeof written === 'string' ? { kind: written } : { kind: 'reassign', to: written.reassign.map(toSuccessor) };
}

const MEMBER = 'member:';

function toSuccessor(written: string): Successor {
  if (written.startsWith(MEMBER)) return { kind: 'member', identifier: written.slice(MEMBER.length) };
  return { kind: written === 'manager' ? 'manager' : 'team-leader' };
}
