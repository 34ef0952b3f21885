/** Finds what a builder was told by name, and throws when the world does not hold it: a fixture that lies proves nothing. */
import type { SandboxWorld, WorldMember } from '../world.ts';
import type { Row, Table } from './table.ts';

/** Without a name: the first. */
export function named<T extends Row & { readonly name: string }>(
  rows: Iterable<T>,
  name: string | undefined,
  what: string,
): T {
  for (const row of rows) if (name === undefined || row.name === name) return row;
  throw new RangeError(name === undefined ? `The world holds no ${what}` : `The world holds no ${what} "${name}"`);
}

/** The id of an entry of one of the world's reference lists. */
export function referenceId(world: SandboxWorld, list: string, name: string | undefined): number {
  return named(world.references[list] ?? [], name, list).id;
}

/** null stays null: nobody. */
export function memberId(world: SandboxWorld, member: WorldMember | null | undefined): number | null {
  if (member === null || member === undefined) return null;
  if (world.members.get(member.id) !== member) throw new RangeError(`${member.identifier} is no member of this world`);
  return member.id;
}

export function someMemberId(world: SandboxWorld, member: WorldMember): number {
  if (world.members.get(member.id) !== member) throw new RangeError(`${member.identifier} is no member of this world`);
  return member.id;
}

export function rowId<T extends Row>(table: Table<T>, row: T | null | undefined, what: string): number | null {
  if (row === null || row === undefined) return null;
  if (!table.byId.has(row.id)) throw new RangeError(`The ${what} ${row.id} is not in this world`);
  return row.id;
}
