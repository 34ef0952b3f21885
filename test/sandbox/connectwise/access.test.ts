/** Who gets in: company discovery, credentials, client id, media types, and the rights of the API member's role. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import { addTicket } from '../../../src/sandbox/work/tickets.ts';
import { newMember } from './new-member.ts';
import { PSA_HEADERS, psaCaller, rowsOf } from './psa-caller.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'dfir', id: 7 });
  addMember(world, { identifier: 'sync', id: 9, licenseClass: 'A' });
  sandbox = await startSandbox({ world });
});
afterEach(async () => {
  await sandbox.stop();
});

const basic = (text: string) => `Basic ${btoa(text)}`;
const membersAt = (codebase: string, headers: Record<string, string>) =>
  fetch(`${sandbox.urls.psa}/${codebase}/apis/3.0/system/members`, { headers });

test('company discovery needs no credentials, names the codebase, and answers null for a stranger', async () => {
  const known = await fetch(`${sandbox.urls.psa}/login/companyinfo/HarborPine`);
  const stranger = await fetch(`${sandbox.urls.psa}/login/companyinfo/nobody`);

  expect(await known.json()).toMatchObject({
    CompanyID: 'harborpine',
    Codebase: 'v4_6_release/',
    SiteUrl: new URL(sandbox.urls.psa).host,
  });
  expect([stranger.status, await stranger.json()]).toEqual([200, null]);
});

test('another codebase is not found', async () => {
  const answer = await membersAt('v2026_1', PSA_HEADERS);

  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'application/json']);
});

test.each([
  ['no credentials', { authorization: '' }],
  ['another company', { authorization: basic('other+sandboxPublicKey:sandboxPrivateKey') }],
  ['no company', { authorization: basic('sandboxPublicKey:sandboxPrivateKey') }],
  ['a wrong private key', { authorization: basic('harborpine+sandboxPublicKey:sandboxprivatekey') }],
  ['a bearer token', { authorization: 'Bearer sandboxPrivateKey' }],
])('%s is refused with 401, or with 404 as the cloud does', async (_, wrong) => {
  const plain = await membersAt('v4_6_release', { ...PSA_HEADERS, ...wrong });
  sandbox.quirks.badCredentials = 404;
  const cloud = await membersAt('v4_6_release', { ...PSA_HEADERS, ...wrong });

  expect([plain.status, cloud.status]).toEqual([401, 404]);
  expect(await plain.json()).toMatchObject({ code: 'Unauthorized' });
});

test.each([
  ['no client id', { clientId: '' }],
  ['an unregistered client id', { clientId: '00000000-0000-0000-0000-000000000000' }],
])('%s is refused with 403', async (_, wrong) => {
  const answer = await membersAt('v4_6_release', { ...PSA_HEADERS, ...wrong });

  expect(answer.status).toBe(403);
  expect(JSON.stringify(await answer.json())).toContain('clientId');
});

test.each([
  ['application/json', 200, 'application/json'],
  ['*/*', 200, 'application/json'],
  ['application/json, text/plain, */*', 200, 'application/json'],
  [
    'application/vnd.connectwise.com+json; version=2025.1',
    200,
    'application/vnd.connectwise.com+json; version=2025.16; charset=utf-8',
  ],
  ['application/vnd.connectwise.com+json', 406, 'application/json'],
  ['application/vnd.connectwise.com+json; version=latest', 406, 'application/json'],
  ['text/html', 406, 'application/json'],
])('Accept: %s answers %i as %s', async (accept, status, type) => {
  const answer = await membersAt('v4_6_release', { ...PSA_HEADERS, accept });

  expect([answer.status, answer.headers.get('content-type')]).toEqual([status, type]);
  expect(answer.headers.get('api-current-version')).toBe('2025.16');
});

