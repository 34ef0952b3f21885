/** Reads what is still planned for the members: for tickets of either list, or for anything else. */
import { z } from 'zod';
import type { OpenTicket, ScheduleEntry, TicketList, UnseenDuty } from '../../../domain/offboarding/duty.ts';
import { memberKey } from '../../../domain/ids.ts';
import { idIn } from '../api/conditions.ts';
import type { Asker, AskedList } from './ask-list.ts';
import { askList, askWholeList } from './ask-list.ts';
import { id, instantOf, text } from './shapes.ts';

const entryRecord = z.object({
  id,
  objectId: z.int().nullish(),
  name: text,
  member: z.object({ id }),
  type: z.object({ id, identifier: text }),
  dateStart: text,
});
const typeRecord = z.object({ id, identifier: text, name: text });
type EntryRecord = z.infer<typeof entryRecord>;
type TypeRecord = z.infer<typeof typeRecord>;

const ENTRIES: AskedList<EntryRecord> = {
  path: '/schedule/entries',
  fields: 'id,objectId,name,member/id,type/id,type/identifier,dateStart',
  place: 'schedule entries',
  row: entryRecord,
};
const TYPES: AskedList<TypeRecord> = {
  path: '/schedule/types',
  fields: 'id,identifier,name',
  place: 'schedule types',
  row: typeRecord,
};
/** The one identifier that stands for the same thing everywhere. */
const SERVICE = 's';

export interface ScheduleReading {
  /** `tickets`: those read; their ids tell the lists apart where one type of entry serves both. */
  entriesAmong(tickets: readonly OpenTicket[]): readonly ScheduleEntry[];
  readonly unseen: readonly UnseenDuty[];
}

export async function readSchedule(asker: Asker, members: readonly number[]): Promise<ScheduleReading> {
  const [entries, types] = await Promise.all([
    askList(asker, ENTRIES, members, (ids) => `${idIn('member/id', ids)} and doneFlag=false`),
    askWholeList(asker, TYPES),
  ]);
  const known = new Map(types.rows.map((type) => [type.id, type]));
  const forProjects = types.rows.filter(isForProjects).map((type) => type.id);
  return {
    entriesAmong: (tickets) => {
      const lists = listsById(tickets);
      return entries.rows.map((entry) => {
        const type = known.get(entry.type.id) ?? entry.type;
        const possible = listsOf(type, forProjects);
        return toEntry(entry, type, possible.find((list) => lists.get(entry.objectId ?? 0)?.has(list)) ?? possible[0]);
      });
    },
    unseen: [entries.blind, types.blind].flatMap((blind) =>
      blind === null ? [] : [{ kind: 'schedule-entry' as const, ...blind }],
    ),
  };
}

/** Where no type is named after projects, that of service tickets serves their tickets, too. */
function listsOf(type: Pick<TypeRecord, 'id' | 'identifier'>, forProjects: readonly number[]): readonly TicketList[] {
  if (forProjects.includes(type.id)) return ['project'];
  if (type.identifier?.trim().toLowerCase() !== SERVICE) return [];
  return forProjects.length === 0 ? ['service', 'project'] : ['service'];
}

function isForProjects({ identifier, name }: TypeRecord): boolean {
  return /project/i.test(name ?? '') && identifier?.trim().toLowerCase() !== SERVICE;
}

function toEntry(
  entry: EntryRecord,
  type: Pick<TypeRecord, 'id' | 'identifier'> & { readonly name?: TypeRecord['name'] },
  on: TicketList | undefined,
): ScheduleEntry {
  return {
    id: entry.id,
    member: memberKey(entry.member.id),
    type: { id: type.id, name: type.name ?? type.identifier ?? '' },
    on: on ?? 'other',
    object: entry.objectId ?? null,
    name: entry.name ?? '',
    startsAt: instantOf(entry.dateStart),
  };
}

function listsById(tickets: readonly OpenTicket[]): ReadonlyMap<number, ReadonlySet<TicketList>> {
  const lists = new Map<number, Set<TicketList>>();
  for (const { id: ticket, list } of tickets) lists.set(ticket, (lists.get(ticket) ?? new Set()).add(list));
  return lists;
}
