/** Every open ticket, and what asking for many costs. */
import { afterEach, expect, test } from 'vitest';
import type { OpenTicket } from '../../../../src/domain/offboarding/duty.ts';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import { addTeam } from '../../../../src/sandbox/work/boards.ts';
import { addProject } from '../../../../src/sandbox/work/projects.ts';
import { addActivity } from '../../../../src/sandbox/work/sales.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import { aPsa, stopSandboxes, worldOf } from '../a-psa.ts';
import { aBusyPsa, asking, blindIn, grant } from './a-duty-psa.ts';

afterEach(stopSandboxes);

test('every open ticket is shown once, and those that are wanted are kept', async () => {
  const { psa, world, sam, requests } = await aBusyPsa();
  const team = addTeam(world, { name: 'Night', leader: sam });
  addTicket(world, { id: 300, team });
  const shown: OpenTicket[] = [];
  const keep = (ticket: OpenTicket): boolean => {
    shown.push(ticket);
    return ticket.owner === null || ticket.list === 'project';
  };

  const reading = await psa.duties.readDuties(asking([], { tickets: 'every', keep }));

  expect(shown.map(({ id }) => id).sort()).toEqual([101, 102, 104, 105, 201, 300]);
  expect(reading).toEqual({
    tickets: shown.filter(({ id }) => [300, 201].includes(id)),
    openTickets: 6,
    entries: [],
    records: [],
    unseen: [],
    teams: [{ id: team.id, leader: sam.id }],
  });
  expect(requests().filter((request) => request.includes('usages') || request.includes('sheets'))).toEqual([]);
});

test('tickets that ended in a status are neither counted nor shown', async () => {
  const { psa, dana } = await aBusyPsa();
  const keep = ({ owner }: OpenTicket): boolean => owner?.key === dana.id;
  const closedStatuses = [{ board: '*', status: 'completed' }];

  const { tickets, openTickets } = await psa.duties.readDuties(
    asking([dana], { tickets: 'every', keep, closedStatuses }),
  );

  expect([tickets.map(({ id }) => id), openTickets]).toEqual([[101, 102, 201], 4]);
});

test('a list that may not be read is said, and the other one is still looked through', async () => {
  const { psa, world } = await aBusyPsa();
  grant(world, 'serviceTickets', 'My');

  const reading = await psa.duties.readDuties(asking([], { tickets: 'every', keep: () => true }));

  expect(blindIn(reading)).toEqual(['ticket-owner: forbidden', 'ticket-resource: forbidden']);
  expect([reading.openTickets, reading.tickets.map(({ id }) => id)]).toEqual([1, [201]]);
});

/** Twenty leavers with 5,000 open tickets and everything else. */
function aBigShop() {
  const world = worldOf(60);
  const members = [...world.members.values()];
  const [leavers, stayers] = [members.slice(0, 20), members.slice(20)];
  const project = addProject(world, { name: 'Move', manager: leavers[0]!, team: leavers });
  for (let number = 0; number < 5000; number += 1) {
    const owner = leavers[number % 20]!;
    const resources = number % 2 === 0 ? [owner, stayers[number % 40]!] : [];
    addTicket(world, { owner, resources, ...(number % 10 === 0 ? { project } : {}) });
  }
  for (let number = 0; number < 1500; number += 1) addTicket(world, { owner: stayers[number % 40]! });
  for (const leaver of leavers) addActivity(world, { name: 'Call', assignTo: leaver });
  return { world, leavers };
}

test('twenty leavers with 5,000 open tickets cost a request per 1,000 rows, 15 per run and 3 per leaver at most', async () => {
  const { world, leavers } = aBigShop();
  const { psa, requests } = await aPsa({ world });

  const { tickets, entries, records, unseen } = await psa.duties.readDuties(asking(leavers));

  const rows = tickets.length + entries.length + records.length;
  expect([tickets.length, entries.length, unseen]).toEqual([5000, 2500, []]);
  expect(requests().length).toBeLessThanOrEqual(Math.ceil(rows / 1000) + 15 + 3 * leavers.length);
});

test('one leaver who has something of every kind costs no more than that, finding the PSA and its rights included', async () => {
  const { psa, dana, requests } = await aBusyPsa();

  await psa.duties.readDuties(asking([dana]));

  expect(requests()).toContain('GET /system/mySecurity');
  expect(requests().length).toBeLessThanOrEqual(1 + 15 + 3);
});

test('looking through everything costs a page per 1,000 tickets, and little besides', async () => {
  const { world } = aBigShop();
  const { psa, requests } = await aPsa({ world });

  const { openTickets, tickets } = await psa.duties.readDuties(asking([], { tickets: 'every', keep: () => false }));

  expect([openTickets, tickets]).toEqual([6500, []]);
  expect(requests().length).toBeLessThanOrEqual(7 + 15);
});

test.each([
  ['many', 450, (number: number) => `m${number}`],
  ['long names in letters of three bytes', 300, (number: number) => `${'漢'.repeat(11)}${number}`],
])('the members may be %s: no address grows too long, and nobody is forgotten', async (_case, count, nameOf) => {
  const world = createEmptyWorld();
  const members = Array.from({ length: count }, (_, at) => addMember(world, { identifier: nameOf(at), id: at + 1000 }));
  for (const member of members) addTicket(world, { resources: [member] });
  for (const member of members) addActivity(world, { name: 'Call', assignTo: member });
  const { psa, sandbox } = await aPsa({ world });

  const { tickets, records, unseen } = await psa.duties.readDuties(asking(members));

  expect([tickets.length, records.length, unseen]).toEqual([count, count, []]);
  expect(Math.max(...sandbox.traffic.map(({ path }) => path.length))).toBeLessThan(9000);
  expect(sandbox.traffic.length).toBeLessThanOrEqual(2 * Math.ceil((3 * count) / 1000) + 15 + 3 * count);
});
