/** In a steady world person and member agree in everything that could differ, at any size. */
import { expect, test } from 'vitest';
import { createSteadyWorld, steadyProfiles } from '../../../src/sandbox/msp/steady/steady-world.ts';

test('everyone is enabled, in one group, and has an active member that agrees in every field', () => {
  const world = createSteadyWorld({ people: 500, groups: 4 });
  const members = new Map([...world.members.values()].map((member) => [member.identifier, member]));
  const profileOf = new Map(
    [...world.groups.values()].flatMap((group, index) =>
      group.people.map((id) => [id, steadyProfiles(4)[index]!] as const),
    ),
  );

  const differences = [...world.people.values()].filter((person) => {
    const member = members.get(person.login.split('@')[0] ?? '');
    const profile = profileOf.get(person.id);
    if (member === undefined || profile === undefined || member.inactiveFlag || person.state !== 'enabled') return true;
    const { record } = member;
    const fields = [
      [record['firstName'], person.firstName],
      [record['lastName'], person.lastName],
      [record['officeEmail'], person.mail],
      [record['title'], person.title],
      [record['officePhone'], person.officePhone],
      [member.licenseClass, profile.licenseClass],
    ];
    const references = Object.entries(profile.references).map(([field, name]) => {
      const held = record[field];
      return [typeof held === 'object' && held !== null && 'name' in held ? held.name : held, name];
    });
    return [...fields, ...references].some(([held, wanted]) => held !== wanted);
  });

  expect(differences).toEqual([]);
  expect(profileOf.size).toBe(500);
});

test('further members are inactive and share no address with anybody', () => {
  const world = createSteadyWorld({ people: 3, groups: 1, members: 5 });
  const former = [...world.members.values()].filter((member) => member.inactiveFlag);

  expect(former.map((member) => [member.identifier, member.record['officeEmail']])).toEqual([
    ['former3', null],
    ['former4', null],
  ]);
});

test('people are dealt out evenly to the groups, and each group has its profile', () => {
  const world = createSteadyWorld({ people: 10, groups: 4 });

  expect([...world.groups.values()].map((group) => [group.name, group.people.length])).toEqual([
    ['PSA Technicians', 3],
    ['PSA Dispatch', 3],
    ['PSA Sales', 2],
    ['PSA Team 4', 2],
  ]);
  expect(steadyProfiles(4).flatMap((profile) => profile.groups)).toEqual(
    [...world.groups.values()].map((group) => group.name),
  );
});

test('several hundred names, logins of at most 15 characters, and the same world every time', () => {
  const world = createSteadyWorld({ people: 1000, groups: 3 });
  const people = [...world.people.values()];

  expect(new Set(people.map((person) => person.displayName)).size).toBe(1000);
  expect(people.filter((person) => person.login.split('@')[0]!.length > 15)).toEqual([]);
  expect(createSteadyWorld({ people: 1000, groups: 3 }).people).toEqual(world.people);
});

test('20,000 people have unique ids, logins and Member IDs', () => {
  const world = createSteadyWorld({ people: 20_000, groups: 8 });

  expect([world.people.size, world.members.size]).toEqual([20_000, 20_000]);
  expect(new Set([...world.people.values()].map((person) => person.login)).size).toBe(20_000);
});

test('work is dealt out in turn, leavers first, who have more to leave behind than tickets', () => {
  const { work, people, members } = createSteadyWorld({
    people: 5,
    groups: 1,
    members: 6,
    work: { openTickets: 7, closedTickets: 3, leavers: 2 },
  });
  const tickets = [...work.serviceTickets.byId.values()];
  const active = [...members.values()].filter((member) => !member.inactiveFlag).map((member) => member.id);
  const [first, second] = active;

  expect([...people.values()].map((person) => person.state)).toEqual([
    ...['disabled', 'disabled'],
    ...['enabled', 'enabled', 'enabled'],
  ]);
  expect(tickets.map((ticket) => [ticket.owner, ticket.closedFlag])).toEqual([
    ...[0, 1, 2, 3, 4, 0, 1].map((turn) => [active[turn], false]),
    ...[0, 1, 2].map((turn) => [active[turn], true]),
  ]);
  expect([...work.scheduleEntries.byId.values()].map((entry) => [entry.objectId, entry.member])).toEqual(
    tickets.slice(0, 7).map((ticket) => [ticket.id, ticket.owner]),
  );
  expect([...work.projects.byId.values()].map((project) => project.manager)).toEqual([first, second]);
  expect([...work.teams.byId.values()].map((team) => team.leader)).toEqual([first, second]);
});

test.each([{ leavers: 4 }, { openTickets: -1 }, { closedTickets: 0.5 }])('work of %j cannot be made', (work) => {
  expect(() => createSteadyWorld({ people: 3, groups: 1, work })).toThrow(RangeError);
});

test('nobody can own nothing but no tickets', () => {
  expect(() => createSteadyWorld({ people: 0, groups: 1, work: { openTickets: 1 } })).toThrow(RangeError);
  expect(createSteadyWorld({ people: 0, groups: 1, work: {} }).work.serviceTickets.byId.size).toBe(0);
});

test.each([
  { people: 2, groups: 1, members: 1 },
  { people: 1, groups: 0 },
  { people: -1, groups: 1 },
  { people: 1.5, groups: 1 },
])('a world of %j cannot be made', (size) => {
  expect(() => createSteadyWorld(size)).toThrow(RangeError);
});
