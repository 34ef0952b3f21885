/** Holds the PSA's work against its API description: what the double takes and answers there has the documented shapes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/context.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { ApiDescription } from './api-description.ts';
import { descriptionsAreThere, loadDescription } from './api-description.ts';
import { PSA_HEADERS, psaCaller, rowsOf } from './connectwise/psa-caller.ts';
import { createBusyWorld } from './connectwise/work/busy-world.ts';
import { amendPsa } from './description-amendments.ts';

const LISTS = [
  ...['/service/tickets', '/project/tickets', '/schedule/entries', '/schedule/types', '/schedule/statuses'],
  ...['/time/sheets', '/time/entries', '/expense/reports', '/service/teams', '/system/workflows'],
  ...['/service/boards/51/statuses', '/service/boards/51/teams', '/project/boards/53/teams'],
  ...['/service/boards/51/statuses/5105/notifications', '/system/workflows/2201/events'],
  ...['/system/workflows/2201/events/2301/actions', '/sales/opportunities', '/sales/opportunities/statuses'],
  ...['/sales/activities', '/sales/activities/statuses', '/project/projects', '/project/projects/2701/teamMembers'],
  ...['/system/myCompany/corporateStructure', '/system/departments/10/locations', '/company/companies/303/teams'],
];
const WITHOUT_COUNT = ['/system/workflows/events', '/system/workflows/events/actions'];

const reference = (path: string) => ({ op: 'replace', path, value: { id: 8 } });
const owner = reference('owner');
const NEW_TICKET = {
  summary: 'Something',
  board: { id: 51 },
  company: { id: 301 },
  status: { id: 5101 },
  priority: { id: 5 },
  type: { id: 1401 },
  externalXRef: 'other:1',
  initialInternalAnalysis: 'For us.',
  allowAllClientsPortalView: false,
  automaticEmailContactFlag: false,
  automaticEmailResourceFlag: false,
  automaticEmailCcFlag: false,
  processNotifications: false,
};

const title = 'the PSA’s work fits the API description';
const skipped = `${title} (skipped: the descriptions are not beside this checkout)`;
describe.skipIf(!descriptionsAreThere)(descriptionsAreThere ? title : skipped, () => {
  let sandbox: Sandbox;
  let description: ApiDescription;
  beforeAll(async () => {
    sandbox = await startSandbox({ world: createBusyWorld().world });
    description = await loadDescription('connectwise-openapi-subset.json', amendPsa);
  });
  afterAll(async () => {
    await sandbox.stop();
  });

  async function problemsOf(method: string, path: string, body?: unknown) {
    const psa = psaCaller(sandbox);
    const { status, body: answer } = method === 'GET' ? await psa.get(path) : await psa.send(method, path, body);
    const requestHeaders = { ...PSA_HEADERS, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    return {
      status,
      problems: description.problemsOf({ method, path, requestBody: body, requestHeaders, status, answer }),
    };
  }

  test.each(LISTS)('%s: its list, its count and its first record', async (path) => {
    const [first] = rowsOf(await psaCaller(sandbox).get(path));
    const query = `pageSize=1000&orderBy=id&conditions=${encodeURIComponent('id>0')}`;

    const answers = [
      await problemsOf('GET', `${path}?${query}`),
      await problemsOf('GET', `${path}/count?conditions=${encodeURIComponent('id>0')}`),
      await problemsOf('GET', `${path}/${String(first?.['id'])}`),
    ];

    expect(answers).toEqual(Array(3).fill({ status: 200, problems: [] }));
  });

  test.each([...WITHOUT_COUNT, '/system/members/7/usages', '/system/members/7/usages/list'])('%s', async (path) => {
    expect(await problemsOf('GET', `${path}?pageSize=100`)).toEqual({ status: 200, problems: [] });
  });

  test.each<[string, string, unknown, number]>([
    ['POST', '/service/tickets/search?page=1&pageSize=5&fields=id', { conditions: 'id>0', orderBy: 'id' }, 201],
    ['POST', '/project/tickets/search', { conditions: 'id>0' }, 201],
    ['PATCH', '/service/tickets/101', [owner, { op: 'replace', path: 'processNotifications', value: false }], 200],
    ['PATCH', '/service/tickets/101', [{ op: 'replace', path: 'externalXRef', value: 'other:1' }], 200],
    ['POST', '/service/tickets', NEW_TICKET, 201],
    ['POST', '/service/tickets', { ...NEW_TICKET, company: { id: 9 } }, 400],
    ['POST', '/service/tickets/101/notes', { text: 'Seen.', internalAnalysisFlag: true }, 201],
    ['GET', '/service/tickets/101/notes?pageSize=100&fields=id,text', undefined, 200],
    ['PATCH', '/project/tickets/201', [owner], 200],
    ['POST', '/schedule/entries', { objectId: 101, member: { id: 8 }, type: { id: 4 }, notifyResource: false }, 201],
    ['PATCH', '/schedule/entries/60002', [{ op: 'replace', path: 'doneFlag', value: true }], 200],
    ['DELETE', '/schedule/entries/60003', undefined, 204],
    ['DELETE', '/schedule/entries/60004/0', undefined, 204],
    ['PATCH', '/sales/opportunities/2501', [reference('primarySalesRep')], 200],
    ['PATCH', '/sales/activities/2601', [reference('assignTo')], 200],
    ['PATCH', '/project/projects/2701', [reference('manager')], 200],
    ['PATCH', '/company/companies/303/teams/3001', [reference('member')], 200],
    ['PATCH', '/service/boards/51/teams/1201', [reference('teamLeader')], 200],
    ['PATCH', '/service/boards/51/statuses/5105/notifications/1101', [reference('member')], 200],
    ['PATCH', '/system/workflows/2201/events/2301/actions/2401', [reference('specificMemberTo')], 200],
    ['PATCH', '/system/myCompany/corporateStructure/1', [reference('president')], 200],
    ['PATCH', '/system/departments/10/locations/2901', [reference('dispatch')], 200],
    ['DELETE', '/system/members/8/unusedTimeSheets', undefined, 204],
    ['POST', '/schedule/entries', { objectId: 101, member: { id: 8 }, type: { id: 3 } }, 400],
    ['PATCH', '/service/tickets/101', [reference('boss')], 400],
    [
      'POST',
      '/system/members/7/deactivate',
      { companyTeam: [{ id: 301, count: 0, reAssignToMember: { id: 8 } }] },
      400,
    ],
    ['POST', '/system/members/7/deactivate', { knowledgeBaseArticle: { reAssignToMember: { id: 8 } } }, 200],
  ])('%s %s', async (method, path, body, status) => {
    expect(await problemsOf(method, path, body)).toEqual({ status, problems: [] });
  });
});
