/** Tickets over real HTTP: opened, noted, closed, and found again whatever became of an answer. */
import { afterEach, describe, expect, test } from 'vitest';
import { createDesk } from '../../../../src/adapters/connectwise/desk/desk.ts';
import type { DeskOptions } from '../../../../src/adapters/connectwise/desk/desk-options.ts';
import type { Quirks } from '../../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import { addBoard, statusNamed } from '../../../../src/sandbox/work/boards.ts';
import { changeRow } from '../../../../src/sandbox/work/table.ts';
import { addTicket } from '../../../../src/sandbox/work/tickets.ts';
import { HOSTILE } from '../../../support/builders/a-message.ts';
import { aPsa, stopSandboxes } from '../a-psa.ts';

afterEach(stopSandboxes);

const MARKER = 'rollcall:harborpine:0123456789abcdef0123456789abcdef';
const SPENT = 'rollcall-done:harborpine:0123456789abcdef0123456789abcdef';
const BEGINNING = 'rollcall:harborpine:';
const DRAFT = { marker: MARKER, summary: 'Rollcall, harborpine: Creations failed', text: 'One line.\nAnother.' };

async function aBoard(over: Partial<DeskOptions> = {}, quirks: Partial<Quirks> = {}) {
  const world = createEmptyWorld();
  addMember(world, { identifier: 'sync', id: 20, licenseClass: 'A' });
  const { sandbox, options, requests } = await aPsa({ world, quirks });
  const desk = createDesk(options, {
    name: 'ticket',
    board: 'Help Desk',
    company: 'Alder Dental',
    status: null,
    closedStatus: null,
    priority: null,
    type: null,
    matters: ['hold'],
    names: true,
    most: 25,
    ...over,
  });
  const { work } = world;
  return {
    world,
    sandbox,
    desk,
    writes: () => requests().filter((request) => !request.startsWith('GET')),
    tickets: () => [...work.serviceTickets.byId.values()],
    notes: () => [...work.ticketNotes.byId.values()],
  };
}
const done = { kind: 'done', ticket: 10_001 } as const;

describe('a ticket', () => {
  test('is opened with the configured names, internal, and in silence', async () => {
    const { desk, tickets, notes, sandbox } = await aBoard({
      board: 'field service',
      company: 'BIRCHFREIGHT',
      status: 'In Progress',
      priority: 'priority 2 - high',
      type: 'Account management',
    });

    expect(await desk.open(DRAFT)).toEqual(done);
    expect(tickets()).toEqual([
      expect.objectContaining({
        summary: DRAFT.summary,
        board: 52,
        company: 302,
        status: 5202,
        priority: 5,
        type: 1404,
        externalXRef: MARKER,
        closedFlag: false,
      }),
    ]);
    expect(notes()).toEqual([
      expect.objectContaining({ text: DRAFT.text, internalAnalysisFlag: true, detailDescriptionFlag: false }),
    ]);
    expect(sandbox.world.work.sent.filter(({ kind }) => kind === 'mail')).toEqual([]);
    expect(await desk.find(BEGINNING)).toEqual([{ id: 10_001, marker: MARKER, closed: false, onBoard: true }]);
  });

  test('that is there already is not opened again, whatever is remembered', async () => {
    const { desk, tickets } = await aBoard();
    await desk.open(DRAFT);

    expect(await desk.open(DRAFT)).toEqual(done);
    expect(tickets()).toHaveLength(1);
  });

  test('whose answer never came is found', async () => {
    const { desk, tickets, sandbox } = await aBoard();
    sandbox.addFault({ system: 'psa', method: 'POST', path: /tickets$/, effect: { kind: 'drop-after' } });

    expect(await desk.open(DRAFT)).toEqual(done);
    expect(tickets()).toHaveLength(1);
  });

  test('that did not arrive, and of which nobody knows, is left to the next time', async () => {
    const { desk, tickets, sandbox, writes } = await aBoard();
    sandbox.addFault({ system: 'psa', method: 'POST', path: /tickets$/, effect: { kind: 'drop' } });

    expect(await desk.open(DRAFT)).toMatchObject({ kind: 'unsettled', ticket: null });
    expect([tickets(), writes()]).toEqual([[], ['POST /service/tickets']]);
    expect(await desk.open(DRAFT)).toEqual(done);
  });

  test('whose marker a workflow takes away is told, with its number, so that it is not opened twice', async () => {
    const { desk, sandbox, world } = await aBoard();
    sandbox.addFault({
      system: 'psa',
      method: 'GET',
      path: /tickets\/10001/,
      effect: {
        kind: 'meanwhile',
        act: () => changeRow(world.work.serviceTickets, 10_001, { externalXRef: null }),
      },
    });

    expect(await desk.open(DRAFT)).toMatchObject({ kind: 'unsettled', ticket: 10_001 });
  });

  test('that is refused says what the PSA says', async () => {
    const { desk, world } = await aBoard();
    world.rights.work.serviceTickets.add = 'None';

    const reply = await desk.open(DRAFT);

    expect(reply).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Service Desk > Service Tickets') as unknown,
    });
  });

  test('is not opened where the role would not show those that are there', async () => {
    const { desk, world, writes } = await aBoard();
    world.rights.work.serviceTickets.inquire = 'My';

    await expect(desk.find(BEGINNING)).rejects.toMatchObject({ reason: 'forbidden' });
    await expect(desk.open(DRAFT)).rejects.toMatchObject({ reason: 'forbidden' });
    expect(writes()).toEqual([]);
  });

  test.each(HOSTILE)('shows %j without markup of any kind', async (name) => {
    const { desk, tickets, notes } = await aBoard();

    await desk.open({ ...DRAFT, summary: `Rollcall: ${name}`.slice(0, 100), text: `- ${name}` });

    expect(tickets()[0]?.summary).not.toMatch(/[<>`[\]]/);
    expect(notes()[0]?.text).not.toMatch(/[<>`[\]]/);
    expect(notes()[0]?.text).toHaveLength(name.length + 2);
  });
});