test.each([
  ['readMembers', 'GET', '/system/members', 'System / Member Maintenance'],
  ['readMembers', 'GET', '/system/members/count', 'System / Member Maintenance'],
  ['readMembers', 'GET', '/system/members/7', 'System / Member Maintenance'],
  ['readMembers', 'GET', '/system/members/dfir', 'System / Member Maintenance'],
  ['readMembers', 'GET', '/system/members/7/usages', 'System / Member Maintenance'],
  ['writeMembers', 'POST', '/system/members', 'System / Member Maintenance'],
  ['writeMembers', 'PATCH', '/system/members/7', 'System / Member Maintenance'],
  ['writeMembers', 'POST', '/system/members/7/deactivate', 'System / Member Maintenance'],
  ['writeMembers', 'POST', '/system/members/7/linkSsoUser', 'System / Member Maintenance'],
  ['writeMembers', 'POST', '/system/members/7/unlinkSsoUser', 'System / Member Maintenance'],
  ['readSetup', 'GET', '/system/securityroles', 'System / Security Roles'],
  ['readSetup', 'GET', '/system/securityRoles/64/settings', 'System / Security Roles'],
  ['readSetup', 'GET', '/system/locations', 'System / My Company'],
  ['readSetup', 'GET', '/system/members/types', 'System / Table Setup'],
  ['readSetup', 'GET', '/service/boards/51', 'System / Table Setup'],
] as const)('without %s, %s %s is forbidden and names %s', async (right, method, path, module) => {
  sandbox.world.rights[right] = false;
  const psa = psaCaller(sandbox);

  const answer = method === 'GET' ? await psa.get(path) : await psa.send(method, path, newMember());

  expect(answer).toMatchObject({ status: 403, body: { code: 'Forbidden', errors: [{ resource: module }] } });
  expect(sandbox.world.members.get(7)?.inactiveFlag).toBe(false);
  expect(sandbox.world.members.size).toBe(2);
});

test.each([
  ['serviceTickets', 'GET', '/service/tickets', 'Inquire', 'Service Desk / Service Tickets'],
  ['serviceTickets', 'GET', '/service/tickets/1', 'Inquire', 'Service Desk / Service Tickets'],
  ['serviceTickets', 'POST', '/service/tickets/search', 'Inquire', 'Service Desk / Service Tickets'],
  ['serviceTickets', 'PATCH', '/service/tickets/1', 'Edit', 'Service Desk / Service Tickets'],
  ['projectTickets', 'GET', '/project/tickets/count', 'Inquire', 'Project / Project Tickets'],
  ['projectTickets', 'PATCH', '/project/tickets/1', 'Edit', 'Project / Project Tickets'],
  ['scheduling', 'GET', '/schedule/entries', 'Inquire', 'Service Desk / Resource Scheduling'],
  ['scheduling', 'POST', '/schedule/entries', 'Add', 'Service Desk / Resource Scheduling'],
  ['scheduling', 'PATCH', '/schedule/entries/1', 'Edit', 'Service Desk / Resource Scheduling'],
  ['scheduling', 'DELETE', '/schedule/entries/1', 'Delete', 'Service Desk / Resource Scheduling'],
  ['timeEntry', 'GET', '/time/sheets', 'Inquire', 'Time & Expense / Time Entry'],
  ['timeEntry', 'GET', '/time/entries', 'Inquire', 'Time & Expense / Time Entry'],
  ['expenses', 'GET', '/expense/reports', 'Inquire', 'Time & Expense / Expense Entry'],
  ['opportunities', 'PATCH', '/sales/opportunities/1', 'Edit', 'Sales / Opportunity'],
  ['activities', 'GET', '/sales/activities', 'Inquire', 'Sales / Sales Activity'],
  ['projects', 'GET', '/project/projects', 'Inquire', 'Project / Project Headers'],
  ['projectTeams', 'GET', '/project/projects/1/teamMembers', 'Inquire', 'Project / Project Teams'],
  ['companies', 'GET', '/company/companies/301/teams', 'Inquire', 'Companies / Company Maintenance'],
] as const)('without rights in %s, %s %s is forbidden: %s on %s', async (area, method, path, verb, resource) => {
  const levels = sandbox.world.rights.work[area];
  Object.assign(levels, { inquire: 'None', add: 'My', edit: 'None', delete: 'My' });
  const psa = psaCaller(sandbox);

  const answer = method === 'GET' ? await psa.get(path) : await psa.send(method, path, {});

  const message = `The security role of this API member lacks ${verb} on ${resource}`;
  expect(answer).toMatchObject({ status: 403, body: { code: 'Forbidden', errors: [{ resource, message }] } });
});

