/** What the PSA says a member is used by. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { type PsaCaller, psaCaller, rowsOf } from '../psa-caller.ts';
import { createBusyWorld } from './busy-world.ts';

let sandbox: Sandbox;
let psa: PsaCaller;
beforeEach(async () => {
  sandbox = await startSandbox({ world: createBusyWorld().world });
  psa = psaCaller(sandbox);
});
afterEach(async () => {
  await sandbox.stop();
});

test('usages count what is open by kind, kinds that nobody expects among them', async () => {
  const counts = rowsOf(await psa.get('/system/members/7/usages?pageSize=100'));

  expect(Object.fromEntries(counts.map((row) => [row['type'], row['count']]))).toEqual({
    'Service Ticket': 3,
    'Project Ticket': 1,
    'Schedule Entry': 5,
    'Expense Report': 1,
    Activity: 1,
    'Project Manager': 1,
    'Project Time Approver': 1,
    'Project Team Member': 1,
    Opportunity: 1,
    'Service Team': 1,
    'Workflow Action': 1,
    'Workflow Action Sender': 1,
    'Reports To': 1,
    'Time Approver': 1,
    'My Company dispatcher': 1,
    'Department dispatch': 1,
    'Company Team': 1,
    'Service Status Workflow': 1,
    knowledgeBaseArticle: 1,
    'Survey Recipient': 1,
  });
});

test('the list names each record with its kind', async () => {
  const path = `/system/members/7/usages/list?pageSize=100&conditions=${encodeURIComponent('id=101')}`;

  expect(rowsOf(await psa.get(path))).toEqual([
    { type: 'Service Ticket', typeKey: 'ServiceTicket', id: 101, description: 'Printer is offline' },
  ]);
});

test('the list has pages like every other', async () => {
  const first = await psa.get('/system/members/7/usages/list?pageSize=20');
  const second = await psa.get('/system/members/7/usages/list?pageSize=20&page=2');

  expect([rowsOf(first).length, rowsOf(second).length]).toEqual([20, 6]);
});

test('a member with nothing to do has no usages; nobody has none to be found', async () => {
  const idle = await psa.get('/system/members/9/usages');
  const nobody = await psa.get('/system/members/99/usages/list');

  expect([idle.body, nobody.status]).toEqual([[], 404]);
});
