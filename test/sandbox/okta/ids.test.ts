/** Okta's ids are always the same, unlike each other, and lead back. */
import { expect, test } from 'vitest';
import { addGroup, addPerson, createEmptyWorld, guidOf } from '../../../src/sandbox/empty-world.ts';
import { groupOfOktaId, oktaGroupId, oktaUserId, personOfOktaId } from '../../../src/sandbox/okta/ids.ts';

test('an id has its prefix and 20 letters and digits, the same for the same GUID', () => {
  const guid = guidOf('someone');

  expect(oktaUserId(guid)).toMatch(/^00u[0-9A-Za-z]{17}$/);
  expect(oktaGroupId(guid)).toMatch(/^00g[0-9A-Za-z]{17}$/);
  expect(oktaUserId(guid)).toBe(oktaUserId(guid));
});

test('10,000 GUIDs give 10,000 ids', () => {
  const ids = new Set(Array.from({ length: 10_000 }, (_unused, index) => oktaUserId(guidOf(String(index)))));

  expect(ids.size).toBe(10_000);
});

test('ids lead back to people and groups, those added later too, and not to the wrong kind', () => {
  const world = createEmptyWorld();
  const ada = addPerson(world, { firstName: 'Ada' });
  const first = personOfOktaId(world, oktaUserId(ada.id));
  const ben = addPerson(world, { firstName: 'Ben' });
  const group = addGroup(world, { name: 'Crew' });

  expect([first, personOfOktaId(world, oktaUserId(ben.id))]).toEqual([ada, ben]);
  expect(groupOfOktaId(world, oktaGroupId(group.id))).toBe(group);
  expect(personOfOktaId(world, oktaGroupId(group.id))).toBeUndefined();
  expect(personOfOktaId(world, '00unobody')).toBeUndefined();
});

test('whoever was taken out of the world is not found any more', () => {
  const world = createEmptyWorld();
  const ada = addPerson(world, { firstName: 'Ada' });
  personOfOktaId(world, oktaUserId(ada.id));
  world.people.delete(ada.id);

  expect(personOfOktaId(world, oktaUserId(ada.id))).toBeUndefined();
});
