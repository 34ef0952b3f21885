/** Holds the doubles against the API descriptions: what they take and answer has the shapes that the real systems document. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox, SandboxSystem } from '../../src/sandbox/context.ts';
import { guidOf } from '../../src/sandbox/empty-world.ts';
import { createMspWorld } from '../../src/sandbox/msp/world.ts';
import { oktaGroupId, oktaUserId } from '../../src/sandbox/okta/ids.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { WorldMember } from '../../src/sandbox/world.ts';
import { openWebhook, type Webhook } from '../support/webhook.ts';
import type { ApiDescription } from './api-description.ts';
import { descriptionsAreThere } from './api-description.ts';
import { HEADERS, loadDescriptions, ROOTS } from './described-systems.ts';
import { newMember } from './connectwise/new-member.ts';
import { UNDESCRIBED } from './description-amendments.ts';

interface Call {
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly status: number;
  readonly operation?: string;
}
const get = (path: string, status = 200, operation?: string): Call =>
  operation === undefined ? { method: 'GET', path, status } : { method: 'GET', path, status, operation };
const send = (method: string, path: string, body: unknown, status: number): Call => ({ method, path, body, status });

const world = createMspWorld();
const member = someMember((one) => !one.inactiveFlag && one.openTimeSheets === 0 && one.licenseClass === 'F');
const busy = someMember((one) => !one.inactiveFlag && one.openTimeSheets > 0);
const api = someMember((one) => one.licenseClass === 'A');
const person = first([...world.people.values()].filter((one) => one.state === 'enabled' && !one.guest));
const unmanaged = first([...world.people.values()].filter((one) => one.managerId === null && one.state === 'enabled'));
const managed = first([...world.people.values()].filter((one) => one !== person && one.state === 'enabled'));
managed.managerId = person.id;
const deleted = first([...world.people.values()].filter((one) => one.state === 'deleted'));
const group = first([...world.groups.values()].filter((one) => one.groups.length > 0));

const PSA_CALLS: readonly Call[] = [
  get('/system/members?pageSize=1000&orderBy=id'),
  get(`/system/members?conditions=${encodeURIComponent('licenseClass!="A" and securityRole/id>0')}&page=2&pageSize=5`),
  get('/system/members?fields=id,identifier,securityRole/name,_info/lastUpdated'),
  get('/system/members/count'),
  get(`/system/members/${member.id}`),
  get(`/system/members/${api.id}`),
  get(`/system/members/${encodeURIComponent(member.identifier)}`, 200, 'getSystemMembersmemberIdentifierregextypes'),
  get(`/system/members/${member.id}/usages`),
  get(`/system/members/${member.id}/usages/list`),
  send('POST', '/system/members', newMember({ officePhone: '555-0100', timeApprover: { id: member.id } }), 201),
  send('PATCH', `/system/members/${member.id}`, [{ op: 'replace', path: 'title', value: 'Lead' }], 200),
  send('PATCH', `/system/members/${member.id}`, [{ op: 'replace', path: 'workRole', value: { id: 21 } }], 200),
  send('POST', `/system/members/${member.id}/linkSsoUser`, { ssoUserId: person.id }, 200),
  send('POST', `/system/members/${member.id}/unlinkSsoUser`, undefined, 200),
  send('POST', `/system/members/${member.id}/deactivate`, { deleteOpenTimeSheetsFlag: false }, 200),
  get('/time/sheets?pageSize=1000'),
  get('/time/sheets/count'),
  ...['/system/securityroles', '/system/locations', '/system/departments', '/system/timeZoneSetups', '/time/workRoles']
    .concat(['/time/workTypes', '/system/members/types', '/system/myCompany/corporateStructureLevels'])
    .concat(['/system/membertemplates'])
    .flatMap((path) => [get(`${path}?pageSize=1000`), get(`${path}/count`)]),
  get('/system/securityroles/63'),
  get('/system/departments/10'),
  get('/service/boards?orderBy=name'),
  get('/service/boards/51'),
  get('/system/info'),
  get('/system/myMembers'),
  get('/system/mySecurity'),
  get('/system/securityRoles/63/settings'),
  get('/system/members?conditions=nothing', 400),
  get('/system/members/99999', 404),
  send('POST', '/system/members', {}, 400),
  send('PATCH', `/system/members/${busy.id}`, [{ op: 'replace', path: '/title', value: 'x' }], 400),
  send('POST', `/system/members/${busy.id}/deactivate`, {}, 400),
  send('PUT', `/system/members/${member.id}`, {}, 405),
];

const SELECT = '$select=id,displayName,givenName,surname,mail,userPrincipalName,accountEnabled,userType,proxyAddresses';
const SUBSCRIPTION = `/subscriptions/${guidOf('subscription 1')}`;
const expirationDateTime = new Date(Date.now() + 3_600_000).toISOString();
/** The address is put in when the webhook is open. */
const SUBSCRIBE = {
  changeType: 'updated,deleted',
  notificationUrl: '{webhook}',
  lifecycleNotificationUrl: '{webhook}',
  resource: 'users',
  expirationDateTime,
  clientState: 'a secret of the sandbox',
};
const GRAPH_CALLS: readonly Call[] = [
  send('POST', '/subscriptions', SUBSCRIBE, 201),
  get('/subscriptions'),
  get(SUBSCRIPTION),
  send('PATCH', SUBSCRIPTION, { expirationDateTime }, 200),
  send('POST', '/subscriptions', SUBSCRIBE, 409),
  send('POST', '/subscriptions', {}, 400),
  send('DELETE', SUBSCRIPTION, undefined, 204),
  send('DELETE', SUBSCRIPTION, undefined, 404),
  get('/users?$top=5'),
  get(`/users?${SELECT}&$top=999&$count=true`),
  get(`/users/${person.id}`),
  get(`/users/${person.id}?${SELECT}`),
  get(`/users/${person.id}/memberOf`),
  get(`/users/${managed.id}/manager`),
  get(`/users/${managed.id}/manager?$select=id`),
  get(`/users/${unmanaged.id}/manager`, 404),
  get(`/users/${person.id}/transitiveMemberOf`),
  get('/groups'),
  get(`/groups/${group.id}`),
  get(`/groups/${group.id}?$select=id,displayName`),
  get(`/groups/${deleted.id}?$select=id,displayName`, 404),
  get(`/groups/${group.id}/members`),
  get(`/groups/${group.id}/transitiveMembers`),
  get(`/groups/${group.id}/members/microsoft.graph.user?${SELECT}&$count=true`),
  get(`/groups/${group.id}/transitiveMembers/microsoft.graph.user?${SELECT}&$top=2&$count=true`),
  get('/directory/deletedItems/microsoft.graph.user'),
  get(`/directory/deletedItems/${deleted.id}`),
  get(`/users/${deleted.id}`, 404),
  get('/users?$select=shoeSize', 400),
  get('/groups/nonsense', 400),
];

