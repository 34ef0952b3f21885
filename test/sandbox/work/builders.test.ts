/** The builders of the PSA's work fill in what is usual, and throw on what could not be. */
import { expect, test } from 'vitest';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { addBoard, addCompany, addProjectBoardTeam, addTeam, statusNamed } from '../../../src/sandbox/work/boards.ts';
import { addDepartmentLocation, setCompanyRole } from '../../../src/sandbox/work/offices.ts';
import { addProject, addProjectTeamMember } from '../../../src/sandbox/work/projects.ts';
import { addOpportunity } from '../../../src/sandbox/work/sales.ts';
import { addScheduleEntry } from '../../../src/sandbox/work/schedule.ts';
import { addRow, changeRow, createTable, removeRow } from '../../../src/sandbox/work/table.ts';
import { addTicket } from '../../../src/sandbox/work/tickets.ts';
import { addTimeEntry, addTimeSheet } from '../../../src/sandbox/work/time.ts';

function stage() {
  const world = createEmptyWorld();
  return { world, member: addMember(world, { identifier: 'dfir', id: 7 }) };
}
const stranger = () => addMember(createEmptyWorld(), { identifier: 'stranger', id: 7 });

test('a ticket is new, normal, open, on the first board and for the first customer; nobody’s, unless somebody is named', () => {
  const { world, member } = stage();

  const ticket = addTicket(world);
  const owned = addTicket(world, { owner: member });

  expect(ticket).toMatchObject({
    id: 10_001,
    kind: 'service',
    board: 51,
    status: 5101,
    company: 301,
    owner: null,
    closedFlag: false,
    closedDate: null,
  });
  expect(owned).toMatchObject({ id: 10_002, owner: 7 });
  expect(world.work.scheduleEntries.byId.size).toBe(0);
});

test('the closed flag follows the status unless it is said', () => {
  const { world } = stage();
  const flags = [{ status: 'Closed' }, { status: 'Completed' }, { status: 'Completed', closedFlag: true }];

  expect(flags.map((input) => addTicket(world, input).closedFlag)).toEqual([true, false, true]);
});

test('service and project tickets never share an id', () => {
  const { world } = stage();
  const project = addProject(world, { name: 'Move' });
  addTicket(world, { id: 500_000, project });

  expect(addTicket(world).id).toBe(500_001);
  expect(() => addTicket(world, { id: 500_000 })).toThrow(RangeError);
});

test('a new board has the usual statuses, and a new customer a short name', () => {
  const { world } = stage();

  const board = addBoard(world, { name: 'Alerts', projects: true });
  const company = addCompany(world, 'Dogwood & Daughters Veterinary Clinic');
  const ticket = addTicket(world, { board: 'Alerts', status: 'Closed', company: company.name });

  expect(company.identifier).toBe('DogwoodDaughtersVeterinar');
  expect(ticket).toMatchObject({ board, status: statusNamed(world, board, 'Closed').id, company: company.id });
  expect(world.references['boards']?.at(-1)).toEqual({ id: 54, name: 'Alerts', projectFlag: true });
  expect(() => addBoard(world, { name: 'Alerts' })).toThrow(RangeError);
});

test('somebody joins a project for a time', () => {
  const { world, member } = stage();
  const project = addProject(world, { name: 'Move' });

  const one = addProjectTeamMember(world, { project, member, endDate: '2026-12-31T00:00:00Z' });

  expect(one).toMatchObject({ project: project.id, member: 7, endDate: '2026-12-31T00:00:00Z' });
});

test('a stamp grows with every change, and a changed row is another object', () => {
  const table = createTable<{ readonly id: number; readonly name: string }>(5);
  const row = addRow(table, { id: 9, name: 'a' });
  const [added, next] = [table.stamp, table.nextId];
  const changed = changeRow(table, 9, { name: 'b' });
  const afterChange = table.stamp;
  removeRow(table, 9);

  expect([row, changed, next]).toEqual([{ id: 9, name: 'a' }, { id: 9, name: 'b' }, 10]);
  expect(added < afterChange && afterChange < table.stamp).toBe(true);
  expect(table.byId.size).toBe(0);
});

test.each<[string, () => unknown]>([
  ['an owner of another world', () => addTicket(stage().world, { owner: stranger() })],
  ['a resource of another world', () => addTicket(stage().world, { resources: [stranger()] })],
  ['an unknown board', () => addTicket(stage().world, { board: 'Nowhere' })],
  ['an unknown status', () => addTicket(stage().world, { status: 'Somehow' })],
  ['an unknown priority', () => addTicket(stage().world, { priority: 'Now' })],
  ['an unknown customer', () => addTicket(stage().world, { company: 'Nobody' })],
  ['an appointment of a stranger', () => addScheduleEntry(stage().world, { member: stranger() })],
  [
    'an appointment with an unknown status',
    () => {
      const { world, member } = stage();
      return addScheduleEntry(world, { member, status: 'Maybe' });
    },
  ],
  ['a team led by a stranger', () => addTeam(stage().world, { name: 'Night', leader: stranger() })],
  ['a team of strangers', () => addProjectBoardTeam(stage().world, { name: 'Night', members: [stranger()] })],
  ['a stranger’s opportunity', () => addOpportunity(stage().world, { name: 'x', primarySalesRep: stranger() })],
  [
    'a stranger as president',
    () => {
      setCompanyRole(stage().world, 'president', stranger());
    },
  ],
  [
    'a department that is not there',
    () => addDepartmentLocation(stage().world, { department: 'x', location: 'Portland' }),
  ],
  [
    'time that starts at no instant',
    () => {
      const { world, member } = stage();
      return addTimeEntry(world, { member, timeStart: 'noon' });
    },
  ],
  [
    'a week that begins on no day',
    () => {
      const { world, member } = stage();
      return addTimeSheet(world, { member, from: 'monday' });
    },
  ],
  ['a record id of 0', () => addRow(createTable(1), { id: 0 })],
  ['a record twice', () => createTable(1, [{ id: 1 }, { id: 1 }])],
  ['a change of what is not there', () => changeRow(createTable(1), 1, {})],
  [
    'the removal of what is not there',
    () => {
      removeRow(createTable(1), 1);
    },
  ],
])('%s is refused', (_, act) => {
  expect(act).toThrow(RangeError);
});
