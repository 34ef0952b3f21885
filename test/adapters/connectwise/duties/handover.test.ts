/** Handing one duty over: where it stands, the one write, what follows it, and where it stands then. */
import { afterEach, describe, expect, test } from 'vitest';
import type { HandedDuty } from '../../../../src/domain/offboarding/handover.ts';
import { RemoteError } from '../../../../src/errors.ts';
import { addScheduleEntry, splitScheduleTypes } from '../../../../src/sandbox/work/schedule.ts';
import { changeRow, removeRow } from '../../../../src/sandbox/work/table.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import { stopSandboxes } from '../a-psa.ts';
import { aBusyPsa } from './a-duty-psa.ts';
import { approver, entriesOf, fromDanaToSam, owner, resource } from './a-handover.ts';

afterEach(stopSandboxes);

type Busy = Awaited<ReturnType<typeof aBusyPsa>>;
const DUTIES: readonly (readonly [what: string, duty: (busy: Busy) => HandedDuty])[] = [
  ['the owner of a service ticket', ({ alone }) => owner(alone)],
  ['the owner of a project ticket', ({ task }) => owner(task)],
  ['a resource of a service ticket', ({ alone }) => resource(alone)],
  ['a resource of a project ticket', ({ task }) => resource(task)],
  ['somebody’s superior', (busy) => approver(busy)],
];

test.each(DUTIES)('%s is held, is handed over by one write, and back the same way', async (_what, dutyOf) => {
  const busy = await aBusyPsa();
  const { duties } = busy.psa;
  const there = fromDanaToSam(busy, dutyOf(busy));
  const back = { ...there, from: there.to, to: there.from };

  const before = await duties.readStanding(there);
  const reply = await duties.reassign(there);
  const after = await duties.readStanding(there);
  const writes = busy.requests().filter((request) => !request.startsWith('GET'));

  expect([before, reply, after]).toEqual([
    { kind: 'held' },
    { kind: 'done', key: busy.dana.id },
    { kind: 'handed-over' },
  ]);
  expect(writes).toHaveLength(1);
  const turned = await duties.readStanding(back);
  // Both are on the ticket until what follows is done.
  expect(turned.kind).toBe(there.duty.kind === 'ticket-resource' ? 'handed-over' : 'held');
});

test('a ticket is patched by whole references, with mails and callbacks off', async () => {
  const busy = await aBusyPsa();

  await busy.psa.duties.reassign(fromDanaToSam(busy, owner(busy.alone)));

  expect(busy.sandbox.traffic.at(-1)).toMatchObject({
    method: 'PATCH',
    requestBody: [
      { op: 'replace', path: 'owner', value: { id: busy.sam.id } },
      { op: 'replace', path: 'processNotifications', value: false },
      { op: 'replace', path: 'skipCallback', value: true },
    ],
  });
  expect(busy.world.work.sent).toEqual([]);
});

test('a resource is added by an entry of the leaver’s type, without a mail, and marked done for the leaver afterwards', async () => {
  const busy = await aBusyPsa();
  const { dana, sam, alone, world } = busy;
  const entries = entriesOf(busy, dana.id, alone.id);
  const handover = fromDanaToSam(busy, resource(alone, entries));

  await busy.psa.duties.reassign(handover);
  expect(busy.sandbox.traffic.at(-1)).toMatchObject({
    method: 'POST',
    requestBody: { objectId: alone.id, member: { id: sam.id }, type: { id: 4 }, notifyResource: false },
  });
  const rest = await busy.psa.duties.finish(handover);

  expect(rest).toBeNull();
  expect([dana, sam].map(({ id }) => entriesOf(busy, id, alone.id).length)).toEqual([0, 1]);
  expect(world.work.sent.filter(({ kind }) => kind === 'mail')).toEqual([]);
  expect(await busy.psa.duties.readStanding(handover)).toEqual({ kind: 'handed-over' });
});

