/** Service teams: who leads them, and who is on them. */
import { z } from 'zod';
import type { DutyReading, OpenTicket } from '../../../../domain/offboarding/duty.ts';
import { memberKey } from '../../../../domain/ids.ts';
import { idIn } from '../../api/conditions.ts';
import type { Asker, AskedList, Blindness, ListReading } from '../ask-list.ts';
import { askList, askWholeList } from '../ask-list.ts';
import { id, reference, text } from '../shapes.ts';
import type { DutyReport } from './record-list.ts';
import { reportOf, unseenOf } from './record-list.ts';

const team = z.object({ id, name: text, leader: reference });
type Team = z.infer<typeof team>;
const TEAMS: AskedList<Team> = {
  path: '/service/teams',
  fields: 'id,name,leader/id',
  place: 'service teams',
  row: team,
};
/** The flat list of teams names nobody but the leaders; whom a team holds stands on the members themselves. */
const membership = z.object({ id, serviceBoardTeamIds: z.array(z.int()).nullish() });
type Membership = z.infer<typeof membership>;
const MEMBERSHIPS: AskedList<Membership> = {
  path: '/system/members',
  fields: 'id,serviceBoardTeamIds',
  place: 'members of teams',
  row: membership,
};
const NOT_SHOWN: Blindness = {
  because: 'failed',
  detail:
    'The PSA does not show on which teams its members are (serviceBoardTeamIds is not on their records). Look at the teams of the boards: System > Setup Tables > Service Board > (the board) > Teams.',
};

export interface TeamReading extends DutyReport {
  leadersOf(tickets: readonly OpenTicket[]): DutyReading['teams'];
}

export async function readTeams(asker: Asker, members: readonly number[]): Promise<TeamReading> {
  const [teams, memberships] = await Promise.all([
    askWholeList(asker, TEAMS),
    askList(asker, MEMBERSHIPS, members, (ids) => idIn('id', ids)),
  ]);
  const names = new Map(teams.rows.map((one) => [one.id, one.name ?? '']));
  const led = reportOf(
    {
      kind: 'team-leader',
      title: ({ name }: Team) => name ?? '',
      holdings: ({ leader }: Team) => [{ member: leader?.id, state: 'leads it' }],
    },
    teams,
    members,
  );
  return {
    records: [...led.records, ...memberships.rows.flatMap((row) => memberOf(row, names))],
    unseen: [...(members.length === 0 ? [] : led.unseen), ...unseenOf(['team-member'], blindnessOf(memberships))],
    leadersOf: (tickets) => leadersAmong(teams.rows, tickets),
  };
}

function memberOf({ id: member, serviceBoardTeamIds }: Membership, names: ReadonlyMap<number, string>) {
  return [...new Set(serviceBoardTeamIds)].map((one) => ({
    kind: 'team-member' as const,
    member: memberKey(member),
    id: one,
    title: names.get(one) ?? `Team ${one}`,
    state: 'is on it',
  }));
}

function blindnessOf({ rows, blind }: ListReading<Membership>): Blindness | null {
  const hidden = rows.length > 0 && rows.every(({ serviceBoardTeamIds }) => serviceBoardTeamIds == null);
  return blind ?? (hidden ? NOT_SHOWN : null);
}

function leadersAmong(teams: readonly Team[], tickets: readonly OpenTicket[]): DutyReading['teams'] {
  const named = new Set(tickets.flatMap((ticket) => ticket.team?.id ?? []));
  return teams
    .filter((one) => named.has(one.id))
    .map((one) => ({ id: one.id, leader: one.leader == null ? null : memberKey(one.leader.id) }));
}
