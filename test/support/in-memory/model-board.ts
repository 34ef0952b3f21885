/** A board of tickets in memory that keeps the promises of a Desk, and breaks down where a test says so. */
import type { MatterKind } from '../../../src/domain/messages/matter.ts';
import type { TicketReply } from '../../../src/domain/messages/ticket.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { Desk } from '../../../src/ports/message-ports.ts';

export interface ModelTicket {
  readonly id: number;
  readonly summary: string;
  marker: string;
  closed: boolean;
  onBoard: boolean;
  gone: boolean;
  readonly notes: string[];
}

/** `crash`: the process ends after the write. `unsettled`: the write arrives, and nobody hears of it. `lost`: it does not arrive, and nobody hears of that. */
export type Breakdown = 'crash' | 'unsettled' | 'lost' | 'refused' | 'unreadable';

export class Crash extends Error {
  override readonly name = 'Crash';
}

export interface ModelBoard extends Desk {
  readonly tickets: ModelTicket[];
  /** For the next write, or the next list, and then gone. */
  breakdown: Breakdown | null;
  /** Whether a closed ticket takes another marker. */
  frozenWhenClosed: boolean;
}

const KINDS: readonly MatterKind[] = ['hold', 'failure', 'failed-run', 'frozen', 'missing-run'];

export function createModelBoard(most = 25, matters: readonly MatterKind[] = KINDS): ModelBoard {
  const tickets: ModelTicket[] = [];
  const takeBreakdown = (): Breakdown | null => {
    const { breakdown } = board;
    board.breakdown = null;
    return breakdown;
  };
  const write = (id: number, act: () => void): TicketReply => {
    const breakdown = takeBreakdown();
    if (breakdown === 'refused') return { kind: 'refused', detail: 'The board says no.' };
    if (breakdown !== 'lost') act();
    if (breakdown === 'crash') throw new Crash('in the middle');
    return breakdown === 'unsettled' || breakdown === 'lost'
      ? { kind: 'unsettled', ticket: null, detail: 'Nobody knows.' }
      : { kind: 'done', ticket: id };
  };
  const find = (id: number): ModelTicket => {
    const found = tickets.find((ticket) => ticket.id === id && !ticket.gone);
    if (found === undefined) throw new RangeError(`There is no ticket ${id}`);
    return found;
  };
  const board: ModelBoard = {
    name: 'ticket',
    matters,
    names: true,
    most,
    tickets,
    breakdown: null,
    frozenWhenClosed: false,
    find: async (beginning) => {
      if (board.breakdown === 'unreadable') {
        board.breakdown = null;
        throw new RemoteError({
          system: 'ConnectWise PSA',
          request: 'GET /service/tickets',
          status: 500,
          reason: 'unavailable',
          message: 'The board cannot be read.',
        });
      }
      return tickets.filter((ticket) => !ticket.gone && ticket.marker.startsWith(beginning)).map((one) => ({ ...one }));
    },
    read: async (id) => {
      const found = tickets.find((ticket) => ticket.id === id && !ticket.gone);
      return found === undefined ? undefined : { ...found };
    },
    open: async ({ marker, summary, text }) => {
      const id = tickets.length + 1;
      return write(id, () => {
        tickets.push({ id, summary, marker, closed: false, onBoard: true, gone: false, notes: [text] });
      });
    },
    note: async (id, { text }) => write(id, () => void find(id).notes.push(text)),
    close: async (id, spent) =>
      write(id, () => {
        Object.assign(find(id), { closed: true, marker: spent });
      }),
    release: async (id, spent) =>
      board.frozenWhenClosed
        ? { kind: 'refused', detail: 'A closed ticket stays as it is.' }
        : write(id, () => {
            Object.assign(find(id), { marker: spent });
          }),
    check: async () => [],
  };
  return board;
}