test('where project tickets have a type of their own, the new entry is of that', async () => {
  const busy = await aBusyPsa({}, splitScheduleTypes);
  const ticket = addTicket(busy.world, { project: busy.project, resources: [busy.dana] });
  const handover = fromDanaToSam(busy, resource(ticket, [], { id: 5, name: 'Project Ticket' }));

  const reply = await busy.psa.duties.reassign(handover);
  const wrong = await busy.psa.duties.reassign(fromDanaToSam(busy, resource(ticket)));

  expect(reply.kind).toBe('done');
  expect(wrong).toMatchObject({ kind: 'refused', fatal: false });
  expect(JSON.stringify(wrong)).toContain(`Service ticket ${ticket.id} not found`);
});

describe('where it stands', () => {
  test.each<[string, (busy: Busy) => void, HandedDuty['kind'], RegExp]>([
    [
      'a ticket that is closed meanwhile',
      ({ world, alone }) => changeRow(world.work.serviceTickets, alone.id, { closedFlag: true }),
      'ticket-owner',
      /^Ticket 101 is closed now \(status "New"\)\.$/,
    ],
    [
      'a ticket that somebody else owns',
      ({ world, alone, samantha }) => changeRow(world.work.serviceTickets, alone.id, { owner: samantha.id }),
      'ticket-owner',
      /^Ticket 101 belongs to samantha now, not to dfir\.$/,
    ],
    [
      'a ticket that nobody owns',
      ({ world, alone }) => changeRow(world.work.serviceTickets, alone.id, { owner: null }),
      'ticket-owner',
      /^Ticket 101 belongs to nobody now/,
    ],
    [
      'a ticket that is gone',
      ({ world, alone }) => {
        removeRow(world.work.serviceTickets, alone.id);
      },
      'ticket-owner',
      /^Ticket 101 is no longer there\.$/,
    ],
    [
      'a ticket that is closed while somebody is planned for it',
      ({ world, alone }) => changeRow(world.work.serviceTickets, alone.id, { closedFlag: true }),
      'ticket-resource',
      /^Ticket 101 is closed now/,
    ],
    [
      'a ticket that the leaver has done',
      ({ world, alone, dana }) => {
        for (const id of entriesOf({ world }, dana.id, alone.id))
          changeRow(world.work.scheduleEntries, id, { doneFlag: true });
      },
      'ticket-resource',
      /^dfir has no undone schedule entry for ticket 101 any more\.$/,
    ],
    [
      'a member who reports to somebody else',
      ({ samantha, sam }) => {
        Object.assign(samantha.record, { reportsTo: { id: 9, name: 'x' }, timeApprover: { id: sam.id, name: 'x' } });
      },
      'approver',
      /^gone is the superior of samantha now, not dfir\.$/,
    ],
    [
      'a member who reports to nobody',
      ({ samantha }) => {
        delete samantha.record['reportsTo'];
      },
      'approver',
      /^Nobody is the superior of samantha now/,
    ],
    [
      'a member who is inactive',
      ({ samantha }) => {
        samantha.inactiveFlag = true;
      },
      'approver',
      /^Member samantha is inactive now\.$/,
    ],
    [
      'a member who is gone',
      ({ world, samantha }) => {
        world.members.delete(samantha.id);
      },
      'approver',
      /^Member samantha is no longer there\.$/,
    ],
  ])('%s has moved, and how is said', async (_case, change, kind, words) => {
    const busy = await aBusyPsa();
    change(busy);
    const duty = [owner(busy.alone), resource(busy.alone), approver(busy)].find((one) => one.kind === kind);

    const standing = await busy.psa.duties.readStanding(fromDanaToSam(busy, duty!));

    expect(standing).toMatchObject({ kind: 'moved' });
    expect(standing.kind === 'moved' ? standing.detail : '').toMatch(words);
  });

  test('what a ticket says of itself is quoted, not believed', async () => {
    const busy = await aBusyPsa();
    const { sandbox, alone, dana } = busy;
    const status = { name: 'Done\n\u202e<b>' };
    const effect = {
      kind: 'answer',
      status: 200,
      body: JSON.stringify({ id: alone.id, closedFlag: true, status }),
    } as const;
    sandbox.addFault({ system: 'psa', path: /tickets\/101/, effect });

    const standing = await busy.psa.duties.readStanding(fromDanaToSam(busy, owner(alone)));

    expect(standing).toEqual({ kind: 'moved', detail: 'Ticket 101 is closed now (status "Done <b>").' });
    expect(dana.inactiveFlag).toBe(false);
  });

  test.each([
    ['another ticket', /tickets\/101/, '{"id":102}'],
    ['an entry of nobody', /schedule\/entries/, '[{"id":1}]'],
  ] as const)('%s is no answer', async (_case, path, body) => {
    const busy = await aBusyPsa();
    busy.sandbox.addFault({ system: 'psa', path, effect: { kind: 'answer', status: 200, body } });

    const standing = busy.psa.duties.readStanding(fromDanaToSam(busy, resource(busy.alone)));

    await expect(standing).rejects.toMatchObject({ name: 'RemoteError', reason: 'malformed' });
  });

  test.each([
    ['ticket', /tickets\/101/],
    ['schedule', /schedule\/entries/],
  ])('a %s that cannot be read is a fault', async (_case, path) => {
    const busy = await aBusyPsa();
    busy.sandbox.addFault({ system: 'psa', path, effect: { kind: 'answer', status: 500 }, times: Infinity });

    await expect(busy.psa.duties.readStanding(fromDanaToSam(busy, resource(busy.alone)))).rejects.toThrow(RemoteError);
  });

  test('a ticket that wrong keys do not find is not taken for gone', async () => {
    const busy = await aBusyPsa({ quirks: { badCredentials: 404 }, options: { privateKey: 'canary' } });

    const standing = busy.psa.duties.readStanding(fromDanaToSam(busy, owner(busy.alone)));

    await expect(standing).rejects.toMatchObject({ reason: 'credentials' });
  });
});

