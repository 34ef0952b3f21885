/** PATCH of everything else that names a member who is in charge. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { errorsOf, type PsaCaller, psaCaller, recordOf, replace } from '../psa-caller.ts';
import { createBusyWorld, SAM } from './busy-world.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ world: createBusyWorld().world });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

const FIELDS = [
  ['/sales/opportunities/2501', 'primarySalesRep'],
  ['/sales/opportunities/2501', 'secondarySalesRep'],
  ['/sales/activities/2601', 'assignTo'],
  ['/project/projects/2701', 'manager'],
  ['/project/projects/2701', 'timeApprover'],
  ['/project/projects/2701', 'expenseApprover'],
  ['/company/companies/303/teams/3001', 'member'],
  ['/service/boards/51/teams/1201', 'teamLeader'],
  ['/service/boards/51/statuses/5105/notifications/1101', 'member'],
  ['/system/workflows/2201/events/2301/actions/2401', 'specificMemberTo'],
  ['/system/workflows/2202/events/2302/actions/2402', 'specificMemberFrom'],
  ['/system/myCompany/corporateStructure/1', 'dispatcher'],
  ['/system/departments/10/locations/2901', 'dispatch'],
] as const;

test.each(FIELDS)('%s takes a whole reference as %s, and refuses an inactive or unknown one', async (path, field) => {
  const answer = await psa.send('PATCH', path, [replace(field, { id: 8 })]);
  const refused = await Promise.all(
    [{ id: 9 }, { id: 99 }, 8].map((value) => psa.send('PATCH', path, [replace(field, value)])),
  );
  const read = await psa.get(path);

  expect([answer.status, recordOf(answer)[field]]).toEqual([200, SAM]);
  expect(refused.map(errorsOf)).toEqual([[[field, 'Inactive']], [[field, 'NotFound']], [[field, 'InvalidValue']]]);
  expect(recordOf(read)[field]).toEqual(SAM);
});

test.each([
  ['/sales/opportunities/2501', 'primarySalesRep', 400],
  ['/sales/opportunities/2501', 'secondarySalesRep', 200],
  ['/sales/activities/2601', 'assignTo', 400],
  ['/project/projects/2701', 'manager', 200],
  ['/service/boards/51/teams/1201', 'teamLeader', 400],
  ['/system/workflows/2201/events/2301/actions/2401', 'specificMemberTo', 200],
  ['/system/myCompany/corporateStructure/1', 'dispatcher', 200],
])('%s without %s answers %i', async (path, field, status) => {
  const answer = await psa.send('PATCH', path, [{ op: 'remove', path: field }]);

  expect(answer.status).toBe(status);
});

test.each([
  '/service/boards/52/teams/1201',
  '/system/workflows/2201/events/2302/actions/2401',
  '/company/companies/301/teams/3001',
  '/sales/opportunities/9999',
])('%s is not found', async (path) => {
  expect((await psa.send('PATCH', path, [replace('member', { id: 8 })])).status).toBe(404);
});
