/** What a Graph list is made of: users and groups, and how each is shown under a selection and the app's permissions. */
import type { Quirks } from '../../context.ts';
import { groupsWithin, peopleOf, peopleWithin } from '../../membership.ts';
import type { SandboxWorld, WorldGroup, WorldPerson } from '../../world.ts';
import { DEFAULT_GROUP_PROPERTIES, GROUP_PROPERTIES } from './group-properties.ts';
import { DEFAULT_USER_PROPERTIES, USER_PROPERTIES } from './user-properties.ts';

export type Entry =
  { readonly kind: 'user'; readonly person: WorldPerson } | { readonly kind: 'group'; readonly group: WorldGroup };

export interface Showing {
  /** Names from `$select`; null: the default set. */
  readonly select: readonly string[] | null;
  /** Whether each item says what it is. */
  readonly typed: boolean;
  /** Without the permission to read users their list shows ids and nulls. */
  readonly limited: boolean;
}

export const userEntry = (person: WorldPerson): Entry => ({ kind: 'user', person });
export const groupEntry = (group: WorldGroup): Entry => ({ kind: 'group', group });

/** Members of a group as the index has them, which may lag behind the world. Groups come after the users. */
export function memberEntries(
  world: SandboxWorld,
  quirks: Quirks,
  group: WorldGroup,
  depth: 'direct' | 'transitive',
): Entry[] {
  const people = new Map((depth === 'direct' ? peopleOf : peopleWithin)(world, group).map((one) => [one.id, one]));
  for (const stale of quirks.staleGroupMembers.filter((lag) => lag.groupId === group.id)) {
    for (const id of stale.remove) people.delete(id);
    for (const id of stale.add) {
      const person = world.people.get(id);
      if (person !== undefined) people.set(id, person);
    }
  }
  const nested =
    depth === 'direct'
      ? group.groups.flatMap((id) => world.groups.get(id) ?? [])
      : groupsWithin(world, group).filter((inner) => inner !== group);
  return [...[...people.values()].map(userEntry), ...nested.map(groupEntry)];
}

export function showEntry(entry: Entry, showing: Showing): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  if (showing.typed || (showing.limited && entry.kind === 'user'))
    shown['@odata.type'] = `#microsoft.graph.${entry.kind}`;
  if (entry.kind === 'group') {
    for (const name of showing.select ?? DEFAULT_GROUP_PROPERTIES) {
      const read = GROUP_PROPERTIES.get(name);
      if (read !== undefined) shown[name] = read(entry.group);
    }
    return shown;
  }
  if (showing.limited) shown['id'] = entry.person.id;
  for (const name of showing.select ?? DEFAULT_USER_PROPERTIES) {
    const read = USER_PROPERTIES.get(name);
    if (read !== undefined && name !== 'id') shown[name] = showing.limited ? null : read(entry.person);
    if (name === 'id') shown[name] = entry.person.id;
  }
  return shown;
}
