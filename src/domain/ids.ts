/** Branded identifiers: a string or number that has been given its meaning once, at the edge. The only casts live here. */

declare const brand: unique symbol;
type Branded<T, Name extends string> = T & { readonly [brand]: Name };

/** Stable, immutable id of a person in the directory: Entra object id (GUID) or Okta user id (`00u…`). */
export type PersonId = Branded<string, 'PersonId'>;
/** Stable id of a directory group: Entra object id or Okta group id (`00g…`). */
export type GroupId = Branded<string, 'GroupId'>;
/** Numeric record id of a PSA member (`id`), not the Member ID that people see (`identifier`). */
export type MemberKey = Branded<number, 'MemberKey'>;
/** Name of a connection: lower-case letters, digits and dashes; safe in a path. */
export type ConnectionName = Branded<string, 'ConnectionName'>;
/** Sorts by time as text: `20261123T101500Z-1a2b3c`. */
export type RunId = Branded<string, 'RunId'>;
/** Lower-case hexadecimal SHA-256, 64 characters. */
export type Digest = Branded<string, 'Digest'>;
/** Handed to whoever asks for a run, before there is one: `req-20261123T101500Z-1a2b3c4d5e6f`. */
export type Ticket = Branded<string, 'Ticket'>;
/** One decision about held steps: `dec-20261123T101500Z-1a2b3c4d5e6f`. */
export type RulingId = Branded<string, 'RulingId'>;

export const personId = (text: string): PersonId => nonEmpty(text, 'person id') as PersonId;
export const groupId = (text: string): GroupId => nonEmpty(text, 'group id') as GroupId;
export const memberKey = (value: number): MemberKey => {
  if (!Number.isInteger(value) || value <= 0)
    throw new RangeError(`A member's record id is a positive integer, not ${value}`);
  return value as MemberKey;
};
export const connectionName = (text: string): ConnectionName =>
  shaped(text, /^[a-z0-9][a-z0-9-]{0,49}$/, 'connection name') as ConnectionName;
export const runId = (text: string): RunId => shaped(text, /^\d{8}T\d{6}Z-[0-9a-z]{6}$/, 'run id') as RunId;
export const ticket = (text: string): Ticket => shaped(text, /^req-\d{8}T\d{6}Z-[0-9a-f]{12}$/, 'ticket') as Ticket;
export const rulingId = (text: string): RulingId =>
  shaped(text, /^dec-\d{8}T\d{6}Z-[0-9a-f]{12}$/, 'decision id') as RulingId;
export const digest = (text: string): Digest => shaped(text, /^[0-9a-f]{64}$/, 'digest') as Digest;

/** By which the run is found that carries out this decision. */
export const ticketOf = (ruling: RulingId): Ticket => ticket(ruling.replace(/^dec-/, 'req-'));

/** The instant that a run id begins with, ISO 8601, to the second. Ids never go back, whatever the clocks do. */
export function startOfRun(run: RunId): string {
  return instantOf(run);
}

/** When the ticket was given out, ISO 8601, to the second. */
export function startOfTicket(given: Ticket): string {
  return instantOf(given.replace(/^req-/, ''));
}

/** Of a text that begins with `20261123T101500Z`. */
function instantOf(stamped: string): string {
  return stamped.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z.*$/, '$1-$2-$3T$4:$5:$6.000Z');
}

function nonEmpty(text: string, what: string): string {
  if (text.trim() === '') throw new RangeError(`A ${what} must not be empty`);
  return text;
}

function shaped(text: string, shape: RegExp, what: string): string {
  if (!shape.test(text)) throw new RangeError(`"${text}" is not a ${what} (expected ${String(shape)})`);
  return text;
}
