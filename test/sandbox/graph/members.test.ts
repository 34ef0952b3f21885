/** Who the Graph double lists in a group, page by page, and what it refuses on the way. */
import { afterEach, expect, test } from 'vitest';
import type { Quirks, Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld, WorldGroup } from '../../../src/sandbox/world.ts';
import { aCrowd } from '../a-crowd.ts';
import type { GraphCaller } from './graph-caller.ts';
import { ADVANCED, allPages, graphCaller, pageOf, refusalOf, rowsOf } from './graph-caller.ts';

let sandbox: Sandbox | undefined;
afterEach(async () => {
  await sandbox?.stop();
});

async function graphOf(world: SandboxWorld, quirks: Partial<Quirks> = {}): Promise<GraphCaller> {
  sandbox = await startSandbox({ world, quirks });
  return graphCaller(sandbox);
}

const users = (group: WorldGroup) => `/groups/${group.id}/transitiveMembers/microsoft.graph.user`;
const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['id']);

test.each([
  { people: 0, query: '', pages: [0] },
  { people: 100, query: '', pages: [100] },
  { people: 101, query: '', pages: [100, 1] },
  { people: 7, query: '&$top=3', pages: [3, 3, 1] },
  { people: 1000, query: '&$top=999', pages: [999, 1] },
])('$people people with "$query" come in pages of $pages, each once', async ({ people, query, pages }) => {
  const { world, group } = aCrowd(people);
  const graph = await graphOf(world);

  const read = await allPages(graph, `${users(group)}?$count=true&$select=id${query}`);

  expect(read.map((page) => page.value.length)).toEqual(pages);
  expect(new Set(read.flatMap((page) => ids(page.value))).size).toBe(people);
});

test('the count stands on the first page only', async () => {
  const { world, group } = aCrowd(5);
  const graph = await graphOf(world);

  const read = await allPages(graph, `${users(group)}?$count=true&$top=2`);

  expect(read.map((page) => page['@odata.count'])).toEqual([5, undefined, undefined]);
});

test('a next link is absolute, keeps the query, and is refused without the header that it does not carry', async () => {
  const { world, group } = aCrowd(3);
  const graph = await graphOf(world);
  const first = pageOf(await graph.get(`${users(group)}?$count=true&$select=id,mail&$top=2`, ADVANCED));
  const next = first['@odata.nextLink'] ?? '';

  const bare = await graph.get(next);
  const whole = await graph.get(next, ADVANCED);

  expect(next.startsWith(`${sandbox?.urls.graph ?? ''}/v1.0${users(group)}?$count=true&$select=id,mail&$top=2&`)).toBe(
    true,
  );
  expect(refusalOf(bare)).toBe('400 Request_UnsupportedQuery');
  expect(rowsOf(whole)).toHaveLength(1);
});

test('the same next link may be followed twice, and the list stays as it was on page one', async () => {
  const { world, group } = aCrowd(4);
  const graph = await graphOf(world);
  const first = pageOf(await graph.get(`${users(group)}?$count=true&$top=2`, ADVANCED));
  group.people.splice(0, 2);

  const once = await graph.get(first['@odata.nextLink'] ?? '', ADVANCED);
  const again = await graph.get(first['@odata.nextLink'] ?? '', ADVANCED);

  expect(rowsOf(once)).toHaveLength(2);
  expect(ids(rowsOf(again))).toEqual(ids(rowsOf(once)));
});

test('an empty page with a next link stands in the middle when asked for', async () => {
  const { world, group } = aCrowd(5);
  const graph = await graphOf(world, { emptyMiddlePage: true });

  const read = await allPages(graph, `${users(group)}?$count=true&$top=2`);

  expect(read.map((page) => page.value.length)).toEqual([2, 0, 2, 1]);
});

test.each([
  { what: 'the cast without the header', query: '?$count=true', headers: {}, refusal: '400 Request_UnsupportedQuery' },
  { what: 'the cast without $count', query: '', headers: ADVANCED, refusal: '400 Request_UnsupportedQuery' },
  {
    what: 'another level of consistency',
    query: '?$count=true',
    headers: { ConsistencyLevel: 'session' },
    refusal: '400 Request_UnsupportedQuery',
  },
  {
    what: 'a page of 1000',
    query: '?$count=true&$top=1000',
    headers: ADVANCED,
    refusal: '400 Request_UnsupportedQuery',
  },
  { what: 'a page of 0', query: '?$count=true&$top=0', headers: ADVANCED, refusal: '400 Request_UnsupportedQuery' },
  { what: 'a misspelt property', query: '?$count=true&$select=id,eMail', headers: ADVANCED, refusal: '400 BadRequest' },
  {
    what: 'an option that is not served',
    query: '?$count=true&$orderby=id',
    headers: ADVANCED,
    refusal: '400 BadRequest',
  },
  {
    what: 'a token that was never given',
    query: '?$count=true&$skiptoken=x',
    headers: ADVANCED,
    refusal: '400 Directory_ExpiredPageToken',
  },
])('$what is refused: $refusal', async ({ query, headers, refusal }) => {
  const { world, group } = aCrowd(1);
  const graph = await graphOf(world);

  const answer = await graph.get(`${users(group)}${query}`, headers);

  expect(refusalOf(answer)).toBe(refusal);
});