describe('finding', () => {
  test('sees closed ones and other boards, and no other’s markers', async () => {
    const { desk, world } = await aBoard();
    addBoard(world, { name: 'Other' });
    const marked = (externalXRef: string, more: object = {}) => {
      const { id } = addTicket(world, more);
      changeRow(world.work.serviceTickets, id, { externalXRef });
      return id;
    };
    const closed = marked(`${BEGINNING}a`, { status: 'Closed' });
    const elsewhere = marked(`${BEGINNING}b`, { board: 'Other' });
    for (const other of ['rollcall-done:harborpine:a', 'rollcall:harborpine-two:a', `x ${BEGINNING}a`, 'harborpine'])
      marked(other);

    expect(await desk.find(BEGINNING)).toEqual([
      { id: closed, marker: `${BEGINNING}a`, closed: true, onBoard: true },
      { id: elsewhere, marker: `${BEGINNING}b`, closed: false, onBoard: false },
    ]);
  });

  test('a list that fails, or that its count contradicts, is no answer', async () => {
    const { desk, sandbox } = await aBoard();
    await desk.open(DRAFT);
    sandbox.addFault({
      system: 'psa',
      path: /tickets\/count/,
      effect: { kind: 'edit', edit: () => ({ count: 3 }) },
      times: 2,
    });

    await expect(desk.find(BEGINNING)).rejects.toMatchObject({ reason: 'malformed' });
    sandbox.addFault({ system: 'psa', path: /tickets\?/, effect: { kind: 'answer', status: 500 }, times: 2 });
    await expect(desk.find(BEGINNING)).rejects.toMatchObject({ reason: 'unavailable' });
  });

  test('reads one ticket, and none that is gone', async () => {
    const { desk } = await aBoard();
    await desk.open(DRAFT);

    expect(await desk.read(10_001)).toMatchObject({ marker: MARKER });
    expect(await desk.read(99_999)).toBeUndefined();
  });
});

describe('a note', () => {
  const note = { tag: 'abc123', text: 'It has changed.' };

  test('is internal, written to nobody, and added once', async () => {
    const { desk, notes, sandbox } = await aBoard();
    await desk.open(DRAFT);

    expect(await desk.note(10_001, note)).toEqual(done);
    expect(await desk.note(10_001, note)).toEqual(done);
    expect(notes().slice(1)).toEqual([
      expect.objectContaining({
        text: 'It has changed.\n(Rollcall abc123)',
        internalAnalysisFlag: true,
        detailDescriptionFlag: false,
      }),
    ]);
    expect(sandbox.world.work.sent.filter(({ kind }) => kind === 'mail')).toEqual([]);
  });

  test('whose answer never came is found', async () => {
    const { desk, notes, sandbox } = await aBoard();
    await desk.open(DRAFT);
    sandbox.addFault({ system: 'psa', method: 'POST', path: /notes$/, effect: { kind: 'drop-after' } });

    expect(await desk.note(10_001, note)).toEqual(done);
    expect(notes()).toHaveLength(2);
  });

  test('says again what it said before, once something else was said in between', async () => {
    const { desk, notes } = await aBoard();
    await desk.open(DRAFT);
    for (const tag of ['one', 'two', 'one']) await desk.note(10_001, { ...note, tag });

    expect(notes()).toHaveLength(4);
  });

  test('of which nobody knows is told', async () => {
    const { desk, sandbox } = await aBoard();
    await desk.open(DRAFT);
    sandbox.addFault({ system: 'psa', method: 'POST', path: /notes$/, effect: { kind: 'drop' } });

    expect(await desk.note(10_001, note)).toMatchObject({ kind: 'unsettled' });
  });
});