test.each([
  ['/service/boards/51/teams/1', 'System / Table Setup'],
  ['/system/workflows/1/events/1/actions/1', 'System / Table Setup'],
  ['/system/myCompany/corporateStructure/1', 'System / My Company'],
])('without writeSetup, PATCH %s is forbidden, and reading it is not', async (path, resource) => {
  sandbox.world.rights.writeSetup = false;
  const psa = psaCaller(sandbox);

  const answer = await psa.send('PATCH', path, []);

  expect(answer).toMatchObject({ status: 403, body: { errors: [{ resource, field: 'editLevel' }] } });
  expect((await psa.get('/service/teams')).status).toBe(200);
});

test('a role that may read tickets and not edit them does just that', async () => {
  sandbox.world.rights.work.serviceTickets.edit = 'None';
  const { id } = addTicket(sandbox.world);
  const psa = psaCaller(sandbox);

  const read = await psa.get(`/service/tickets/${id}`);
  const written = await psa.send('PATCH', `/service/tickets/${id}`, [
    { op: 'replace', path: 'owner', value: { id: 7 } },
  ]);

  expect([read.status, written.status]).toEqual([200, 403]);
  expect(sandbox.world.work.serviceTickets.byId.get(id)?.owner).toBeNull();
});

test('a role that may see its own records alone sees none, without a word', async () => {
  sandbox.world.rights.work.serviceTickets.inquire = 'My';
  const { id } = addTicket(sandbox.world);
  const psa = psaCaller(sandbox);

  const answers = await Promise.all(['', '/count', `/${id}`].map((path) => psa.get(`/service/tickets${path}`)));
  const row = rowsOf(await psa.get('/system/mySecurity')).find(
    (one) => one['moduleFunctionName'] === 'Service Tickets',
  );

  expect(answers.map(({ status, body }) => [status, body])).toEqual([
    [200, []],
    [200, { count: 0 }],
    [404, expect.anything()],
  ]);
  expect(row).toMatchObject({ moduleName: 'Service Desk', inquireLevel: 'My', editLevel: 'All' });
});

test('the caller can always read its own permissions, which follow its rights', async () => {
  const level = z.object({
    moduleFunctionName: z.string(),
    inquireLevel: z.string(),
    addLevel: z.string(),
    editLevel: z.string(),
  });
  const memberRow = async () => {
    const rows = rowsOf(await psaCaller(sandbox).get('/system/mySecurity')).map((row) => level.parse(row));
    return rows.find((row) => row.moduleFunctionName === 'Member Maintenance');
  };

  const granted = await memberRow();
  Object.assign(sandbox.world.rights, { readMembers: false, writeMembers: false, readSetup: false });
  const denied = await memberRow();

  expect(granted).toMatchObject({ inquireLevel: 'All', addLevel: 'All', editLevel: 'All' });
  expect(denied).toMatchObject({ inquireLevel: 'None', addLevel: 'None', editLevel: 'None' });
});

test.each(['/', '/system/member', '/system/members/7/image', '/system/tickets', '/system/members/7/8/9'])(
  'the unknown path %s answers 404 in JSON',
  async (path) => {
    const answer = await psaCaller(sandbox).get(path);

    expect(answer).toMatchObject({ status: 404, body: { code: 'NotFound' } });
  },
);
