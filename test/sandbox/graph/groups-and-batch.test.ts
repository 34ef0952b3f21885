/** Groups by name, the groups around a person, batches, and the door of the Graph double. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld, WorldGroup, WorldPerson } from '../../../src/sandbox/world.ts';
import type { GraphAnswer, GraphCaller } from './graph-caller.ts';
import { ADVANCED, filtered, graphCaller, refusalOf, rowsOf } from './graph-caller.ts';

let world: SandboxWorld;
let ada: WorldPerson;
let inner: WorldGroup;
let outer: WorldGroup;
let quoted: WorldGroup;
let sandbox: Sandbox;
let graph: GraphCaller;

beforeEach(async () => {
  world = createEmptyWorld();
  ada = addPerson(world, { firstName: 'Ada' });
  inner = addGroup(world, { name: 'Field Engineers', people: [ada] });
  outer = addGroup(world, { name: 'PSA Technicians', groups: [inner] });
  quoted = addGroup(world, { name: "Bob's team" });
  sandbox = await startSandbox({ world });
  graph = graphCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const ids = (answer: GraphAnswer) => rowsOf(answer).map((row) => row['id']);

test.each([
  { filter: "displayName eq 'psa technicians'", found: () => [outer.id] },
  { filter: "displayName eq 'Bob''s team'", found: () => [quoted.id] },
  { filter: "displayName in ('PSA Technicians', 'Bob''s team')", found: () => [outer.id, quoted.id] },
  { filter: "displayName eq 'Field Engineers' or displayName eq 'Nobody'", found: () => [inner.id] },
])('groups with $filter are found', async ({ filter, found }) => {
  const answer = await graph.get(filtered('/groups', filter));

  expect(ids(answer)).toEqual(found());
});

test('groups are found by ids, and two of one name are both found', async () => {
  const second = addGroup(world, { name: 'PSA Technicians' });

  const byIds = await graph.get(filtered('/groups', `id in ('${inner.id}', '${outer.id.toUpperCase()}')`));
  const byName = await graph.get(filtered('/groups', "displayName eq 'PSA Technicians'"));

  expect(ids(byIds)).toEqual([inner.id, outer.id]);
  expect(ids(byName)).toEqual([outer.id, second.id]);
});

test.each([
  { id: '00000000-0000-4000-8000-000000000000', refusal: '404 Request_ResourceNotFound' },
  { id: 'PSA Technicians', refusal: '400 Request_BadRequest' },
])('the group $id is refused: $refusal', async ({ id, refusal }) => {
  const answer = await graph.get(`/groups/${encodeURIComponent(id)}`);

  expect(refusalOf(answer)).toBe(refusal);
});

test('the groups around a person: direct, nested, and cast', async () => {
  const direct = await graph.get(`/users/${ada.id}/memberOf`);
  const nested = await graph.get(`/users/${ada.id}/transitiveMemberOf?$select=id`);
  const cast = await graph.get(`/users/${ada.id}/transitiveMemberOf/microsoft.graph.group?$count=true`, ADVANCED);
  const bare = await graph.get(`/users/${ada.id}/transitiveMemberOf/microsoft.graph.group`);

  expect(ids(direct)).toEqual([inner.id]);
  expect(ids(nested)).toEqual([inner.id, outer.id]);
  expect(ids(cast)).toEqual([inner.id, outer.id]);
  expect(refusalOf(bare)).toBe('400 Request_UnsupportedQuery');
});

test('a membership check answers the asked groups that the person is in, nested ones too', async () => {
  const answer = await graph.post(`/users/${ada.id}/checkMemberGroups`, { groupIds: [quoted.id, outer.id] });

  expect(answer.body).toMatchObject({ value: [outer.id] });
});

test.each([
  { what: '21 groups', body: { groupIds: Array.from({ length: 21 }, (_unused, index) => String(index)) } },
  { what: 'no groups', body: { groupIds: [] } },
  { what: 'another shape', body: { ids: ['x'] } },
  { what: 'no JSON', body: '{' },
])('a membership check with $what is refused', async ({ body }) => {
  const answer = await graph.post(`/users/${ada.id}/checkMemberGroups`, body);

  expect(refusalOf(answer)).toBe('400 BadRequest');
});

const responsesSchema = z.object({
  responses: z.array(z.object({ id: z.string(), status: z.number(), body: z.record(z.string(), z.unknown()) })),
});

test('each request of a batch has its own status and headers, and the answers come in another order', async () => {
  const users = `/groups/${outer.id}/transitiveMembers/microsoft.graph.user?$count=true&$select=id`;
  const requests = [
    { id: '1', method: 'GET', url: `/users/${ada.id}?$select=id` },
    { id: '2', method: 'GET', url: '/users/nobody@x.example' },
    { id: '3', method: 'GET', url: users },
    { id: '4', method: 'GET', url: users, headers: ADVANCED },
    { id: '5', method: 'POST', url: `/users/${ada.id}/checkMemberGroups`, body: { groupIds: [inner.id] } },
  ];

  const { responses } = responsesSchema.parse((await graph.post('/$batch', { requests })).body);

  expect(responses.map(({ id, status }) => [id, status])).toEqual([
    ['5', 200],
    ['4', 200],
    ['3', 400],
    ['2', 404],
    ['1', 200],
  ]);
  expect(responses.find(({ id }) => id === '1')?.body['id']).toBe(ada.id);
  expect(responses.find(({ id }) => id === '4')?.body['value']).toEqual([{ id: ada.id }]);
  expect(responses.find(({ id }) => id === '5')?.body['value']).toEqual([inner.id]);
});

const part = (id: string, url = '/organization') => ({ id, method: 'GET', url });

test.each([
  { what: '21 requests', body: { requests: Array.from({ length: 21 }, (_unused, index) => part(String(index))) } },
  { what: 'no request', body: { requests: [] } },
  { what: 'one id twice', body: { requests: [part('1'), part('1')] } },
  { what: 'a whole address', body: { requests: [part('1', 'https://graph.microsoft.com/v1.0/users')] } },
  { what: 'a batch within', body: { requests: [part('1', '/$batch')] } },
])('a batch of $what is refused', async ({ body }) => {
  const answer = await graph.post('/$batch', body);

  expect(refusalOf(answer)).toBe('400 BadRequest');
});

test('a batch of 20 is answered', async () => {
  const requests = Array.from({ length: 20 }, (_unused, index) => part(String(index)));

  const { responses } = responsesSchema.parse((await graph.post('/$batch', { requests })).body);

  expect(responses.filter(({ status }) => status === 200)).toHaveLength(20);
});

test.each([
  { what: 'no token', headers: {} },
  { what: 'another token', headers: { authorization: 'Bearer other' } },
  { what: 'another scheme', headers: { authorization: 'Basic sandbox-graph-token' } },
])('$what opens nothing', async ({ headers }) => {
  const answer = await fetch(`${sandbox.urls.graph}/v1.0/organization`, { headers });

  expect(refusalOf({ status: answer.status, headers: answer.headers, body: await answer.json() })).toBe(
    '401 InvalidAuthenticationToken',
  );
});

test('an unknown path is refused as Graph does, not answered as an empty list', async () => {
  const answer = await graph.get('/teams');

  expect(refusalOf(answer)).toBe('400 BadRequest');
});