describe('closing', () => {
  test.each([
    [null, 5105, true],
    ['Completed', 5104, false],
  ])('with the status %j takes the marker off in one write', async (closedStatus, status, flag) => {
    const { desk, tickets, writes, sandbox } = await aBoard({ closedStatus });
    await desk.open(DRAFT);

    expect(await desk.close(10_001, SPENT)).toEqual(done);
    expect(tickets()[0]).toMatchObject({ status, closedFlag: flag, externalXRef: SPENT });
    expect(await desk.read(10_001)).toMatchObject({ closed: true, marker: SPENT });
    expect(writes()).toEqual(['POST /service/tickets', 'PATCH /service/tickets/10001']);
    expect(sandbox.world.work.sent.filter(({ kind }) => kind === 'mail')).toEqual([]);
  });

  test('whose answer never came is verified by reading', async () => {
    const { desk, sandbox } = await aBoard();
    await desk.open(DRAFT);
    sandbox.addFault({ system: 'psa', method: 'PATCH', path: /tickets/, effect: { kind: 'drop-after' } });

    expect(await desk.close(10_001, SPENT)).toEqual(done);
  });

  test('that did not take is not called done', async () => {
    const { desk, sandbox, world } = await aBoard();
    await desk.open(DRAFT);
    sandbox.addFault({
      system: 'psa',
      method: 'GET',
      path: /tickets\/10001/,
      effect: {
        kind: 'meanwhile',
        act: () => changeRow(world.work.serviceTickets, 10_001, { status: 5101, closedFlag: false }),
      },
    });

    expect(await desk.close(10_001, SPENT)).toMatchObject({
      kind: 'unsettled',
      detail: expect.stringContaining('workflow rule') as unknown,
    });
  });

  test('is a right of its own', async () => {
    const { desk, world, tickets } = await aBoard();
    await desk.open(DRAFT);
    world.rights.work.closeTickets.edit = 'None';

    expect(await desk.close(10_001, SPENT)).toMatchObject({ kind: 'refused' });
    expect(tickets()[0]).toMatchObject({ closedFlag: false, externalXRef: MARKER });
    expect((await desk.check())[1]).toMatchObject({
      result: 'fail',
      detail: expect.stringContaining('Close Service Tickets') as unknown,
    });
  });

  test('that is refused says which rights it needs', async () => {
    const { desk, world } = await aBoard();
    await desk.open(DRAFT);
    world.rights.work.serviceTickets.edit = 'None';

    expect(await desk.close(10_001, SPENT)).toMatchObject({
      kind: 'refused',
      detail: expect.stringContaining('Close Service Tickets') as unknown,
    });
  });

  test.each([
    ['taken', 'done'],
    ['refused', 'refused'],
  ] as const)('a marker on a ticket that somebody closed: %s', async (closedTicketPatch, kind) => {
    const { desk, world } = await aBoard({}, { closedTicketPatch });
    await desk.open(DRAFT);
    const status = statusNamed(world, 51, 'Closed').id;
    changeRow(world.work.serviceTickets, 10_001, { status, closedFlag: true });

    expect(await desk.release(10_001, SPENT)).toMatchObject({ kind });
  });
});

describe('the self-test', () => {
  test('is content where everything is there', async () => {
    const { desk, writes } = await aBoard();

    expect((await desk.check()).map(({ result }) => result)).toEqual(['ok', 'ok']);
    expect(writes()).toEqual([]);
  });

  test.each<[string, Partial<DeskOptions>, RegExp]>([
    ['no board', { board: 'Nowhere' }, /no service board "Nowhere"/],
    ['no company', { company: 'Nobody' }, /no company "Nobody"/],
    ['a company that cannot be asked for', { company: '"; drop' }, /cannot be asked for/],
    ['no status', { status: 'Sleeping' }, /no status of board "Help Desk" "Sleeping"/],
    ['no closing status', { closedStatus: 'Gone' }, /"Gone"/],
    ['no priority', { priority: 'Priority 9' }, /no priority "Priority 9"/],
    ['no type', { type: 'Nothing' }, /no type of board "Help Desk" "Nothing"/],
  ])('names %s', async (_what, over, detail) => {
    const { desk } = await aBoard(over);

    expect(await desk.check()).toContainEqual(
      expect.objectContaining({ result: 'fail', detail: expect.stringMatching(detail) as unknown }),
    );
    await expect(desk.find(BEGINNING)).rejects.toThrow(detail);
  });

  test('names the rights that are missing', async () => {
    const { desk, world } = await aBoard();
    world.rights.work.serviceTickets.add = 'My';
    world.rights.work.serviceTickets.edit = 'None';

    expect((await desk.check())[1]).toMatchObject({
      result: 'fail',
      detail: expect.stringContaining('Add All, Edit All') as unknown,
    });
  });
});
