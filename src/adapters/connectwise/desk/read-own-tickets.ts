/** Reads the tickets that Rollcall keeps. None is answered only where the PSA surely showed all there are: from "none" follows that one is opened. */
import { z } from 'zod';
import type { OwnTicket } from '../../../domain/messages/ticket.ts';
import { RemoteError } from '../../../errors.ts';
import type { PsaApi } from '../api/api.ts';
import { fieldEquals, fieldHolds } from '../api/conditions.ts';
import { malformed, SYSTEM } from '../api/read-fault.ts';
import { readProven } from '../api/read-proven.ts';
import { readWhole } from '../api/read-whole.ts';
import { grantOf, rightFor } from '../api/rights.ts';
import { narrowLevel, readOwnRights } from '../rights/own-rights.ts';
import type { ResolvedDesk } from './resolve-desk.ts';

export const TICKETS = '/service/tickets';
const FIELDS = 'id,externalXRef,board/id,status/id,closedFlag';

const record = z.object({
  id: z.int().positive(),
  externalXRef: z.string().nullish(),
  board: z.object({ id: z.int() }).nullish(),
  status: z.object({ id: z.int() }).nullish(),
  closedFlag: z.boolean().nullish(),
});
type Record = z.infer<typeof record>;

/** Whose marker begins so. Throws RemoteError. */
export async function readBeginning(api: PsaApi, beginning: string, desk: ResolvedDesk): Promise<readonly OwnTicket[]> {
  const rows = await readWhere(api, fieldHolds('externalXRef', beginning));
  return rows.map((row) => toOwnTicket(row, desk)).filter(({ marker }) => marker.startsWith(beginning));
}

/** With exactly this marker. Throws RemoteError. */
export async function readMarked(api: PsaApi, marker: string, desk: ResolvedDesk): Promise<readonly OwnTicket[]> {
  const rows = await readWhere(api, fieldEquals('externalXRef', marker));
  return rows.map((row) => toOwnTicket(row, desk)).filter((ticket) => ticket.marker === marker);
}

/** undefined: there is none. Throws RemoteError. */
export async function readOwnTicket(api: PsaApi, id: number, desk: ResolvedDesk): Promise<OwnTicket | undefined> {
  const path = `${TICKETS}/${id}`;
  const found = await readProven(api, path, { fields: FIELDS });
  if (found === undefined) return undefined;
  const parsed = record.safeParse(found.value);
  if (!parsed.success || parsed.data.id !== id)
    throw malformed(path, 'another record than the ticket that was asked for');
  return toOwnTicket(parsed.data, desk);
}

async function readWhere(api: PsaApi, condition: ReturnType<typeof fieldEquals>): Promise<readonly Record[]> {
  if (condition.kind === 'refused') throw malformed(TICKETS, 'no condition for a marker that is not plain');
  const query = { conditions: condition.text, fields: FIELDS, orderBy: 'id' };
  const rows = await readWhole(
    api,
    { path: TICKETS, query, purpose: 'data', place: 'own tickets', counted: true, moves: true },
    { row: record, otherwise: 'tickets without an id, or with fields of another shape' },
  );
  if (rows.length === 0) await assertSeesAll(api);
  return rows;
}

/** A role that shows its own tickets alone shows none here, and says nothing. */
async function assertSeesAll(api: PsaApi): Promise<void> {
  const right = rightFor('GET', TICKETS);
  const level = narrowLevel(await readOwnRights(api), right.area);
  if (level === null) return;
  const advice = grantOf(right);
  throw new RemoteError({
    system: SYSTEM,
    request: `GET ${TICKETS}`,
    status: 200,
    reason: 'forbidden',
    message: `The API member's role has ${level} for Inquire of ${right.area}, so that tickets may be there unseen and none is opened. ${advice}`,
    advice,
  });
}

function toOwnTicket({ id, externalXRef, board, status, closedFlag }: Record, desk: ResolvedDesk): OwnTicket {
  return {
    id,
    marker: externalXRef ?? '',
    closed: closedFlag === true || status?.id === desk.closedStatus,
    onBoard: board?.id === desk.board,
  };
}
