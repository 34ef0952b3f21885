/** Turns the configured names into the PSA's records, as they are now. */
import { RemoteError } from '../../../errors.ts';
import type { PsaApi } from '../api/api.ts';
import { anyOf, fieldEquals } from '../api/conditions.ts';
import { SYSTEM } from '../api/read-fault.ts';
import type { DeskOptions } from './desk-options.ts';
import { findNamed, readNamed, type NamedRow } from './find-named.ts';

export interface ResolvedDesk {
  readonly board: number;
  readonly company: number;
  readonly status: number | null;
  readonly closedStatus: number;
  readonly priority: number | null;
  readonly type: number | null;
}

export type Resolution =
  | { readonly kind: 'resolved'; readonly desk: ResolvedDesk }
  /** One sentence for each name that stands for nothing. */
  | { readonly kind: 'unknown'; readonly problems: readonly string[] };

/** Throws RemoteError where a list cannot be read. */
export async function resolveDesk(api: PsaApi, options: DeskOptions): Promise<Resolution> {
  const problems: string[] = [];
  const one = (rows: readonly NamedRow[], name: string, what: string): NamedRow | null => {
    const found = findNamed(rows, name);
    if (found.kind === 'found') return found.row;
    problems.push(
      found.kind === 'missing'
        ? `There is no ${what} "${name}" in use in the PSA.`
        : `There are several of ${what} "${name}" in the PSA; rename all but one.`,
    );
    return null;
  };
  const optional = (rows: readonly NamedRow[], name: string | null, what: string): number | null =>
    name === null ? null : (one(rows, name, what)?.id ?? null);

  const [boards, companies, priorities] = await Promise.all([
    readNamed(api, { path: '/service/boards', fields: 'id,name,inactiveFlag' }),
    readCompanies(api, options.company),
    options.priority === null ? [] : readNamed(api, { path: '/service/priorities', fields: 'id,name' }),
  ]);
  const board = one(boards, options.board, 'service board');
  const company = one(companies, options.company, 'company');
  const priority = optional(priorities, options.priority, 'priority');
  if (board === null) return { kind: 'unknown', problems };

  const below = `/service/boards/${board.id}`;
  const [statuses, types] = await Promise.all([
    readNamed(api, { path: `${below}/statuses`, fields: 'id,name,inactive,closedStatus,sortOrder' }),
    options.type === null ? [] : readNamed(api, { path: `${below}/types`, fields: 'id,name,inactiveFlag' }),
  ]);
  const status = optional(statuses, options.status, `status of board "${options.board}"`);
  const type = optional(types, options.type, `type of board "${options.board}"`);
  const closing =
    options.closedStatus === null
      ? firstClosing(statuses)
      : one(statuses, options.closedStatus, `status of board "${options.board}"`);
  if (closing === null && options.closedStatus === null)
    problems.push(`Board "${options.board}" has no status that closes a ticket; name one as "closedStatus".`);
  if (problems.length > 0 || company === null || closing === null) return { kind: 'unknown', problems };
  return {
    kind: 'resolved',
    desk: { board: board.id, company: company.id, status, closedStatus: closing.id, priority, type },
  };
}

/** Throws RemoteError `invalid` for a name that cannot be asked for. */
async function readCompanies(api: PsaApi, name: string): Promise<readonly NamedRow[]> {
  const path = '/company/companies';
  const condition = anyOf([fieldEquals('identifier', name), fieldEquals('name', name)]);
  if (condition.kind === 'condition')
    return readNamed(api, { path, fields: 'id,identifier,name,deletedFlag', conditions: condition.text });
  const advice = 'Write the company by its identifier, which has plain characters alone.';
  throw new RemoteError({
    system: SYSTEM,
    request: `GET ${path}`,
    status: null,
    reason: 'invalid',
    message: `The company of the tickets cannot be asked for by this name. ${advice}`,
    advice,
  });
}

function firstClosing(statuses: readonly NamedRow[]): NamedRow | null {
  const closing = statuses.filter((status) => status.closedStatus === true);
  return closing.sort((left, right) => (left.sortOrder ?? 0) - (right.sortOrder ?? 0) || left.id - right.id)[0] ?? null;
}