test('a cast to anything but users is refused', async () => {
  const { world, group } = aCrowd(1);
  const graph = await graphOf(world);

  const answer = await graph.get(`/groups/${group.id}/transitiveMembers/microsoft.graph.device?$count=true`, ADVANCED);

  expect(refusalOf(answer)).toBe('400 Request_UnsupportedQuery');
});

test('nested groups are flattened, circles walked once, and nobody comes twice', async () => {
  const world = createEmptyWorld();
  const [ann, bob] = [addPerson(world, { firstName: 'Ann' }), addPerson(world, { firstName: 'Bob' })];
  const inner = addGroup(world, { name: 'Inner', people: [ann, bob] });
  const outer = addGroup(world, { name: 'Outer', people: [ann], groups: [inner] });
  inner.groups.push(outer.id);
  const graph = await graphOf(world);

  const transitive = rowsOf(await graph.get(`${users(outer)}?$count=true`, ADVANCED));
  const direct = rowsOf(await graph.get(`/groups/${outer.id}/members`));
  const uncast = rowsOf(await graph.get(`/groups/${outer.id}/transitiveMembers?$select=id`));

  expect(ids(transitive)).toEqual([ann.id, bob.id]);
  expect(direct.map((row) => [row['@odata.type'], row['id']])).toEqual([
    ['#microsoft.graph.user', ann.id],
    ['#microsoft.graph.group', inner.id],
  ]);
  expect(uncast.map((row) => row['@odata.type'])).toEqual([
    '#microsoft.graph.user',
    '#microsoft.graph.user',
    '#microsoft.graph.group',
  ]);
});

test('disabled people stay in the list; deleted ones vanish from it', async () => {
  const { world, group } = aCrowd(3);
  const [first, second, third] = [...world.people.values()];
  first!.state = 'disabled';
  second!.state = 'deleted';
  const graph = await graphOf(world);

  const rows = rowsOf(await graph.get(`${users(group)}?$count=true&$select=id,accountEnabled`, ADVANCED));

  expect(rows).toEqual([
    { id: first!.id, accountEnabled: false },
    { id: third!.id, accountEnabled: true },
  ]);
});

test('a stale index still lists whom the world removed, and not yet whom it added', async () => {
  const { world, group } = aCrowd(2);
  const [gone, fresh] = [...world.people.values()];
  group.people = [fresh!.id];
  const stale = [{ groupId: group.id, add: [gone!.id], remove: [fresh!.id] }];
  const graph = await graphOf(world, { staleGroupMembers: stale });

  const listed = await graph.get(`${users(group)}?$count=true`, ADVANCED);
  const asked = await graph.post(`/users/${gone!.id}/checkMemberGroups`, { groupIds: [group.id] });

  expect(ids(rowsOf(listed))).toEqual([gone!.id]);
  expect(asked.body).toMatchObject({ value: [] });
});

test('without the right to read users the list succeeds with ids and nulls', async () => {
  const { world, group } = aCrowd(1);
  world.permissions.readUsers = false;
  const graph = await graphOf(world);

  const rows = rowsOf(await graph.get(`${users(group)}?$count=true&$select=id,accountEnabled,mail`, ADVANCED));

  expect(rows).toEqual([
    { '@odata.type': '#microsoft.graph.user', id: group.people[0], accountEnabled: null, mail: null },
  ]);
});

test.each(['', '/members', '/transitiveMembers'])(
  'without the right to read groups /groups/{id}%s is forbidden',
  async (tail) => {
    const { world, group } = aCrowd(1);
    world.permissions.readGroups = false;
    const graph = await graphOf(world);

    const answer = await graph.get(`/groups/${group.id}${tail}`);

    expect(refusalOf(answer)).toBe('403 Authorization_RequestDenied');
  },
);
