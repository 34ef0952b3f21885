/** How the Graph double shows people, one by one, after a filter, and after they were deleted. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld, WorldPerson } from '../../../src/sandbox/world.ts';
import type { GraphCaller } from './graph-caller.ts';
import { ADVANCED, filtered, graphCaller, pageOf, refusalOf, rowsOf } from './graph-caller.ts';

let world: SandboxWorld;
let ada: WorldPerson;
let ben: WorldPerson;
let sandbox: Sandbox;
let graph: GraphCaller;

beforeEach(async () => {
  world = createEmptyWorld();
  ada = addPerson(world, {
    firstName: 'Ada',
    lastName: "O'Neil",
    login: 'aoneil@harborpine.example',
    mail: 'Ada.ONeil@harborpine.example',
    aliases: ['ada@pinecrest.example'],
    employeeNumber: '1001',
    hiredOn: '2026-01-05',
    officePhone: '503-555-0101',
  });
  ben = addPerson(world, { firstName: 'Ben', lastName: null, mail: null, guest: true });
  sandbox = await startSandbox({ world });
  graph = graphCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const logins = (rows: readonly Record<string, unknown>[]) => rows.map((row) => row['userPrincipalName']);

test('a user comes by id and by name; unasked it lacks what is not in the default set', async () => {
  const byId = await graph.get(`/users/${ada.id}`);
  const byName = await graph.get('/users/AOneil@harborpine.example');

  expect(byId.body).toMatchObject({ id: ada.id, surname: "O'Neil", businessPhones: ['503-555-0101'] });
  expect(byName.body).toEqual(byId.body);
  expect(byId.body).not.toHaveProperty('accountEnabled');
  expect(byId.body).not.toHaveProperty('proxyAddresses');
});

test('selected properties come alone, in the forms that Graph gives them', async () => {
  const select = 'accountEnabled,userType,proxyAddresses,employeeHireDate,employeeId,otherMails,signInActivity';

  const { body } = await graph.get(`/users/${ada.id}?$select=${select}`);

  expect(body).toEqual({
    '@odata.context': `${sandbox.urls.graph}/v1.0/$metadata#users/$entity`,
    accountEnabled: true,
    userType: 'Member',
    proxyAddresses: ['SMTP:Ada.ONeil@harborpine.example', 'smtp:ada@pinecrest.example'],
    employeeHireDate: '2026-01-05T00:00:00Z',
    employeeId: '1001',
    otherMails: [],
    signInActivity: null,
  });
});

test.each([
  { state: 'enabled', enabled: true },
  { state: 'suspended', enabled: true },
  { state: 'pending', enabled: true },
  { state: 'locked', enabled: true },
  { state: 'disabled', enabled: false },
] as const)('a $state person has accountEnabled $enabled', async ({ state, enabled }) => {
  ada.state = state;

  const { body } = await graph.get(`/users/${ada.id}?$select=accountEnabled`);

  expect(body).toMatchObject({ accountEnabled: enabled });
});

test.each([
  { filter: "mail eq 'ada.oneil@HARBORPINE.example'", found: ['aoneil@harborpine.example'] },
  {
    filter: "userPrincipalName in ('nobody@x.example', 'aoneil@harborpine.example')",
    found: ['aoneil@harborpine.example'],
  },
  { filter: "surname eq 'x' or mail eq 'y'", found: '400 Request_UnsupportedQuery' },
  { filter: "proxyAddresses/any(p:p eq 'SMTP:ADA@pinecrest.example')", found: ['aoneil@harborpine.example'] },
  {
    filter: "proxyAddresses/any(p:p eq 'smtp:a@b.example') or otherMails/any(o:o eq 'a@b.example')",
    found: [],
  },
  { filter: "displayName eq 'Ada O''Neil'", found: ['aoneil@harborpine.example'] },
  { filter: "displayName eq 'Ada O'Neil'", found: '400 BadRequest' },
  { filter: "mail eq null and userType eq 'Guest'", found: ['ben@harborpine.example'] },
  { filter: "(mail eq 'x' or accountEnabled eq true) and employeeId eq '1001'", found: ['aoneil@harborpine.example'] },
  { filter: "mail ne 'x'", found: '400 BadRequest' },
  { filter: "mail eq 'x' or", found: '400 BadRequest' },
  { filter: 'mail in ()', found: '400 BadRequest' },
  { filter: "mail/any(m:m eq 'x')", found: '400 Request_UnsupportedQuery' },
])('the filter $filter gives $found', async ({ filter, found }) => {
  const answer = await graph.get(`${filtered('/users', filter)}&$count=true`, ADVANCED);

  expect(answer.status === 200 ? logins(rowsOf(answer)) : refusalOf(answer)).toEqual(found);
});

test.each([
  { values: 15, status: 200 },
  { values: 16, status: 400 },
])('an in-list of $values values answers $status', async ({ values, status }) => {
  const list = Array.from({ length: values }, (_unused, index) => `'${index}'`).join(',');

  const answer = await graph.get(filtered('/users', `id in (${list})`));

  expect(answer.status).toBe(status);
});

test.each([
  { clauses: 15, status: 200 },
  { clauses: 16, status: 400 },
])('$clauses clauses joined by or answer $status', async ({ clauses, status }) => {
  const text = Array.from({ length: clauses }, (_unused, index) => `mail eq '${index}'`).join(' or ');

  const answer = await graph.get(filtered('/users', text));

  expect(answer.status).toBe(status);
});

test('a filter with a lambda needs the header, a plain one does not', async () => {
  const lambda = filtered('/users', "proxyAddresses/any(p:p eq 'smtp:ada@pinecrest.example')");

  const bare = await graph.get(lambda);
  const uncounted = await graph.get(lambda, ADVANCED);
  const plain = await graph.get(filtered('/users', `id eq '${ada.id}'`));

  expect(refusalOf(bare)).toBe('400 Request_UnsupportedQuery');
  expect(refusalOf(uncounted)).toBe('400 Request_UnsupportedQuery');
  expect(rowsOf(plain)).toHaveLength(1);
});

test('a deleted person is gone from the users and found among the deleted items, name behind the id', async () => {
  const group = addGroup(world, { name: 'Crew', people: [ada] });
  ada.state = 'deleted';

  const user = await graph.get(`/users/${ada.id}`);
  const listed = await graph.get('/users');
  const members = await graph.get(`/groups/${group.id}/members`);
  const deleted = await graph.get(`/directory/deletedItems/${ada.id}`);
  const bin = await graph.get('/directory/deletedItems/microsoft.graph.user?$select=userPrincipalName,mail&$top=999');

  expect(refusalOf(user)).toBe('404 Request_ResourceNotFound');
  expect(logins(rowsOf(listed))).toEqual([ben.login]);
  expect(rowsOf(members)).toEqual([]);
  expect(deleted.body).toMatchObject({ '@odata.type': '#microsoft.graph.user', id: ada.id });
  expect(rowsOf(bin)).toEqual([
    {
      userPrincipalName: `${ada.id.replaceAll('-', '')}aoneil@harborpine.example`,
      mail: 'Ada.ONeil@harborpine.example',
    },
  ]);
});

test('a living person is not among the deleted items', async () => {
  const answer = await graph.get(`/directory/deletedItems/${ada.id}`);

  expect(refusalOf(answer)).toBe('404 Request_ResourceNotFound');
});

test.each(['/users', '/users/x', '/directory/deletedItems/microsoft.graph.user', '/directory/deletedItems/x'])(
  'without the right to read users %s is forbidden',
  async (path) => {
    world.permissions.readUsers = false;

    const answer = await graph.get(path);

    expect(refusalOf(answer)).toBe('403 Authorization_RequestDenied');
  },
);

test('users come in pages of at most 999', async () => {
  const first = pageOf(await graph.get('/users?$top=1&$select=id'));
  const second = pageOf(await graph.get(first['@odata.nextLink'] ?? ''));
  const tooMany = await graph.get('/users?$top=1000');

  expect([...first.value, ...second.value]).toEqual([{ id: ada.id }, { id: ben.id }]);
  expect(second['@odata.nextLink']).toBeUndefined();
  expect(refusalOf(tooMany)).toBe('400 Request_UnsupportedQuery');
});

test('a manager is told as a user of that type; without one, and for nobody, the answer is one and the same refusal', async () => {
  const cy = addPerson(world, { firstName: 'Cy', managerId: ada.id });
  const dee = addPerson(world, { firstName: 'Dee', managerId: ben.id });
  ben.state = 'deleted';

  const told = await graph.get(`/users/${cy.id}/manager?$select=id,surname`);
  const refused = await Promise.all([ada, dee, ben].map(({ id }) => graph.get(`/users/${id}/manager`)));

  expect(told.body).toEqual({
    '@odata.context': `${sandbox.urls.graph}/v1.0/$metadata#directoryObjects/$entity`,
    '@odata.type': '#microsoft.graph.user',
    id: ada.id,
    surname: "O'Neil",
  });
  expect(refused.map(refusalOf)).toEqual(Array(3).fill('404 Request_ResourceNotFound'));
});
