/** What hangs on a member, list by list, as a PSA shows it. */
import { afterEach, describe, expect, test } from 'vitest';
import type { RecordDuty } from '../../../../src/domain/offboarding/duty.ts';
import { NO_DUTIES } from '../../../../src/domain/offboarding/duty.ts';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import { addProject } from '../../../../src/sandbox/work/projects.ts';
import { addActivity } from '../../../../src/sandbox/work/sales.ts';
import { addScheduleEntry, splitScheduleTypes } from '../../../../src/sandbox/work/schedule.ts';
import { changeRow } from '../../../../src/sandbox/work/table.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import { addExpenseReport, addTimeSheet, SHEET_STATUSES } from '../../../../src/sandbox/work/time.ts';
import { addWorkflowAction } from '../../../../src/sandbox/work/workflows.ts';
import { aPsa, stopSandboxes } from '../a-psa.ts';
import { aBusyPsa, asking } from './a-duty-psa.ts';

afterEach(stopSandboxes);

const HOSTILE = '=cmd|"/c calc"!A1 <img src=x onerror=alert(1)> \u202e; DROP TABLE';

const told = (records: readonly RecordDuty[]) => records.map(({ kind, title, state }) => `${kind}: ${title}: ${state}`);

test('of nobody sends nothing', async () => {
  const { psa, sandbox } = await aBusyPsa();

  expect(await psa.duties.readDuties(asking([]))).toEqual(NO_DUTIES);
  expect(sandbox.traffic).toEqual([]);
});

test('every kind of record is told with its state, and what only the usages show in the PSA’s own words', async () => {
  const { psa, dana } = await aBusyPsa();

  const { records, unseen } = await psa.duties.readDuties(asking([dana]));

  expect(unseen).toEqual([]);
  expect(records.every(({ member }) => member === dana.id)).toBe(true);
  expect(told(records).sort()).toEqual(
    [
      'activity: Call Cedar Law: Open, 2026-11-25',
      'company-role: My Company: Dispatcher',
      'company-role: Service, Portland: Department dispatch',
      'expense-report: Period 46 of 2026: Open, 2026-11-16 to 2026-11-22, 84.2 in total',
      'knowledge-article: How to reset a token: knowledgeBaseArticle',
      'opportunity: Firewall renewal: primary sales rep (Open, Alder Dental)',
      'project-manager: Office move: manages it, approves its time',
      'project-team: Office move: Project Team Member',
      'team-leader: Escalations: leads it',
      'team-member: Escalations: is on it',
      'usage: Closed: Service Status Workflow',
      'usage: Monthly survey: Survey Recipient',
      'usage: Primary engineer, Cedar Law: Company Team',
      'workflow-action: Stale tickets: Stale tickets: writes to them',
      'workflow-action: Welcome: Welcome: writes in their name',
    ].sort(),
  );
});

test('several members are asked for together, and each duty is told of whoever holds it', async () => {
  const { psa, dana, sam, requests } = await aBusyPsa();

  const { records } = await psa.duties.readDuties(asking([dana, sam, dana]));

  const of = (member: number) => records.filter((duty) => duty.member === member).map(({ kind }) => kind);
  expect(of(sam.id).sort()).toEqual(
    [
      'company-role',
      'opportunity',
      'project-manager',
      'project-team',
      'team-member',
      'time-sheet',
      'time-sheet',
    ].sort(),
  );
  expect(of(dana.id)).toHaveLength(15);
  const lists = requests().filter((request) => !request.includes('usages'));
  expect(new Set(lists).size).toBe(lists.length);
});

