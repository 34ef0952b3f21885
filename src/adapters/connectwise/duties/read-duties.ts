/** Reads everything that hangs on some members: list by list, all side by side. What one list does not show takes nothing from the others. */
import type { DutyQuestion, DutyReading } from '../../../domain/offboarding/duty.ts';
import { NO_DUTIES } from '../../../domain/offboarding/duty.ts';
import type { PsaApi } from '../api/api.ts';
import { createAsker } from './ask-list.ts';
import { readCompanyRoles } from './lists/company-roles.ts';
import { EXPENSE_REPORTS, TIME_SHEETS } from './lists/periods.ts';
import { PROJECTS } from './lists/projects.ts';
import { readRecords } from './lists/record-list.ts';
import { OPPORTUNITIES, readActivities } from './lists/sales.ts';
import { readTeams } from './lists/teams.ts';
import { countUsages, readUsageDuties } from './lists/usages.ts';
import { readWorkflowActions } from './lists/workflow-actions.ts';
import { readSchedule } from './schedule.ts';
import { readTickets } from './tickets/read-tickets.ts';

/** `site` is the API's origin. Throws RemoteError for `credentials` alone. */
export async function readDuties(api: PsaApi, site: string, question: DutyQuestion): Promise<DutyReading> {
  const asker = createAsker(api);
  const members = [...new Set<number>(question.members.map(({ key }) => key))];
  if (members.length === 0 && question.tickets === 'of-members') return NO_DUTIES;
  if (members.length === 0) {
    const [tickets, teams] = await Promise.all([readTickets(asker, site, question), readTeams(asker, members)]);
    return { ...NO_DUTIES, ...tickets, teams: teams.leadersOf(tickets.tickets) };
  }

  const [tickets, schedule, teams, usages, ...lists] = await Promise.all([
    readTickets(asker, site, question),
    readSchedule(asker, members),
    readTeams(asker, members),
    countUsages(asker, members),
    readRecords(asker, TIME_SHEETS, members),
    readRecords(asker, EXPENSE_REPORTS, members),
    readWorkflowActions(asker, members),
    readRecords(asker, OPPORTUNITIES, members),
    readActivities(asker, members),
    readRecords(asker, PROJECTS, members),
    readCompanyRoles(asker, members),
  ]);
  const unseen = [tickets, schedule, teams, ...lists].flatMap((reading) => reading.unseen);
  const told = await readUsageDuties(asker, usages, unseen);
  return {
    tickets: tickets.tickets,
    openTickets: tickets.openTickets,
    entries: schedule.entriesAmong(tickets.tickets),
    records: [teams, ...lists, told].flatMap((reading) => reading.records),
    unseen: [...unseen, ...told.unseen],
    teams: teams.leadersOf(tickets.tickets),
  };
}
