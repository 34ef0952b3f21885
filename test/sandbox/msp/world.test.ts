/** The MSP's world holds what it promises: every named case is there, and is what its name says. */
import { expect, test } from 'vitest';
import { peopleWithin } from '../../../src/sandbox/membership.ts';
import { MSP_CANARY, MSP_PROFILES, MSP_PROTECTED, MSP_SEATS } from '../../../src/sandbox/msp/profiles.ts';
import { createMspWorld, usedSeats } from '../../../src/sandbox/msp/world.ts';
import type { SandboxWorld, WorldMember, WorldPerson } from '../../../src/sandbox/world.ts';

const world = createMspWorld();

function personOf(login: string, within: SandboxWorld = world): WorldPerson {
  const person = [...within.people.values()].find((one) => one.login === `${login}@harborpine.example`);
  if (person === undefined) throw new RangeError(`Nobody has the login ${login}`);
  return person;
}

function memberOf(identifier: string, within: SandboxWorld = world): WorldMember {
  const member = [...within.members.values()].find((one) => one.identifier === identifier);
  if (member === undefined) throw new RangeError(`There is no member ${identifier}`);
  return member;
}

const hasMember = (login: string) =>
  [...world.members.values()].some((member) => member.identifier === login.slice(0, 15));

function mappedPeople(within: SandboxWorld): ReadonlySet<string> {
  const mapped = new Set(MSP_PROFILES.flatMap((profile) => profile.groups));
  const groups = [...within.groups.values()].filter((group) => mapped.has(group.name));
  return new Set(groups.flatMap((group) => peopleWithin(within, group).map((person) => person.id)));
}
const inScope = (login: string) => mappedPeople(world).has(personOf(login).id);

function addressesOf(member: WorldMember): readonly string[] {
  return ['officeEmail', 'mobileEmail', 'homeEmail', 'primaryEmail'].flatMap((field) => {
    const value = member.record[field];
    return typeof value === 'string' && value !== '' ? [value.toLowerCase()] : [];
  });
}

function holdersOf(address: string): readonly WorldPerson[] {
  return [...world.people.values()].filter((person) =>
    [person.mail, person.login, ...person.aliases].some((held) => held?.toLowerCase() === address),
  );
}

test('ids, logins and Member IDs are unique, and Member IDs fit into 15 characters', () => {
  const logins = [...world.people.values()].map((person) => person.login.toLowerCase());
  const identifiers = [...world.members.values()].map((member) => member.identifier.toLowerCase());

  expect(new Set(logins).size).toBe(logins.length);
  expect(new Set(identifiers).size).toBe(identifiers.length);
  expect(identifiers.filter((identifier) => identifier.length > 15)).toEqual([]);
});

test('it is a firm of about 40 people, the same every time, and every group lists known people and groups', () => {
  const groups = [...world.groups.values()];

  expect(world.people.size).toBeGreaterThanOrEqual(40);
  expect(world.people.size).toBeLessThanOrEqual(45);
  expect(createMspWorld()).toEqual(world);
  expect(groups.flatMap((group) => group.people).filter((id) => !world.people.has(id))).toEqual([]);
  expect(groups.flatMap((group) => group.groups).filter((id) => !world.groups.has(id))).toEqual([]);
});

test('every profile names a group and references that exist; the technicians hold the field engineers', () => {
  const names = [...world.groups.values()].map((group) => group.name);
  const technicians = [...world.groups.values()].find((group) => group.name === 'PSA Technicians');

  expect(MSP_PROFILES.flatMap((profile) => profile.groups).filter((name) => !names.includes(name))).toEqual([]);
  expect(technicians?.groups.map((id) => world.groups.get(id)?.name)).toEqual(['Field Engineers']);
  expect(inScope('hosei')).toBe(true);
});

test('all contracted F seats are taken, and the canary and the protected member are there', () => {
  expect(usedSeats(world)).toBe(MSP_SEATS.F);
  expect(inScope(MSP_CANARY.split('@')[0] ?? '')).toBe(true);
  expect(MSP_PROTECTED.map((identifier) => memberOf(identifier).inactiveFlag)).toEqual([false]);
});

test.each(['jortega', 'wxiaoming', 'mfeatherstonehaugh', 'botables'])(
  '%s is enabled, in scope and without a member',
  (login) => {
    expect(personOf(login).state).toBe('enabled');
    expect(inScope(login)).toBe(true);
    expect(hasMember(login)).toBe(false);
  },
);

