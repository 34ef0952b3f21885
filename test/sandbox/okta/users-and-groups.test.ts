/** Who the Okta double lists, finds and shows, and what it refuses on the way. */
import { afterEach, expect, test } from 'vitest';
import type { Quirks, Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { oktaGroupId, oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld, WorldGroup } from '../../../src/sandbox/world.ts';
import { aCrowd } from '../a-crowd.ts';
import type { OktaAnswer, OktaCaller } from './okta-caller.ts';
import { allPages, asking, linksOf, oktaCaller, profilesOf, refusalOf, rowsOf } from './okta-caller.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.stop();
});

async function oktaOf(world: SandboxWorld, quirks: Partial<Quirks> = {}, now?: () => Date): Promise<OktaCaller> {
  sandbox = await startSandbox({ world, quirks, ...(now === undefined ? {} : { now }) });
  return oktaCaller(sandbox);
}

const members = (group: WorldGroup) => `/groups/${oktaGroupId(group.id)}/users`;
const ids = (answer: OktaAnswer) => rowsOf(answer).map((row) => row['id']);

test.each([
  { people: 0, query: '', quirks: {}, pages: [0] },
  { people: 1001, query: '', quirks: {}, pages: [1000, 1] },
  { people: 5, query: '?limit=2', quirks: {}, pages: [2, 2, 1] },
  { people: 4, query: '?limit=2', quirks: {}, pages: [2, 2] },
  { people: 5, query: '?limit=200', quirks: { oktaMaxPage: 3 }, pages: [3, 2] },
  { people: 5, query: '?limit=2', quirks: { emptyMiddlePage: true }, pages: [2, 0, 2, 1] },
])('$people people with "$query" and $quirks come in pages of $pages, each once', async (given) => {
  const { world, group } = aCrowd(given.people);
  const okta = await oktaOf(world, given.quirks);

  const pages = await allPages(okta, `${members(group)}${given.query}`);

  expect(pages.map((page) => rowsOf(page).length)).toEqual(given.pages);
  expect(new Set(pages.flatMap(ids)).size).toBe(given.people);
});

test('links are absolute on the double itself; the last page has only self', async () => {
  const { world, group } = aCrowd(3);
  const okta = await oktaOf(world);

  const [first, last] = await allPages(okta, `${members(group)}?limit=2`);

  const base = `${sandbox?.urls.okta ?? ''}/api/v1${members(group)}?`;
  expect(linksOf(first!)['self']).toBe(`${base}limit=2`);
  expect(linksOf(first!)['next']?.startsWith(base)).toBe(true);
  expect(Object.keys(linksOf(last!))).toEqual(['self']);
});

test.each(['?limit=0', '?limit=x', '?after=made-up', '?filter=x'])('the member list refuses "%s"', async (query) => {
  const { world, group } = aCrowd(1);
  const okta = await oktaOf(world);

  const answer = await okta(`${members(group)}${query}`);

  expect(refusalOf(answer)).toBe('400 E0000001');
});

test.each([
  { state: 'enabled', status: 'ACTIVE' },
  { state: 'disabled', status: 'DEPROVISIONED' },
  { state: 'suspended', status: 'SUSPENDED' },
  { state: 'pending', status: 'STAGED' },
  { state: 'locked', status: 'LOCKED_OUT' },
] as const)('a $state person stays in the group with status $status', async ({ state, status }) => {
  const { world, group } = aCrowd(1);
  world.people.get(group.people[0]!)!.state = state;
  const okta = await oktaOf(world);

  const listed = await okta(members(group));

  expect(rowsOf(listed)).toMatchObject([{ id: oktaUserId(group.people[0]!), status }]);
});

test('a deleted person is in no list and answers 404', async () => {
  const { world, group } = aCrowd(1);
  const person = world.people.get(group.people[0]!)!;
  person.state = 'deleted';
  const okta = await oktaOf(world);

  const listed = await okta(members(group));
  const searched = await okta(asking('search', `profile.login eq "${person.login}"`));
  const asked = await okta(`/users/${oktaUserId(person.id)}`);

  expect([rowsOf(listed), rowsOf(searched)]).toEqual([[], []]);
  expect(refusalOf(asked)).toBe('404 E0000007');
});

test('nested groups are flattened, and count among the groups of a person', async () => {
  const { world, group } = aCrowd(1);
  const outer = addGroup(world, { name: 'Outer', groups: [group] });
  const okta = await oktaOf(world);

  const listed = await okta(members(outer));
  const around = await okta(`/users/${oktaUserId(group.people[0]!)}/groups`);

  expect(ids(listed)).toEqual([oktaUserId(group.people[0]!)]);
  expect(ids(around)).toEqual([oktaGroupId(group.id), oktaGroupId(outer.id)]);
});

function filing(): SandboxWorld {
  const world = createEmptyWorld();
  addPerson(world, {
    firstName: 'Ada',
    lastName: 'Hill',
    mail: 'Ada@x.example',
    aliases: ['ah@x.example', 'no@x.example'],
  });
  addPerson(world, { firstName: 'Ben', lastName: null, login: 'b"en@x.example', state: 'disabled' });
  addPerson(world, { firstName: 'Cy', lastName: 'Orr', mail: null });
  return world;
}