describe('a handover that does not come about', () => {
  test.each([
    ['serviceTickets', 'edit', 'Service Desk > Service Tickets, Edit All', ({ alone }: Busy) => owner(alone)],
    ['projectTickets', 'edit', 'Project > Project Tickets, Edit All', ({ task }: Busy) => owner(task)],
    ['scheduling', 'add', 'Service Desk > Resource Scheduling, Add All', ({ alone }: Busy) => resource(alone)],
  ] as const)('for want of %s %s is refused with the right that is missing', async (area, verb, right, dutyOf) => {
    const busy = await aBusyPsa();
    busy.world.rights.work[area][verb] = 'None';

    const reply = await busy.psa.duties.reassign(fromDanaToSam(busy, dutyOf(busy)));

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toContain(`The API member lacks ${right}.`);
  });

  test('is refused in the PSA’s own words', async () => {
    const busy = await aBusyPsa({ quirks: { closedTicketPatch: 'refused' } });

    const reply = await busy.psa.duties.reassign(fromDanaToSam(busy, owner(busy.closed)));

    expect(reply).toMatchObject({ kind: 'refused', fatal: false });
    expect(JSON.stringify(reply)).toContain('Ticket 103 is closed');
  });

  test.each(DUTIES)('for want of an answer is unknown: %s', async (_what, dutyOf) => {
    const busy = await aBusyPsa();
    const handover = fromDanaToSam(busy, dutyOf(busy));
    const path = /tickets\/\d|schedule\/entries$|members\/\d/;
    busy.sandbox.addFault({ system: 'psa', path, effect: { kind: 'answer', status: 200, body: '{"id":1}' } });

    const odd = await busy.psa.duties.reassign(handover);

    expect(odd.kind).toBe(handover.duty.kind === 'ticket-resource' ? 'done' : 'unknown');
    busy.sandbox.addFault({ system: 'psa', path, effect: { kind: 'answer', status: 502 }, times: Infinity });
    expect((await busy.psa.duties.reassign(handover)).kind).toBe('unknown');
    expect(busy.requests().filter((request) => !request.startsWith('GET'))).toHaveLength(2);
  });

  test.each(['{}', '[]', ''])('an entry that is answered with %j is unknown', async (body) => {
    const busy = await aBusyPsa();
    busy.sandbox.addFault({ system: 'psa', path: /entries$/, effect: { kind: 'answer', status: 201, body } });

    const reply = await busy.psa.duties.reassign(fromDanaToSam(busy, resource(busy.alone)));

    expect(reply.kind).toBe('unknown');
  });
});

