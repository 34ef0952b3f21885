/** Reads the open tickets of both lists, page by page: what nobody wants to keep is forgotten with its page. */
import { fold } from '../../../../domain/fold.ts';
import type { DutyQuestion, OpenTicket, TicketList, UnseenDuty } from '../../../../domain/offboarding/duty.ts';
import { RemoteError } from '../../../../errors.ts';
import type { List } from '../../api/paging.ts';
import { readPages } from '../../api/paging.ts';
import type { Asker, Blindness } from '../ask-list.ts';
import { blindBy, blindByProblem, narrowness, unreadable } from '../ask-list.ts';
import { ticketLinks } from './ticket-link.ts';
import { ticketRecord, TICKET_FIELDS, toTicket } from './ticket-record.ts';
import { conditionsFor, isTheirs, OPEN } from './whose-tickets.ts';

export const TICKET_PATHS = {
  service: '/service/tickets',
  project: '/project/tickets',
} as const satisfies Record<TicketList, string>;
const LISTS = ['service', 'project'] as const satisfies readonly TicketList[];

export interface TicketReading {
  readonly tickets: readonly OpenTicket[];
  readonly openTickets: number | null;
  readonly unseen: readonly UnseenDuty[];
}

/** What is looked through whole is counted by the PSA as well, and what is long in any case. Throws RemoteError for `credentials` alone. */
export async function readTickets(asker: Asker, site: string, question: DutyQuestion): Promise<TicketReading> {
  const { members, tickets } = question;
  const conditions = tickets === 'every' ? [OPEN] : conditionsFor(members);
  const keep = tickets === 'every' ? question.keep : isTheirs(members);
  const ends = endedBy(question.closedStatuses);
  const linkTo = ticketLinks(site);
  const counted = tickets === 'every' ? true : 'if-long';
  const readings = await Promise.all(
    LISTS.map(async (list) => {
      const found = new Map<number, OpenTicket>();
      let open = 0;
      const take = (ticket: OpenTicket): void => {
        if (ends(ticket)) return;
        open += 1;
        if (keep(ticket)) found.set(ticket.id, ticket);
      };
      const blind = await Promise.all(
        conditions.map((condition) => sweep(asker, { list, linkTo, condition, counted }, take)),
      );
      return { found: [...found.values()], open, unseen: unseenOf(blind) };
    }),
  );
  return {
    tickets: readings.flatMap(({ found }) => found),
    openTickets: tickets === 'every' ? readings.reduce((sum, { open }) => sum + open, 0) : null,
    unseen: readings.flatMap(({ unseen }) => unseen),
  };
}

interface Sweep {
  readonly list: TicketList;
  readonly condition: string;
  readonly counted: List['counted'];
  readonly linkTo: (id: number) => string;
}

async function sweep(
  asker: Asker,
  { list, condition, counted, linkTo }: Sweep,
  take: (ticket: OpenTicket) => void,
): Promise<Blindness | null> {
  const path = TICKET_PATHS[list];
  const place = `${list} tickets`;
  let seen = 0;
  const odd: Blindness[] = [];
  try {
    const query = { conditions: condition, fields: TICKET_FIELDS[list], orderBy: 'id' };
    const pages = { path, query, purpose: 'data', place, counted, moves: true } as const;
    const reading = await readPages(asker.api, pages, (rows) => {
      seen += rows.length;
      for (const row of rows) {
        const parsed = ticketRecord.safeParse(row);
        if (!parsed.success) odd.push(unreadable(place, parsed.error));
        // What was closed meanwhile, or slipped through the condition, is not open.
        else if (parsed.data.closedFlag !== true) take(toTicket(list, parsed.data, linkTo));
      }
    });
    if (reading.error !== null) return blindBy(reading.error);
    const [problem] = reading.problems;
    if (problem !== undefined) return blindByProblem(problem);
    return odd[0] ?? (seen > 0 ? null : await narrowness(asker, path));
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return blindBy(error);
  }
}

/** Owners and resources stand in one record. */
function unseenOf(blind: readonly (Blindness | null)[]): readonly UnseenDuty[] {
  const first = blind.find((one) => one !== null);
  if (first == null) return [];
  return [
    { kind: 'ticket-owner', ...first },
    { kind: 'ticket-resource', ...first },
  ];
}

function endedBy(closed: DutyQuestion['closedStatuses']): (ticket: OpenTicket) => boolean {
  const keys = new Set(closed.map(({ board, status }) => JSON.stringify([fold(board), fold(status)])));
  return ({ board, status }) =>
    keys.has(JSON.stringify([fold(board), fold(status)])) || keys.has(JSON.stringify(['*', fold(status)]));
}