describe('tickets', () => {
  test('are told with all that a report shows of them', async () => {
    const { psa, dana, options } = await aBusyPsa();

    const { tickets, openTickets, teams } = await psa.duties.readDuties(asking([dana]));

    expect(tickets.map(({ list, id }) => `${list} ${id}`)).toEqual([
      'service 101',
      'service 102',
      'service 104',
      'project 201',
    ]);
    expect(openTickets).toBeNull();
    expect(teams).toEqual([{ id: 1201, leader: dana.id }]);
    expect(tickets[0]).toEqual({
      list: 'service',
      id: 101,
      summary: 'Printer is offline',
      board: 'Help Desk',
      status: 'New',
      company: 'Alder Dental',
      priority: { name: 'Priority 1 - Emergency', rank: 1 },
      team: { id: 1201, name: 'Escalations' },
      owner: { key: dana.id, identifier: 'dfir' },
      resources: ['dfir'],
      openedAt: '2026-10-20T16:05:00Z',
      updatedAt: '2026-11-02T10:30:00Z',
      link: `${options.site}/v4_6_release/services/system_io/router/openrecord.rails?recordType=ServiceFV&recid=101`,
    });
  });

  test.each([[', '], [','], [' ,  '], [',,'], ['\t,\n']])(
    'are found among resources with %j between them',
    async (between) => {
      const { psa, sandbox, sam } = await aBusyPsa();
      const edit = (body: unknown): unknown =>
        Array.isArray(body)
          ? body.map((row: object) => ({ ...row, resources: ['Samantha', ' SAM', 'dfir '].join(between) }))
          : body;
      sandbox.addFault({ system: 'psa', path: /service\/tickets\?/, effect: { kind: 'edit', edit } });

      const { tickets } = await psa.duties.readDuties(asking([sam]));

      expect(tickets[0]?.resources).toEqual(['Samantha', 'SAM', 'dfir']);
    },
  );

  test('are not those of somebody whose Member ID contains the leaver’s', async () => {
    const { psa, sam, samantha } = await aBusyPsa();

    const ofSam = await psa.duties.readDuties(asking([sam]));
    const ofSamantha = await psa.duties.readDuties(asking([samantha]));

    expect([ofSam, ofSamantha].map(({ tickets }) => tickets.map(({ id }) => id))).toEqual([[102], [105]]);
  });

  test('that are closed meanwhile are not open', async () => {
    const { psa, sandbox, dana } = await aBusyPsa();
    const edit = (body: unknown): unknown =>
      Array.isArray(body) ? body.map((row: object, at) => (at === 0 ? { ...row, closedFlag: true } : row)) : body;
    sandbox.addFault({ system: 'psa', path: /service\/tickets\?/, effect: { kind: 'edit', edit } });

    const { tickets, unseen } = await psa.duties.readDuties(asking([dana]));

    expect([tickets.map(({ id }) => id), unseen]).toEqual([[102, 104, 201], []]);
  });

  test.each([
    ['its board and status', [{ board: ' help desk', status: 'COMPLETED ' }], [101, 102, 201]],
    ['its status on any board', [{ board: '*', status: 'Completed' }], [101, 102, 201]],
    ['another board', [{ board: 'Field Service', status: 'Completed' }], [101, 102, 104, 201]],
    ['nothing', [], [101, 102, 104, 201]],
  ])('that ended in a status are left out by %s', async (_case, closedStatuses, expected) => {
    const { psa, dana } = await aBusyPsa();

    const { tickets } = await psa.duties.readDuties(asking([dana], { closedStatuses }));

    expect(tickets.map(({ id }) => id)).toEqual(expected);
  });

  test.each(['a', 'o"neil', 'a*%', 'x or y', "d'arcy", 'søren.ø', '[x]', 'a_b-c.d', '漢字', '***', '"'])(
    'of somebody with the Member ID %s are found all the same',
    async (identifier) => {
      const world = createEmptyWorld();
      const odd = addMember(world, { identifier });
      const other = addMember(world, { identifier: 'somebody' });
      const own = addTicket(world, { resources: [other, odd] });
      addTicket(world, { resources: [other] });
      const { psa } = await aPsa({ world });

      const { tickets, unseen } = await psa.duties.readDuties(asking([odd]));

      expect([tickets.map(({ id }) => id), unseen]).toEqual([[own.id], []]);
    },
  );

  test('keep whatever texts the PSA holds, and a link made of nothing but their number', async () => {
    const { psa, world, dana, alone } = await aBusyPsa();
    changeRow(world.work.serviceTickets, alone.id, { summary: HOSTILE });
    changeRow(world.work.companies, 301, { name: HOSTILE });

    const { tickets, entries } = await psa.duties.readDuties(asking([dana]));

    const ticket = tickets.find(({ id }) => id === alone.id);
    expect(ticket).toMatchObject({ summary: HOSTILE, company: HOSTILE });
    expect(ticket?.link).toMatch(/\?recordType=ServiceFV&recid=101$/);
    expect(entries.find(({ object }) => object === alone.id)?.name).toBe('Printer is offline');
  });

  test('that say next to nothing of themselves are told as such', async () => {
    const { psa, sandbox, dana } = await aBusyPsa();
    const body = JSON.stringify([{ id: 5, owner: { id: dana.id }, _info: { dateEntered: 'yesterday' } }]);
    sandbox.addFault({ system: 'psa', path: /service\/tickets\?/, effect: { kind: 'answer', status: 200, body } });

    const { tickets } = await psa.duties.readDuties(asking([dana]));

    expect(tickets[0]).toMatchObject({
      id: 5,
      summary: '',
      priority: null,
      team: null,
      owner: { key: dana.id, identifier: '' },
      resources: [],
      openedAt: null,
      updatedAt: null,
    });
  });
});

