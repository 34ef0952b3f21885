/** Lists of thousands remember what was found; nothing that changes may go unnoticed for that. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Sandbox } from '../../../../src/sandbox/context.ts';
import { createSteadyWorld } from '../../../../src/sandbox/msp/steady/steady-world.ts';
import { startSandbox } from '../../../../src/sandbox/start.ts';
import { statusNamed } from '../../../../src/sandbox/work/boards.ts';
import { changeRow, removeRow } from '../../../../src/sandbox/work/table.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { linksOf, PSA_HEADERS, psaCaller, rowsOf } from '../psa-caller.ts';

let sandbox: Sandbox;
let world: SandboxWorld;
beforeAll(async () => {
  world = createSteadyWorld({ people: 50, groups: 3, work: { openTickets: 2500, closedTickets: 500, leavers: 2 } });
  sandbox = await startSandbox({ world });
});
afterAll(async () => {
  await sandbox.stop();
});

const idsWhere = async (conditions: string, more = ''): Promise<readonly unknown[]> => {
  const path = `/service/tickets?pageSize=1000&fields=id&conditions=${encodeURIComponent(conditions)}${more}`;
  return rowsOf(await psaCaller(sandbox).get(path)).map((row) => row['id']);
};
const countWhere = async (conditions: string): Promise<unknown> =>
  (await psaCaller(sandbox).get(`/service/tickets/count?conditions=${encodeURIComponent(conditions)}`)).body;

test('pages of one question join without gaps and repetitions', async () => {
  const seen: unknown[] = [];
  let next: string | undefined =
    `${sandbox.urls.psa}/v4_6_release/apis/3.0/service/tickets?pageSize=1000&orderBy=id&fields=id&conditions=closedFlag%3Dfalse`;
  while (next !== undefined) {
    const answer: Response = await fetch(next, { headers: PSA_HEADERS });
    const page = { status: answer.status, headers: answer.headers, body: await answer.json() };
    seen.push(...rowsOf(page).map((row) => row['id']));
    next = linksOf(page)['next'];
  }

  expect(seen).toEqual(Array.from({ length: 2500 }, (_unused, index) => 10_001 + index));
});

test.each<[string, string, () => unknown]>([
  [
    'a ticket that is closed',
    'closedFlag=false',
    () => changeRow(world.work.serviceTickets, 10_001, { closedFlag: true }),
  ],
  [
    'a ticket that is removed',
    'id>0',
    () => {
      removeRow(world.work.serviceTickets, 10_002);
    },
  ],
  [
    'an entry that is done',
    `resources!=null`,
    () => {
      const [entry] = world.work.scheduleEntries.byId.values();
      return changeRow(world.work.scheduleEntries, entry!.id, { doneFlag: true });
    },
  ],
  [
    'a status that is renamed',
    'status/name="New"',
    () => changeRow(world.work.boardStatuses, statusNamed(world, 51, 'New').id, { name: 'Newly come' }),
  ],
])('%s is not found again where %s', async (_, conditions, change) => {
  const before = await countWhere(conditions);
  const again = await countWhere(conditions);
  change();
  const after = await countWhere(conditions);

  expect(again).toEqual(before);
  expect(after).not.toEqual(before);
});

test('a new ticket is found at once, last in the order of ids and first by date', async () => {
  const byDate = '&orderBy=_info/dateEntered%20desc';
  await idsWhere('closedFlag=false and owner/id=151');
  await idsWhere('owner/id=151', byDate);
  const { id } = addTicket(world, { owner: world.members.get(151)!, dateEntered: '2026-11-22T09:00:00Z' });

  expect((await idsWhere('closedFlag=false and owner/id=151')).at(-1)).toBe(id);
  expect((await idsWhere('owner/id=151', byDate))[0]).toBe(id);
});

test('more questions than are remembered are all answered right', async () => {
  const owners = Array.from({ length: 12 }, (_unused, index) => 155 + index);
  const ask = () => Promise.all(owners.map((id) => countWhere(`owner/id=${id}`)));

  expect(await ask()).toEqual(owners.map(() => ({ count: 60 })));
  expect(await ask()).toEqual(owners.map(() => ({ count: 60 })));
});

test.each([
  ['id=10010', [10_010]],
  ['id in (12999,10010,10010,99999)', [10_010, 12_999]],
  ['closedFlag=true and id in (12999,10010)', [12_999]],
  ['id in (10010) and id in (12999)', []],
  ['id not in (10010) and id<10012 and id>10009', [10_011]],
  ['id=10010 or id=10011', [10_010, 10_011]],
  ['id=null', []],
  ['id in (null)', []],
  ['closedBy not in (null) and id=12999', [12_999]],
])('%s finds %j', async (conditions, expected) => {
  expect(await idsWhere(conditions)).toEqual(expected);
});
