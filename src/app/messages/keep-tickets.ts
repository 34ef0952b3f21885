// Keeps one ticket for each exception: looks what there is, then opens, adds to and closes, each write looked after by the desk.
import { contentOf, planTickets, type TicketStep } from '../../core/messages/plan-tickets.ts';
import { isUrgent } from '../../core/messages/plan-chat.ts';
import { markerFor, markersOf, spentMarker } from '../../core/messages/ticket-marker.ts';
import type { Matter } from '../../domain/messages/matter.ts';
import type { KnownTicket, ReceiverRecord } from '../../domain/messages/message-record.ts';
import type { TicketReply } from '../../domain/messages/ticket.ts';
import { RemoteError } from '../../errors.ts';
import type { Desk } from '../../ports/message-ports.ts';
import type { Teller } from '../../reports/messages/matter-part.ts';
import { changeNote, closingNote, ticketSummary, ticketText } from '../../reports/messages/ticket-text.ts';
import { faultWords } from '../fault-words.ts';
import type { Scene } from './tell.ts';
import type { TellingPorts } from './telling-ports.ts';

/** No new write is begun after so long; what is left is done next time. Milliseconds. */
const LONGEST = 60_000;

/** Throws nothing but bugs: what the PSA will not do is told in the record. */
export async function keepTickets(
  ports: TellingPorts,
  desk: Desk,
  before: ReceiverRecord,
  scene: Scene,
): Promise<ReceiverRecord> {
  const tickets = new Map(before.tickets.map((known) => [known.marker, known]));
  let spent = before.spent;
  const problems: string[] = [];
  try {
    const plan = planTickets({
      wanted: scene.standing.matters.filter((matter) => isWanted(matter, desk)),
      record: before,
      found: await desk.find(markersOf(ports.name)),
      most: desk.most,
      settled: scene.standing.settled,
      markerFor: (matter) => markerFor(ports.name, matter.key),
    });
    tickets.clear();
    for (const known of plan.tickets) tickets.set(known.marker, known);
    spent = plan.spent;
    if (plan.left > 0)
      problems.push(
        `${plan.left} matters have no ticket, since ${desk.most} are open already. Settle some of them, or raise "most".`,
      );
    const until = ports.clock.elapsed() + LONGEST;
    for (const step of plan.steps) {
      if (scene.lost.aborted || ports.clock.elapsed() > until) break;
      const end = await take(ports, desk, step);
      if (end.known !== null) tickets.set(step.marker, end.known);
      if (end.spent !== null) spent = [...spent, end.spent];
      if (end.problem !== null) problems.push(end.problem);
      ports.logger.info('ticket step', {
        connection: ports.name,
        receiver: desk.name,
        step: step.kind,
        ended: end.ended,
      });
      // Whatever refuses one ticket refuses the others, too.
      if (end.ended !== 'done' && step.kind === 'open') break;
    }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    problems.push(faultWords(error));
  }
  if (problems.length > 0)
    ports.logger.warn('tickets need a look', {
      connection: ports.name,
      receiver: desk.name,
      problems: problems.length,
    });
  return {
    ...before,
    tickets: [...tickets.values()],
    spent,
    problem:
      problems.length === 0
        ? null
        : { since: before.problem?.since ?? scene.now, at: scene.now, detail: [...new Set(problems)].join(' ') },
  };
}

interface End {
  readonly ended: TicketReply['kind'];
  readonly known: KnownTicket | null;
  readonly spent: number | null;
  readonly problem: string | null;
}

async function take(ports: TellingPorts, desk: Desk, step: TicketStep): Promise<End> {
  const teller: Teller = {
    connection: ports.name,
    names: desk.names,
    owners: ports.messages.owners,
    pages: ports.messages.pages,
  };
  const { marker } = step;
  switch (step.kind) {
    case 'open': {
      const { matter } = step;
      const text = ticketText(matter, teller, marker);
      const reply = await desk.open({ marker, summary: ticketSummary(matter, teller), text });
      // One that is there is remembered whatever is wrong with it: it must not be opened twice.
      const made = reply.kind === 'refused' ? null : reply.ticket;
      return endOf(reply, made === null ? null : knownOf(step, matter, made));
    }
    case 'note': {
      const { matter, ticket } = step;
      const text = changeNote(matter, teller);
      const reply = await desk.note(ticket, { tag: contentOf(matter).slice(0, 12), text });
      return endOf(reply, reply.kind === 'done' ? knownOf(step, matter, ticket) : null);
    }
    case 'close': {
      const now = await desk.read(step.ticket);
      if (!now?.onBoard) return { ended: 'done', known: null, spent: step.ticket, problem: null };
      if (now.closed) return release(desk, step);
      const noted = await desk.note(step.ticket, { tag: 'over', text: closingNote() });
      return noted.kind === 'done'
        ? endOf(await desk.close(step.ticket, spentMarker(marker)), null)
        : endOf(noted, null);
    }
    case 'release':
      return release(desk, step);
  }
}

/** A closed ticket that takes no other marker is remembered instead. */
async function release(desk: Desk, { ticket, marker }: Extract<TicketStep, { ticket: number }>): Promise<End> {
  const reply = await desk.release(ticket, spentMarker(marker));
  return { ended: reply.kind, known: null, spent: reply.kind === 'refused' ? ticket : null, problem: null };
}

function endOf(reply: TicketReply, known: KnownTicket | null): End {
  return { ended: reply.kind, known, spent: null, problem: reply.kind === 'done' ? null : reply.detail };
}

function knownOf({ marker }: TicketStep, matter: Matter, ticket: number): KnownTicket {
  return { marker, ticket, content: contentOf(matter) };
}

function isWanted(matter: Matter, { matters }: Desk): boolean {
  if (!matters.includes(matter.kind)) return false;
  return matter.kind === 'finding' ? matter.severity === 'act' : isUrgent(matter);
}
