import { expect, test } from 'vitest';
import { createMspWorld } from '../../../src/sandbox/msp/world.ts';
import type { WorldPerson } from '../../../src/sandbox/world.ts';

test.each([undefined, 80])(
  'with %s people, everybody reports to somebody who works here, up to the owner',
  (people) => {
    const world = createMspWorld(people === undefined ? {} : { people });
    const above = (person: WorldPerson): WorldPerson | undefined => world.people.get(person.managerId ?? '');

    const tops = new Set<string>();
    for (const person of world.people.values()) {
      let top = person;
      for (let steps = 0; steps < 4; steps += 1) top = above(top) ?? top;
      tops.add(top.displayName);
      expect(above(person)?.state ?? 'enabled').toBe('enabled');
    }

    expect([...tops]).toEqual(['Olivia Harbor']);
  },
);

test('a leaver reports to a senior engineer, who has a member', () => {
  const world = createMspWorld();
  const leaver = [...world.people.values()].find(({ displayName }) => displayName === 'Samuel Reyes');

  const manager = world.people.get(leaver?.managerId ?? '');

  expect(manager?.displayName).toBe('Chidi Okafor');
  expect([...world.members.values()].some(({ identifier }) => identifier === 'cokafor')).toBe(true);
});
