/** A ticket as the API shows it, and the domain's open ticket. */
import { z } from 'zod';
import type { OpenTicket, TicketList } from '../../../../domain/offboarding/duty.ts';
import { memberKey } from '../../../../domain/ids.ts';
import { id, instantOf, named, nameOf, text } from '../shapes.ts';

/** Project tickets have no team. */
export const ticketRecord = z.object({
  id,
  summary: text,
  board: named,
  status: named,
  company: named,
  priority: z.object({ name: text, sort: z.number().nullish() }).nullish(),
  team: z.object({ id, name: text }).nullish(),
  owner: z.object({ id, identifier: text, name: text }).nullish(),
  resources: text,
  closedFlag: z.boolean().nullish(),
  _info: z.object({ dateEntered: text, lastUpdated: text }).nullish(),
});
export type TicketRecord = z.infer<typeof ticketRecord>;

const FIELDS =
  'id,summary,board/name,status/name,company/name,priority/name,priority/sort,owner/id,owner/identifier,resources,closedFlag,_info/dateEntered,_info/lastUpdated';
export const TICKET_FIELDS = {
  service: `${FIELDS},team/id,team/name`,
  project: FIELDS,
} as const satisfies Record<TicketList, string>;

export function toTicket(list: TicketList, record: TicketRecord, linkTo: (id: number) => string): OpenTicket {
  const { owner, priority, team } = record;
  return {
    list,
    id: record.id,
    summary: record.summary ?? '',
    board: nameOf(record.board),
    status: nameOf(record.status),
    company: nameOf(record.company),
    priority: priority == null ? null : { name: nameOf(priority), rank: priority.sort ?? null },
    team: team == null ? null : { id: team.id, name: nameOf(team) },
    owner: owner == null ? null : { key: memberKey(owner.id), identifier: owner.identifier ?? nameOf(owner) },
    resources: namesIn(record.resources),
    openedAt: instantOf(record._info?.dateEntered),
    updatedAt: instantOf(record._info?.lastUpdated),
    link: linkTo(record.id),
  };
}

/** `resources` is one text: Member IDs with commas between them and whatever blanks people left there. */
function namesIn(resources: string | null | undefined): readonly string[] {
  return (resources ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