test('the hard names are hard: Chinese, over 40 characters, markup with quotes, a formula', () => {
  expect(personOf('wxiaoming').firstName).toMatch(/^\p{Script=Han}+$/u);
  expect(personOf('mfeatherstonehaugh').lastName?.length).toBeGreaterThan(40);
  expect(personOf('botables').displayName).toMatch(/".*<script>.*'/);
  expect(personOf('botables').title).toMatch(/^=/);
});

test('the pending starter and the guest are in scope, without members', () => {
  const guest = personOf('nina.vogel_alderpartners.example#EXT#');

  expect([personOf('talmeida').state, guest.guest]).toEqual(['pending', true]);
  expect([inScope('talmeida'), mappedPeople(world).has(guest.id)]).toEqual([true, true]);
  expect([hasMember('talmeida'), hasMember('nina.vogel_alderpartners')]).toEqual([false, false]);
});

test.each([
  { login: 'sreyes', state: 'disabled', scope: true, sheets: 0 },
  { login: 'tmarlow', state: 'deleted', scope: false, sheets: 0 },
  { login: 'vstone', state: 'disabled', scope: true, sheets: 2 },
  { login: 'fcole', state: 'enabled', scope: false, sheets: 0 },
  { login: 'wabara', state: 'suspended', scope: true, sheets: 0 },
  { login: 'xdunn', state: 'locked', scope: true, sheets: 0 },
])('$login is $state, in scope: $scope, with an active member and $sheets open time sheets', (given) => {
  const member = memberOf(given.login);

  expect(personOf(given.login).state).toBe(given.state);
  expect(inScope(given.login)).toBe(given.scope);
  expect([member.inactiveFlag, member.openTimeSheets]).toEqual([false, given.sheets]);
  expect(holdersOf(addressesOf(member)[0] ?? '')).toEqual([personOf(given.login)]);
});

test('departures stay within the usual limit of 5 and 20 %', () => {
  const gone = [...world.people.values()].filter(
    (person) =>
      (person.state === 'disabled' || person.state === 'deleted') && hasMember(person.login.split('@')[0] ?? ''),
  );
  const active = [...world.members.values()].filter((member) => !member.inactiveFlag && member.licenseClass !== 'A');

  expect(gone).toHaveLength(3);
  expect(gone.length + 1).toBeLessThanOrEqual(Math.min(5, Math.floor(active.length / 5)));
});

test.each([
  { login: 'praman', identifier: 'pshah' },
  { login: 'egrant', identifier: 'ellieg' },
])('$login is connected with $identifier by an alias alone', ({ login, identifier }) => {
  const person = personOf(login);
  const addresses = addressesOf(memberOf(identifier));

  expect(addresses).toEqual([person.aliases[0]]);
  expect(addresses).not.toContain(person.mail);
  expect(holdersOf(addresses[0] ?? '')).toEqual([person]);
});

test.each([
  { login: 'tbecker', field: 'securityRole', person: null },
  { login: 'ydemir', field: 'title', person: 'title' },
  { login: 'ydemir', field: 'officePhone', person: 'officePhone' },
] as const)('$login has drifted in $field', ({ login, field, person }) => {
  const { record } = memberOf(login);

  if (person === null) expect(record[field]).toMatchObject({ name: 'Service Manager' });
  else expect(record[field]).not.toBe(personOf(login)[person]);
});

test('the linked member carries the id of its person', () => {
  const { id, login, mail } = personOf('hosei');

  expect(memberOf('hosei').record).toMatchObject({
    ssoSettings: { ssoUserId: id, userName: login, email: mail },
    office365: { id },
  });
});

test('the member switched off by hand belongs to someone in scope', () => {
  expect(memberOf('lortiz').inactiveFlag).toBe(true);
  expect(inScope('lortiz')).toBe(true);
});

test('doubt: two members of one person, an address of two people, a member of two people', () => {
  const jun = ['jnakamura', 'jnakamura2'].flatMap((identifier) => addressesOf(memberOf(identifier)));
  const [shared = ''] = addressesOf(memberOf('servicedesk'));
  const [first = '', second = ''] = addressesOf(memberOf('kwest'));

  expect(jun.map(holdersOf)).toEqual([[personOf('jnakamura')], [personOf('jnakamura')]]);
  expect(holdersOf(shared)).toEqual([personOf('gweiss'), personOf('hmarsh')]);
  expect([holdersOf(first), holdersOf(second)]).toEqual([[personOf('kwest')], [personOf('kwest2')]]);
});

test('the namesake has the starter’s name and nothing else of theirs', () => {
  const starter = personOf('dkim');
  const namesake = memberOf('danielk');

  expect(namesake.record).toMatchObject({ firstName: starter.firstName, lastName: starter.lastName });
  expect(addressesOf(namesake).flatMap(holdersOf)).toEqual([]);
  expect(hasMember('dkim')).toBe(false);
});

test('members that are nobody’s: three of the API, break-glass, a vendor, and two long gone', () => {
  const api = [...world.members.values()].filter((member) => member.licenseClass === 'A');

  expect(api).toHaveLength(3);
  expect(memberOf('breakglass').record).toMatchObject({ adminFlag: true, securityRole: { name: 'Administrator' } });
  expect(memberOf('cascadehvac').licenseClass).toBe('X');
  expect([memberOf('aoldham').inactiveFlag, memberOf('bnewman').inactiveFlag]).toEqual([true, true]);
  expect(
    ['breakglass', 'cascadehvac', 'aoldham'].flatMap((id) => addressesOf(memberOf(id)).flatMap(holdersOf)),
  ).toEqual([]);
});

test('people outside every mapped group have no member and need none', () => {
  expect(['oharbor', 'ppine', 'qavery'].map((login) => [inScope(login), hasMember(login)])).toEqual(
    Array(3).fill([false, false]),
  );
});

test.each([60, 61, 1000])('a generated world of %s people has exactly that many and the named cases', (people) => {
  const generated = createMspWorld({ people });

  expect(generated.people.size).toBe(people);
  expect(memberOf('pshah', generated).record).toMatchObject({ lastName: 'Shah' });
  expect(mappedPeople(generated).size).toBe(mappedPeople(world).size + people - world.people.size);
  expect(generated.members.size).toBe(world.members.size + people - world.people.size);
});

test('a generated world below 60 people is in order, in three groups', () => {
  const generated = createMspWorld({ people: 59 });

  expect([generated.people.size, generated.members.size, generated.groups.size]).toEqual([59, 59, 3]);
});
