/** Who is in which group, nested groups included. Circles among groups are walked once. Deleted people are in no group. */
import type { SandboxWorld, WorldGroup, WorldPerson } from './world.ts';

/** The group itself and every group nested in it, each once, outermost first. */
export function groupsWithin(world: SandboxWorld, group: WorldGroup): WorldGroup[] {
  const found = new Set([group]);
  for (const outer of found) {
    for (const id of outer.groups) {
      const nested = world.groups.get(id);
      if (nested !== undefined) found.add(nested);
    }
  }
  return [...found];
}

/** People directly in the group, each once. */
export function peopleOf(world: SandboxWorld, group: WorldGroup): WorldPerson[] {
  return living(world, new Set(group.people));
}

/** People in the group or in any group nested in it, each once. */
export function peopleWithin(world: SandboxWorld, group: WorldGroup): WorldPerson[] {
  return living(world, new Set(groupsWithin(world, group).flatMap((inner) => inner.people)));
}

/** Groups that list the person themselves. */
export function groupsOf(world: SandboxWorld, person: WorldPerson): WorldGroup[] {
  if (person.state === 'deleted') return [];
  return [...world.groups.values()].filter((group) => group.people.includes(person.id));
}

/** Groups that the person is in directly or through a nested group. */
export function groupsAround(world: SandboxWorld, person: WorldPerson): WorldGroup[] {
  const found = new Set(groupsOf(world, person));
  for (const inner of found) {
    for (const outer of world.groups.values()) if (outer.groups.includes(inner.id)) found.add(outer);
  }
  return [...found];
}

function living(world: SandboxWorld, ids: ReadonlySet<string>): WorldPerson[] {
  return [...ids].flatMap((id) => {
    const person = world.people.get(id);
    return person === undefined || person.state === 'deleted' ? [] : [person];
  });
}
