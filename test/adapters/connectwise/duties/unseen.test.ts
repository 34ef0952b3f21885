/** What could not be seen is never taken for nothing, and takes nothing from the rest. */
import { afterEach, describe, expect, test } from 'vitest';
import type { DutyKind } from '../../../../src/domain/offboarding/duty.ts';
import { DUTY_KINDS } from '../../../../src/domain/offboarding/duty.ts';
import { RemoteError } from '../../../../src/errors.ts';
import type { FaultEffect } from '../../../../src/sandbox/context.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import { stopSandboxes } from '../a-psa.ts';
import { aBusyPsa, asking, blindIn, grant } from './a-duty-psa.ts';

afterEach(stopSandboxes);

const AREAS = [
  ['serviceTickets', ['ticket-owner', 'ticket-resource'], 'Service Desk > Service Tickets'],
  ['projectTickets', ['ticket-owner', 'ticket-resource'], 'Project > Project Tickets'],
  ['scheduling', ['schedule-entry'], 'Service Desk > Resource Scheduling'],
  ['timeEntry', ['time-sheet'], 'Time & Expense > Time Entry'],
  ['expenses', ['expense-report'], 'Time & Expense > Expense Entry'],
  ['opportunities', ['opportunity'], 'Sales > Opportunity'],
  ['activities', ['activity'], 'Sales > Sales Activity'],
  ['projects', ['project-manager'], 'Project > Project Headers'],
] as const;

describe.each(['None', 'My'] as const)('with Inquire %s', (level) => {
  test.each(AREAS)('on %s, %j are not visible, and the right is named', async (area, kinds, right) => {
    const { psa, world, dana } = await aBusyPsa();
    grant(world, area, level);

    const reading = await psa.duties.readDuties(asking([dana]));

    expect(blindIn(reading)).toEqual(kinds.map((kind) => `${kind}: forbidden`));
    for (const { detail } of reading.unseen) expect(detail).toContain(`${right}: set Inquire All.`);
  });
});

test('without the right to the tables of the setup, each list of them is missed for its own kind', async () => {
  const { psa, world, dana } = await aBusyPsa();
  world.rights.readSetup = false;

  const reading = await psa.duties.readDuties(asking([dana]));

  expect(blindIn(reading)).toEqual([
    'activity: forbidden',
    'company-role: forbidden',
    'schedule-entry: forbidden',
    'team-leader: forbidden',
    'workflow-action: forbidden',
  ]);
  // What an entry says of itself is enough for tickets of the service list.
  expect(reading.entries.filter(({ on }) => on === 'service').map(({ type }) => type.name)).toEqual(['S', 'S']);
  expect(reading.records.find(({ kind }) => kind === 'team-member')?.title).toBe('Team 1201');
});

test('what a list may not show is still counted by the usages, in the PSA’s own words', async () => {
  const { psa, world, dana } = await aBusyPsa();
  grant(world, 'activities', 'None');

  const { records } = await psa.duties.readDuties(asking([dana]));

  expect(records.filter(({ state }) => state === 'Activity')).toEqual([
    { kind: 'usage', member: dana.id, id: 2601, title: 'Call Cedar Law', state: 'Activity' },
  ]);
});

test('a list that is empty because there is nothing is no reason to complain', async () => {
  const { psa, gone } = await aBusyPsa();

  const reading = await psa.duties.readDuties(asking([gone]));

  expect([reading.tickets, reading.records, reading.unseen]).toEqual([[], [], []]);
});

test('a PSA that keeps the role’s rights to itself is believed', async () => {
  const { psa, sandbox, gone } = await aBusyPsa();
  sandbox.addFault({ system: 'psa', path: /mySecurity/, effect: { kind: 'answer', status: 403 } });

  const reading = await psa.duties.readDuties(asking([gone]));

  expect(reading.unseen).toEqual([]);
});

