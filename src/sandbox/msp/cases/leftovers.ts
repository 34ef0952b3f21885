/** What the leavers of Harbor & Pine IT have on their desks, and what those left there who went before. */
import { addTeam } from '../../work/boards.ts';
import { addDuty } from '../../work/duties.ts';
import { addCompanyTeam } from '../../work/offices.ts';
import { addProject } from '../../work/projects.ts';
import { addActivity, addOpportunity } from '../../work/sales.ts';
import { addScheduleEntry } from '../../work/schedule.ts';
import { addTicket } from '../../work/tickets.ts';
import { addExpenseReport, addTimeSheet } from '../../work/time.ts';
import { addWorkflowAction } from '../../work/workflows.ts';
import type { SandboxWorld, WorldMember } from '../../world.ts';

/** Found by Member ID; throws when nobody bears it. */
export function memberCalled(world: SandboxWorld, identifier: string): WorldMember {
  for (const member of world.members.values()) if (member.identifier === identifier) return member;
  throw new RangeError(`There is no member ${identifier}`);
}

/** Tickets that need somebody else: the leaver owns them, or is the only one who works on them. */
export function addTicketsOfLeavers(world: SandboxWorld): void {
  const [reyes, marlow, stone] = leavers(world);
  const lopez = memberCalled(world, 'alopez');
  addTicket(world, {
    summary: 'Shared mailbox no longer receives mail',
    owner: reyes,
    resources: [reyes],
    priority: 'Priority 2 - High',
    company: 'Cedar Law',
  });
  addTicket(world, {
    summary: 'VPN drops every hour',
    owner: reyes,
    resources: [reyes, lopez],
    company: 'Birch Freight',
  });
  addTicket(world, { summary: 'Order six docking stations', owner: reyes, status: 'Waiting on client' });
  addTicket(world, { summary: 'Replace backup tapes', owner: reyes, resources: [reyes], status: 'Completed' });
  addTicket(world, { summary: 'Password reset', owner: reyes, status: 'Closed', closedBy: 'sreyes' });
  addTicket(world, {
    summary: 'Wireless is slow on the second floor',
    owner: marlow,
    resources: [marlow],
    board: 'Field Service',
    company: 'Birch Freight',
  });
  addTicket(world, { summary: 'New starter needs a laptop', resources: [marlow], status: 'In Progress' });
  addTicket(world, {
    summary: 'Server room is too warm',
    owner: stone,
    resources: [stone],
    priority: 'Priority 1 - Emergency',
    board: 'Field Service',
  });
  addTicket(world, { summary: 'Scanner sends to nobody', owner: lopez, resources: [lopez, stone] });
}

/** Tickets that somebody took along who has been inactive for long. */
export function addForgottenTickets(world: SandboxWorld): void {
  const oldham = memberCalled(world, 'aoldham');
  const newman = memberCalled(world, 'bnewman');
  const ortiz = memberCalled(world, 'lortiz');
  const old = { dateEntered: '2021-05-04T15:20:00Z', lastUpdated: '2021-06-29T22:10:00Z' } as const;
  addTicket(world, { summary: 'Document the old phone system', owner: oldham, resources: [oldham], ...old });
  addTicket(world, { summary: 'Quarterly restore test', resources: [newman], company: 'Cedar Law', ...old });
  addTicket(world, { summary: 'Quote for new switches', owner: ortiz, company: 'Birch Freight' });
}

/** A project managed, a team led, rules and people that depend on a leaver. */
export function addChargesOfLeavers(world: SandboxWorld): void {
  const [reyes, marlow, stone] = leavers(world);
  const carter = memberCalled(world, 'bcarter');
  const whitfield = memberCalled(world, 'dwhitfield');
  const project = addProject(world, {
    name: 'Alder Dental moves office',
    manager: marlow,
    timeApprover: marlow,
    expenseApprover: memberCalled(world, 'cokafor'),
    team: [marlow, reyes, carter],
  });
  addTicket(world, { summary: 'Survey the new rooms', project, owner: marlow, resources: [marlow] });
  addTicket(world, { summary: 'Move the phones', project, owner: carter, resources: [carter, reyes] });
  addTicket(world, { summary: 'Order the line', project, owner: reyes, status: 'Waiting on client' });
  addTeam(world, { name: 'Night Desk', leader: marlow, members: [marlow, carter, whitfield] });
  addWorkflowAction(world, { workflow: 'Nobody has answered for a day', to: reyes });
  addWorkflowAction(world, {
    workflow: 'Ticket is closed',
    from: marlow,
    emailRecipient: 'frontdesk@alderdental.example',
  });
  addOpportunity(world, { name: 'Managed backup', primarySalesRep: marlow, company: 'Cedar Law' });
  addOpportunity(world, {
    name: 'Switch refresh',
    primarySalesRep: memberCalled(world, 'lortiz'),
    company: 'Birch Freight',
  });
  addCompanyTeam(world, { company: 'Cedar Law', member: reyes });
  const call = addActivity(world, { name: 'Call Cedar Law about the mailbox', assignTo: reyes, company: 'Cedar Law' });
  addScheduleEntry(world, { activity: call, member: reyes });
  addScheduleEntry(world, { member: stone });
  addDuty(world, { kind: 'Survey Recipient', name: 'Monthly satisfaction survey', member: marlow });
  addDuty(world, { kind: 'knowledgeBaseArticle', name: 'How to enrol a phone', member: reyes });
  for (const member of [carter, whitfield]) {
    member.record['timeApprover'] = { id: marlow.id, name: 'Tina Marlow' };
    member.record['reportsTo'] = { id: marlow.id, name: 'Tina Marlow' };
  }
}

/** Time and money that nobody has approved yet. What is open blocks a deactivation, what is submitted does not. */
export function addPapersOfLeavers(world: SandboxWorld): void {
  const [reyes, marlow, stone] = leavers(world);
  addTimeSheet(world, { member: reyes, status: 'PendingApproval' });
  addTimeSheet(world, { member: marlow, status: 'Rejected', from: '2026-11-09' });
  addTimeSheet(world, { member: marlow, status: 'Billed', from: '2026-10-12' });
  addExpenseReport(world, { member: stone, total: 212.4 });
  addExpenseReport(world, { member: reyes, status: 'PendingApproval', from: '2026-11-09', total: 18 });
}

function leavers(world: SandboxWorld): readonly [WorldMember, WorldMember, WorldMember] {
  return [memberCalled(world, 'sreyes'), memberCalled(world, 'tmarlow'), memberCalled(world, 'vstone')];
}