describe('schedule entries', () => {
  test.each([['one type serves both lists of tickets'], ['project tickets have a type of their own']])(
    'tell on what they are where %s',
    async (types) => {
      const world = createEmptyWorld();
      if (types.startsWith('project')) splitScheduleTypes(world);
      const { psa, work, dana } = await aScheduleIn(world);

      const { entries } = await psa.duties.readDuties(asking([dana]));

      expect(entries.map(({ on, object }) => [on, object])).toEqual([
        ['service', work.service],
        ['project', work.project],
        ['other', work.activity],
        ['other', null],
      ]);
      expect(entries[1]?.type).toEqual(
        types.startsWith('project') ? { id: 5, name: 'Project Ticket' } : { id: 4, name: 'Service Ticket' },
      );
    },
  );

  test('that are done are not told, and those of others neither', async () => {
    const { psa, dana, sam } = await aBusyPsa();

    const { entries } = await psa.duties.readDuties(asking([dana]));

    expect(entries.map(({ object }) => object)).toEqual([101, 102, 201, 2601, null]);
    expect(entries.some(({ member }) => member === sam.id)).toBe(false);
  });
});

test('of time sheets and expense reports exactly those are told that wait for the leaver or a first approval', async () => {
  const world = createEmptyWorld();
  const busy = addMember(world, { identifier: 'busy' });
  for (const status of SHEET_STATUSES) {
    addTimeSheet(world, { member: busy, status });
    addExpenseReport(world, { member: busy, status });
  }
  const { psa } = await aPsa({ world });

  const { records } = await psa.duties.readDuties(asking([busy]));

  const states = (kind: string) => records.filter((duty) => duty.kind === kind).map(({ state }) => state.split(',')[0]);
  const unfinished = [
    ...['Open', 'Rejected', 'Pending approval', 'Errors corrected', 'Pending project approval'],
    'Rejected by the second approver',
  ];
  expect([states('time-sheet'), states('expense-report')]).toEqual([unfinished, unfinished]);
});

test('a workflow rule that is switched off says so, and one that writes to and for somebody is one duty', async () => {
  const { psa, world, sam } = await aBusyPsa();
  addWorkflowAction(world, { workflow: 'Old', subject: HOSTILE, to: sam, from: sam, active: false });

  const { records } = await psa.duties.readDuties(asking([sam]));

  expect(records.filter(({ kind }) => kind === 'workflow-action')).toEqual([
    {
      kind: 'workflow-action',
      member: sam.id,
      id: 2403,
      title: `Old: ${HOSTILE}`,
      state: 'writes to them, writes in their name, the rule is switched off',
    },
  ]);
});

describe('usages', () => {
  test('that are counted and not listed are told by their number', async () => {
    const { psa, sandbox, sam } = await aBusyPsa();
    const counts = [
      { type: 'Survey Recipient', count: 3 },
      { typeKey: 'ConfigurationOwner', count: 1 },
      { type: 'Service Ticket', count: 9 },
      { type: 'Nothing', count: 0 },
    ];
    const listed = [{ type: 'Survey Recipient', id: 1, description: HOSTILE }];
    for (const [path, rows] of [
      [/usages\?/, counts],
      [/usages\/list\?/, listed],
    ] as const)
      sandbox.addFault({ system: 'psa', path, effect: { kind: 'answer', status: 200, body: JSON.stringify(rows) } });

    const { records } = await psa.duties.readDuties(asking([sam]));

    expect(records.filter(({ kind }) => kind === 'usage')).toEqual([
      { kind: 'usage', member: sam.id, id: 1, title: HOSTILE, state: 'Survey Recipient' },
      { kind: 'usage', member: sam.id, id: null, title: 'Survey Recipient', state: '2 more counted by the PSA' },
      { kind: 'usage', member: sam.id, id: null, title: 'ConfigurationOwner', state: '1 counted by the PSA' },
    ]);
  });

  test('are not listed record by record where other lists show all of them', async () => {
    const { psa, samantha, requests } = await aBusyPsa();

    await psa.duties.readDuties(asking([samantha]));

    expect(requests().filter((request) => request.includes('usages'))).toEqual([`GET /system/members/10/usages`]);
  });
});

/** Dana with a ticket of each list, an activity, and a day off. */
async function aScheduleIn(world: ReturnType<typeof createEmptyWorld>) {
  const dana = addMember(world, { identifier: 'dfir' });
  const service = addTicket(world, { resources: [dana] }).id;
  const project = addTicket(world, { project: addProject(world, { name: 'Move' }), resources: [dana] }).id;
  const activity = addActivity(world, { name: 'Call', assignTo: dana });
  addScheduleEntry(world, { member: dana, activity });
  addScheduleEntry(world, { member: dana });
  return { ...(await aPsa({ world })), dana, work: { service, project, activity: activity.id } };
}