const UNUSABLE: readonly (readonly [what: string, effect: FaultEffect])[] = [
  ['500', { kind: 'answer', status: 500, body: '{"message":"timeout in SQL"}' }],
  ['a web page', { kind: 'answer', status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hi</h1>' }],
  ['an object', { kind: 'answer', status: 200, body: '{}' }],
  ['records without an id', { kind: 'answer', status: 200, body: '[{"name":"x"}]' }],
];
const LISTS: readonly (readonly [path: RegExp, kinds: readonly DutyKind[]])[] = [
  [/service\/tickets\?/, ['ticket-owner', 'ticket-resource']],
  [/project\/tickets\?/, ['ticket-owner', 'ticket-resource']],
  [/schedule\/entries\?/, ['schedule-entry']],
  [/schedule\/types\?/, ['schedule-entry']],
  [/time\/sheets\?/, ['time-sheet']],
  [/expense\/reports\?/, ['expense-report']],
  [/service\/teams\?/, ['team-leader']],
  [/system\/members\?/, ['team-member']],
  [/workflows\/events\/actions\?/, ['workflow-action']],
  [/sales\/opportunities\?/, ['opportunity']],
  [/sales\/activities\?/, ['activity']],
  [/activities\/statuses\?/, ['activity']],
  [/project\/projects\?/, ['project-manager']],
  [/corporateStructure\?/, ['company-role']],
];
describe.each(UNUSABLE)('where %s is answered', (_what, effect) => {
  test.each(LISTS)('instead of %s, %j are missed and the others read', async (path, kinds) => {
    const { psa, sandbox, dana } = await aBusyPsa();
    sandbox.addFault({ system: 'psa', path, effect, times: Infinity });

    const reading = await psa.duties.readDuties(asking([dana]));

    expect(blindIn(reading)).toEqual(kinds.map((kind) => `${kind}: failed`));
    const found = new Set<DutyKind>(reading.records.map(({ kind }) => kind));
    if (reading.tickets.length > 0) found.add('ticket-owner').add('ticket-resource');
    if (reading.entries.length > 0) found.add('schedule-entry');
    const missing = DUTY_KINDS.filter((kind) => !found.has(kind) && !kinds.includes(kind));
    // Approvers are told by the members themselves, and Dana has neither a time sheet nor a ticket template.
    expect(missing.filter((kind) => !['approver', 'time-sheet', 'ticket-template'].includes(kind))).toEqual([]);
  });
});

test.each([
  ['usages', 'failed', { kind: 'answer', status: 500 }, /usages\?/],
  ['their records', 'failed', { kind: 'answer', status: 200, body: '{}' }, /usages\/list/],
  ['usages', 'forbidden', { kind: 'answer', status: 403 }, /usages\?/],
] as const)('%s that cannot be read: %s, once for everybody', async (_what, because, effect, path) => {
  const { psa, sandbox, dana, sam } = await aBusyPsa();
  sandbox.addFault({ system: 'psa', path, effect, times: Infinity });

  const reading = await psa.duties.readDuties(asking([dana, sam]));

  expect(blindIn(reading)).toEqual(
    ['company-role', 'knowledge-article', 'project-team', 'ticket-template', 'usage'].map(
      (kind) => `${kind}: ${because}`,
    ),
  );
});

test('usages whose records cannot be read are told by their number', async () => {
  const { psa, sandbox, dana } = await aBusyPsa();
  sandbox.addFault({ system: 'psa', path: /usages\/list/, effect: { kind: 'answer', status: 500 }, times: Infinity });

  const { records } = await psa.duties.readDuties(asking([dana]));

  expect(records.filter(({ kind }) => kind === 'project-team')).toEqual([
    { kind: 'project-team', member: dana.id, id: null, title: 'Project Team Member', state: '1 counted by the PSA' },
  ]);
});

test('a PSA that does not show on which teams its members are is not taken for one without teams', async () => {
  const { psa, sandbox, dana } = await aBusyPsa();
  const edit = (body: unknown): unknown =>
    Array.isArray(body) ? body.map(({ id }: { id: number }) => ({ id })) : body;
  sandbox.addFault({ system: 'psa', path: /system\/members\?/, effect: { kind: 'edit', edit } });

  const reading = await psa.duties.readDuties(asking([dana]));

  expect(blindIn(reading)).toEqual(['team-member: failed']);
  expect(reading.unseen[0]?.detail).toContain('Service Board');
});

describe('a list of tickets', () => {
  const COUNTED = [
    ['is counted otherwise', { kind: 'answer', status: 200, body: '{"count":7}' }],
    ['cannot be counted', { kind: 'answer', status: 500 }],
    ['is counted in no number', { kind: 'answer', status: 200, body: '{"count":"7"}' }],
  ] as const;

  test.each(COUNTED)(
    'that is looked through whole and %s is not seen whole, and what was seen is told',
    async (_, effect) => {
      const { psa, sandbox } = await aBusyPsa();
      sandbox.addFault({ system: 'psa', path: /service\/tickets\/count/, effect, times: Infinity });

      const reading = await psa.duties.readDuties(asking([], { tickets: 'every', keep: () => true }));

      expect(blindIn(reading)).toEqual(['ticket-owner: failed', 'ticket-resource: failed']);
      expect([reading.tickets.length, reading.openTickets]).toEqual([5, 5]);
    },
  );

  test.each(COUNTED)('of some members that is long and %s is not seen whole either', async (_, effect) => {
    const { psa, world, sandbox, dana } = await aBusyPsa();
    for (let number = 0; number < 1000; number += 1) addTicket(world, { owner: dana });
    sandbox.addFault({ system: 'psa', path: /service\/tickets\/count/, effect, times: Infinity });

    const reading = await psa.duties.readDuties(asking([dana]));

    expect(blindIn(reading)).toEqual(['ticket-owner: failed', 'ticket-resource: failed']);
    expect(reading.tickets).toHaveLength(1004);
  });

  test('of which one page fails is not seen whole', async () => {
    const { psa, world, sandbox, dana } = await aBusyPsa();
    for (let number = 0; number < 2500; number += 1) addTicket(world, { owner: dana });
    const effect = { kind: 'answer', status: 500 } as const;
    sandbox.addFault({ system: 'psa', path: /service\/tickets\?.*page=2/, effect, times: Infinity });

    const reading = await psa.duties.readDuties(asking([dana]));

    expect(blindIn(reading)).toEqual(['ticket-owner: failed', 'ticket-resource: failed']);
    expect(reading.tickets.filter(({ list }) => list === 'service')).toHaveLength(1503);
  });

  test('that moves while it is read is whole all the same', async () => {
    const { psa, sandbox } = await aBusyPsa();
    const effect = { kind: 'answer', status: 200, body: '{"count":5}' } as const;
    sandbox.addFault({ system: 'psa', path: /service\/tickets\/count/, effect });

    const { unseen } = await psa.duties.readDuties(asking([], { tickets: 'every' }));

    expect(unseen).toEqual([]);
  });
});

test.each([401, 403] as const)('wrong keys (%d) end the reading', async (status) => {
  const { psa, sandbox, dana } = await aBusyPsa();
  const body = JSON.stringify({ code: 'Unauthorized', message: 'This client ID is not known' });
  sandbox.addFault({ system: 'psa', path: /time\/sheets/, effect: { kind: 'answer', status, body }, times: Infinity });

  const reading = psa.duties.readDuties(asking([dana]));

  await expect(reading).rejects.toThrow(RemoteError);
  await expect(reading).rejects.toMatchObject({ reason: 'credentials' });
});