describe('what follows', () => {
  test('of an owner or an approver is nothing, and sends nothing', async () => {
    const busy = await aBusyPsa();

    const rests = await Promise.all(
      [owner(busy.alone), approver(busy), resource(busy.alone)].map((duty) =>
        busy.psa.duties.finish(fromDanaToSam(busy, duty)),
      ),
    );

    expect(rests).toEqual([null, null, null]);
    expect(busy.sandbox.traffic).toEqual([]);
  });

  test('touches no entry that is done, somebody else’s, or for another ticket by now', async () => {
    const busy = await aBusyPsa();
    const { dana, sam, alone, shared, world } = busy;
    const [own = 0] = entriesOf(busy, dana.id, alone.id);
    const [other = 0] = entriesOf(busy, sam.id, shared.id);
    const [elsewhere = 0] = entriesOf(busy, dana.id, shared.id);
    changeRow(world.work.scheduleEntries, own, { doneFlag: true });

    const rest = await busy.psa.duties.finish(fromDanaToSam(busy, resource(alone, [own, other, elsewhere, 99_999])));

    expect(rest).toBeNull();
    expect(busy.requests().filter((request) => !request.startsWith('GET'))).toEqual([]);
  });

  test.each([
    ['cannot be read', 'GET', /^dfir's schedule entries for it are still there, because reading them failed: .*500/],
    ['cannot be changed', 'PATCH', /^A schedule entry of dfir for it could not be marked done: .*500/],
  ] as const)('is told in words where entries %s', async (_case, method, words) => {
    const busy = await aBusyPsa();
    const entries = entriesOf(busy, busy.dana.id, busy.alone.id);
    busy.sandbox.addFault({
      system: 'psa',
      method,
      path: /entries/,
      effect: { kind: 'answer', status: 500 },
      times: Infinity,
    });

    const rest = await busy.psa.duties.finish(fromDanaToSam(busy, resource(busy.alone, entries)));

    expect(rest).toMatch(words);
  });

  test('goes on after an entry that could not be changed, and says how many there were', async () => {
    const busy = await aBusyPsa();
    const { dana, alone } = busy;
    for (let more = 0; more < 2; more += 1) addScheduleEntry(busy.world, { ticket: alone, member: dana });
    const entries = entriesOf(busy, dana.id, alone.id);
    const effect = { kind: 'answer', status: 409, body: '{"message":"in use"}' } as const;
    busy.sandbox.addFault({ system: 'psa', path: /entries\/\d/, effect, times: 2 });

    const rest = await busy.psa.duties.finish(fromDanaToSam(busy, resource(alone, entries)));

    expect(rest).toMatch(/^2 schedule entries of dfir for it could not be marked done: .*in use/);
    expect(entriesOf(busy, dana.id, alone.id)).toHaveLength(2);
  });

  test('is not taken for done where the PSA answers without doing it', async () => {
    const busy = await aBusyPsa();
    const entries = entriesOf(busy, busy.dana.id, busy.alone.id);
    const edit = (body: unknown): unknown => Object.assign({}, body, { doneFlag: false });
    busy.sandbox.addFault({ system: 'psa', path: /entries\/\d/, effect: { kind: 'edit', edit } });

    const rest = await busy.psa.duties.finish(fromDanaToSam(busy, resource(busy.alone, entries)));

    expect(rest).toContain('could not be marked done');
  });
});
