import { addGroup, addPerson, createEmptyWorld } from '../../src/sandbox/empty-world.ts';
import type { SandboxWorld, WorldGroup } from '../../src/sandbox/world.ts';

/** A group of so many people, all direct. */
export function aCrowd(people: number): { readonly world: SandboxWorld; readonly group: WorldGroup } {
  const world = createEmptyWorld();
  const group = addGroup(world, { name: 'PSA Technicians' });
  for (let number = 1; number <= people; number += 1) addPerson(world, { groups: [group] });
  return { world, group };
}
