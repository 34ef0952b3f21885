import { expect, test } from 'vitest';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { aWorld } from '../builders/a-world.ts';
import { canonicalWorld } from '../../../src/core/matching/canonical-world.ts';

const [ada, ben, carl] = [aPerson('Ada Example'), aPerson('Ben Example'), aPerson('Carl Example')];

test('people are in the order of their ids, members and look-ups in that of the record ids, and nothing else is touched', () => {
  const [first, second, tenth] = [memberOf(ada, 1), memberOf(ben, 2), aMember(10, 'ten')];
  const world = aWorld([ben, ada], [tenth, second, first], {
    lookups: [
      { member: tenth.key, people: [outside(carl), outside(ben)] },
      { member: second.key, people: [] },
    ],
  });

  expect(canonicalWorld(world)).toEqual({
    ...world,
    directory: { ...world.directory, people: [ada, ben] },
    psa: { ...world.psa, members: [first, second, tenth] },
    lookups: [
      { member: 2, people: [] },
      { member: 10, people: [outside(ben), outside(carl)] },
    ],
  });
});

test('the world as read is left as it is', () => {
  const world = aWorld([ben, ada], [memberOf(ben, 2), memberOf(ada, 1)]);

  canonicalWorld(world);

  expect(world.directory.people).toEqual([ben, ada]);
  expect(world.psa.members.map((member) => member.key)).toEqual([2, 1]);
});