const OKTA_CALLS: readonly Call[] = [
  get('/api/v1/users?limit=5'),
  get(`/api/v1/users?search=${encodeURIComponent('status eq "DEPROVISIONED"')}`),
  get(`/api/v1/users/${oktaUserId(person.id)}`),
  get(`/api/v1/users/${oktaUserId(managed.id)}`),
  get(`/api/v1/users/${oktaUserId(person.id)}/groups`),
  get(`/api/v1/users/${oktaUserId(deleted.id)}`, 404),
  get('/api/v1/groups?limit=5'),
  get('/api/v1/groups?expand=stats'),
  get(`/api/v1/groups/${oktaGroupId(group.id)}`),
  get(`/api/v1/groups/${oktaGroupId(group.id)}/users?limit=2`),
  get('/api/v1/groups/00gnothing', 404),
  get('/api/v1/logs'),
  get('/api/v1/logs?since=2026-01-01T00:00:00Z&until=2999-01-01T00:00:00Z&sortOrder=ASCENDING&limit=1000'),
  get(`/api/v1/logs?limit=1&sortOrder=DESCENDING&filter=${encodeURIComponent('eventType eq "group.profile.update"')}`),
  get('/api/v1/logs?since=yesterday', 400),
];

const title = 'the doubles fit the API descriptions';
const skipped = `${title} (skipped: the descriptions are not beside this checkout)`;
describe.skipIf(!descriptionsAreThere)(descriptionsAreThere ? title : skipped, () => {
  let sandbox: Sandbox;
  let webhook: Webhook;
  let descriptions: Readonly<Record<SandboxSystem, ApiDescription>>;
  beforeAll(async () => {
    sandbox = await startSandbox({ world });
    webhook = await openWebhook();
    descriptions = await loadDescriptions();
    await sandbox.okta.publish({ type: 'group.user_membership.add', person, group });
    await sandbox.okta.publish({ type: 'group.profile.update', group });
  });
  afterAll(async () => {
    await webhook[Symbol.asyncDispose]();
    await sandbox.stop();
  });

  async function exchange(system: SandboxSystem, call: Call) {
    const { method, path } = call;
    const text = call.body === undefined ? undefined : JSON.stringify(call.body).replaceAll('{webhook}', webhook.url);
    const body: unknown = text === undefined ? undefined : JSON.parse(text);
    const headers: Record<string, string> = {
      ...HEADERS[system],
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const answer = await fetch(`${sandbox.urls[system]}${ROOTS[system]}${path}`, {
      method,
      headers,
      ...(text === undefined ? {} : { body: text }),
    });
    const answerText = await answer.text();
    const answered: unknown = answerText === '' ? null : JSON.parse(answerText);
    return { ...call, requestBody: body, requestHeaders: headers, status: answer.status, answer: answered };
  }

  test.each([
    ...PSA_CALLS.map((call) => ({ system: 'psa' as const, ...call })),
    ...GRAPH_CALLS.map((call) => ({ system: 'graph' as const, ...call })),
    ...OKTA_CALLS.map((call) => ({ system: 'okta' as const, ...call })),
  ])('$system answers $method $path with $status in the documented shape', async ({ system, ...call }) => {
    const made = await exchange(system, call);

    expect(made.status).toBe(call.status);
    expect(descriptions[system].problemsOf(made)).toEqual([]);
  });

  test.each(UNDESCRIBED)('%s serves %s, which has no description: %s', async (system, path) => {
    const made = await exchange(system, get(path));

    expect(made.status).toBe(200);
    expect(descriptions[system].problemsOf(made)).not.toEqual([]);
  });

  test.each<[string, SandboxSystem, Call, (answer: unknown) => unknown]>([
    ['an unknown query parameter', 'psa', get('/system/members/count?pagesize=5'), (answer) => answer],
    ['a field of the wrong type', 'psa', get('/system/members/count'), () => ({ count: '40' })],
    ['a field that nobody documented', 'psa', get('/system/members/count'), () => ({ count: 40, total: 40 })],
    ['a refusal without its shape', 'psa', get('/system/members/99999', 404), () => ({ code: 404 })],
    ['an undocumented property', 'graph', get('/users'), () => ({ value: [{ id: '1', shoeSize: 44 }] })],
    ['a misspelt selection', 'graph', get('/users?$select=ID', 400), () => ({ value: [{ id: 1 }] })],
    ['an event whose type is no text', 'okta', get('/api/v1/logs'), () => [{ uuid: 'u', eventType: 7 }]],
    ['a status that is none', 'okta', get('/api/v1/users?limit=1'), () => [{ id: 'x', status: 'GONE' }]],
  ])('the check itself notices %s', async (_, system, call, spoil) => {
    const made = await exchange(system, call);

    expect(descriptions[system].problemsOf({ ...made, answer: spoil(made.answer) })).not.toEqual([]);
  });
});

function someMember(suits: (member: WorldMember) => boolean): WorldMember {
  return first([...world.members.values()].filter(suits));
}

function first<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined) throw new RangeError('The world holds nobody like that');
  return one;
}