test.each([
  { kind: 'filter', text: 'profile.email eq "Ada@x.example"', found: ['Ada'] },
  { kind: 'filter', text: 'profile.email eq "ada@x.example"', found: [] },
  { kind: 'search', text: 'profile.email EQ "ADA@x.example"', found: ['Ada'] },
  { kind: 'search', text: 'profile.secondEmail eq "ah@x.example"', found: ['Ada'] },
  { kind: 'search', text: 'profile.secondEmail eq "no@x.example"', found: [] },
  { kind: 'filter', text: 'profile.secondEmail eq "ah@x.example"', found: '400 E0000031' },
  { kind: 'search', text: 'profile.login eq "b\\"en@x.example"', found: ['Ben'] },
  { kind: 'filter', text: 'status eq "DEPROVISIONED" or profile.firstName eq "Cy"', found: ['Ben', 'Cy'] },
  { kind: 'filter', text: 'status eq "ACTIVE" and (profile.lastName eq "Orr" or id eq "x")', found: ['Cy'] },
  { kind: 'search', text: 'profile.email eq "cy.orr@harborpine.example"', found: ['Cy'] },
  { kind: 'search', text: 'Profile.email eq "x"', found: '400 E0000031' },
  { kind: 'search', text: 'profile.email sw "Ada"', found: '400 E0000031' },
  { kind: 'search', text: 'profile.email eq Ada', found: '400 E0000031' },
  { kind: 'search', text: 'profile.email eq "x" or', found: '400 E0000031' },
  { kind: 'search', text: 'profile.email eq "x" "y"', found: '400 E0000031' },
] as const)('$kind=$text gives $found', async ({ kind, text, found }) => {
  const okta = await oktaOf(filing());

  const answer = await okta(asking(kind, text));

  const names = () => profilesOf(answer).map((profile) => profile['firstName']);
  expect(answer.status === 200 ? names() : refusalOf(answer)).toEqual(found);
});

test('without a filter deactivated users are left out; a query finds beginnings', async () => {
  const okta = await oktaOf(filing());

  const everyone = await okta('/users');
  const query = await okta('/users?q=ad');
  const both = await okta('/users?q=ad&search=x');

  expect(rowsOf(everyone).map((row) => row['status'])).toEqual(['ACTIVE', 'ACTIVE']);
  expect(rowsOf(query)).toHaveLength(1);
  expect(refusalOf(both)).toBe('400 E0000001');
});

test('a user comes by id, by login and by the part before the @', async () => {
  const world = filing();
  const cy = [...world.people.values()][2]!;
  const okta = await oktaOf(world);

  const answers = await Promise.all(
    [oktaUserId(cy.id), cy.login.toUpperCase(), 'cy.orr'].map((key) => okta(`/users/${key}`)),
  );

  expect(answers.map(({ body }) => body)).toMatchObject(
    Array(3).fill({ id: oktaUserId(cy.id), profile: { email: cy.login } }),
  );
});

test('names may be null', async () => {
  const world = createEmptyWorld();
  const person = addPerson(world, { firstName: null, lastName: null, login: 'svc@x.example' });
  const okta = await oktaOf(world);

  const { body } = await okta(`/users/${oktaUserId(person.id)}`);

  expect(body).toMatchObject({ profile: { firstName: null, lastName: null, displayName: 'svc@x.example' } });
});

test.each([
  { query: 'q=psa', found: ['PSA Technicians', 'PSA "Sales"'] },
  { query: `search=${encodeURIComponent('profile.name eq "psa technicians"')}`, found: ['PSA Technicians'] },
  { query: `search=${encodeURIComponent('profile.name eq "PSA \\"Sales\\""')}`, found: ['PSA "Sales"'] },
  { query: `filter=${encodeURIComponent('type eq "OKTA_GROUP"')}`, found: ['PSA Technicians', 'PSA "Sales"', 'Other'] },
  { query: `filter=${encodeURIComponent('profile.name eq "Other"')}`, found: '400 E0000031' },
  { query: 'limit=10001', found: '400 E0000001' },
])('groups by $query: $found', async ({ query, found }) => {
  const { world } = aCrowd(0);
  addGroup(world, { name: 'PSA "Sales"' });
  addGroup(world, { name: 'Other' });
  const okta = await oktaOf(world);

  const answer = await okta(`/groups?${query}`);

  const names = () => profilesOf(answer).map((profile) => profile['name']);
  expect(answer.status === 200 ? names() : refusalOf(answer)).toEqual(found);
});

test('a group shows its name, and how many are in it when asked', async () => {
  const { world, group } = aCrowd(2);
  const okta = await oktaOf(world);

  const one = await okta(`/groups/${oktaGroupId(group.id)}`);
  const counted = await okta('/groups?expand=stats');
  const none = await okta('/groups/00gnobody000000000000');

  expect(one.body).toMatchObject({ type: 'OKTA_GROUP', profile: { name: 'PSA Technicians' } });
  expect(rowsOf(counted)).toMatchObject([{ _embedded: { stats: { usersCount: 2 } } }]);
  expect(refusalOf(none)).toBe('404 E0000007');
});

test('every answer tells the limit, what is left, when it resets, and the time', async () => {
  const { world } = aCrowd(0);
  const okta = await oktaOf(world, {}, () => new Date('2026-11-23T10:00:15Z'));

  await okta('/users');
  const { headers } = await okta('/users', 'SSWS wrong');

  expect(Number(headers.get('x-rate-limit-limit')) - Number(headers.get('x-rate-limit-remaining'))).toBe(2);
  expect(Number(headers.get('x-rate-limit-reset'))).toBe(Date.parse('2026-11-23T10:01:00Z') / 1000);
  expect(headers.get('date')).toBe('Mon, 23 Nov 2026 10:00:15 GMT');
});
