/** Giving a ticket back to one of its resources: their own schedule entry is opened again, where that can be, and whoever had it in between is taken off. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Reassignment } from '../../../../src/domain/offboarding/handover.ts';
import { reversed } from '../../../../src/core/undo/reverse.ts';
import { changeRow, removeRow } from '../../../../src/sandbox/work/table.ts';
import { addScheduleEntry } from '../../../../src/sandbox/work/schedule.ts';
import { stopSandboxes } from '../a-psa.ts';
import { aBusyPsa } from './a-duty-psa.ts';
import { entriesOf, fromDanaToSam, owner, resource } from './a-handover.ts';

afterEach(stopSandboxes);

type Busy = Awaited<ReturnType<typeof aBusyPsa>>;
const writesOf = ({ requests }: Busy) => requests().filter((request) => !request.startsWith('GET'));

/** Dana's place on the ticket went to Sam; `back` turns it round. */
async function handedOver(
  more = 0,
): Promise<{ readonly busy: Busy; readonly back: Reassignment; readonly own: readonly number[] }> {
  const busy = await aBusyPsa();
  const { dana, sam, alone, world } = busy;
  for (let index = 0; index < more; index += 1) addScheduleEntry(world, { member: dana, ticket: alone });
  const own = entriesOf(busy, dana.id, alone.id);
  const there = fromDanaToSam(busy, resource(alone, own));
  await busy.psa.duties.reassign(there);
  expect(await busy.psa.duties.finish(there)).toBeNull();
  const back = reversed(there, entriesOf(busy, sam.id, alone.id));
  busy.sandbox.clearTraffic();
  return { busy, back, own };
}

async function giveBack(busy: Busy, back: Reassignment) {
  const { duties } = busy.psa;
  const standing = await duties.readStanding(back);
  const reply = await duties.reassign(back);
  const rest = reply.kind === 'done' ? await duties.finish(back) : 'not finished';
  return { standing: standing.kind, reply: reply.kind, rest, after: (await duties.readStanding(back)).kind };
}
const IS_BACK = { standing: 'held', reply: 'done', rest: null, after: 'handed-over' };

test('the entry that was marked done is opened again, and no new one is made', async () => {
  const { busy, back, own } = await handedOver();

  const end = await giveBack(busy, back);

  expect(end).toEqual(IS_BACK);
  expect(entriesOf(busy, busy.dana.id, busy.alone.id)).toEqual(own);
  expect(entriesOf(busy, busy.sam.id, busy.alone.id)).toEqual([]);
  expect(writesOf(busy).map((request) => request.replace(/\?.*$/, ''))).toEqual([
    expect.stringMatching(/^PATCH .*\/schedule\/entries\/\d+$/),
    expect.stringMatching(/^PATCH .*\/schedule\/entries\/\d+$/),
  ]);
});

test('of several entries all are opened again', async () => {
  const { busy, back, own } = await handedOver(2);

  expect(await giveBack(busy, back)).toEqual(IS_BACK);
  expect(own).toHaveLength(3);
  expect(entriesOf(busy, busy.dana.id, busy.alone.id)).toEqual(own);
});

test('handed back, it can be handed over once more', async () => {
  const { busy, back } = await handedOver();
  await giveBack(busy, back);

  const end = await giveBack(busy, reversed(back, entriesOf(busy, busy.dana.id, busy.alone.id)));

  expect(end).toEqual(IS_BACK);
  expect(entriesOf(busy, busy.dana.id, busy.alone.id)).toEqual([]);
});

describe('a new entry is made', () => {
  test.each<[string, (busy: Busy, entry: number) => void]>([
    [
      'where the old one is gone',
      ({ world }, entry) => {
        removeRow(world.work.scheduleEntries, entry);
      },
    ],
    [
      'where the old one was given to somebody else',
      ({ world, samantha }, entry) => changeRow(world.work.scheduleEntries, entry, { member: samantha.id }),
    ],
    [
      'where the old one is for another ticket by now',
      ({ world, shared }, entry) => changeRow(world.work.scheduleEntries, entry, { objectId: shared.id }),
    ],
    [
      'where the PSA will not open the old one again',
      ({ sandbox }, entry) => {
        const body = '{"code":"InvalidObject","message":"The period is closed"}';
        sandbox.addFault({
          system: 'psa',
          method: 'PATCH',
          path: new RegExp(`entries/${entry}`),
          effect: { kind: 'answer', status: 400, body },
        });
      },
    ],
  ])('%s', async (_where, change) => {
    const { busy, back, own } = await handedOver();
    change(busy, own[0] ?? 0);

    expect(await giveBack(busy, back)).toEqual(IS_BACK);
    const [made] = entriesOf(busy, busy.dana.id, busy.alone.id);
    expect(own).not.toContain(made);
    expect(writesOf(busy).filter((request) => request.startsWith('POST'))).toHaveLength(1);
  });
});

describe('what is not sent', () => {
  test.each([
    [500, false],
    [401, true],
  ])('anything, when the old entry cannot be read (%i)', async (status, fatal) => {
    const { busy, back } = await handedOver();
    busy.sandbox.addFault({
      system: 'psa',
      method: 'GET',
      path: /schedule\/entries/,
      effect: { kind: 'answer', status },
      times: Infinity,
    });

    const reply = await busy.psa.duties.reassign(back);

    expect(reply).toMatchObject({ kind: 'refused', fatal });
    expect(reply.kind === 'refused' ? reply.detail : '').toMatch(/^Nothing was sent: /);
    expect(writesOf(busy)).toEqual([]);
  });

  test('a new entry, when the answer to the opening never came', async () => {
    const { busy, back } = await handedOver();
    busy.sandbox.addFault({ system: 'psa', method: 'PATCH', path: /entries/, effect: { kind: 'drop-after' } });

    const reply = await busy.psa.duties.reassign(back);

    expect(reply.kind).toBe('unknown');
    expect(await busy.psa.duties.readStanding(back)).toEqual({ kind: 'handed-over' });
    expect(writesOf(busy)).toHaveLength(1);
  });
});

describe('what could not follow is told in words', () => {
  const refusal = { kind: 'answer', status: 400, body: '{"code":"InvalidObject","message":"No."}' } as const;

  test('entries that stay done', async () => {
    const { busy, back, own } = await handedOver(1);
    await busy.psa.duties.reassign(back);
    busy.sandbox.addFault({ system: 'psa', method: 'PATCH', path: new RegExp(`entries/${own[1]}`), effect: refusal });

    const rest = await busy.psa.duties.finish(back);

    expect(rest).toMatch(/^A schedule entry of dfir for it could not be opened again: .*"No\."/);
  });

  test('entries that could not be read, on either side', async () => {
    const { busy, back } = await handedOver(1);
    await busy.psa.duties.reassign(back);
    busy.sandbox.addFault({
      system: 'psa',
      method: 'GET',
      path: /schedule\/entries/,
      effect: { kind: 'answer', status: 500 },
      times: Infinity,
    });

    const rest = await busy.psa.duties.finish(back);

    expect(rest).toMatch(
      /^sam's schedule entries for it are still there, .* dfir's schedule entries for it are still marked done, /,
    );
  });
});

test('an owner is given back without any look at the schedule', async () => {
  const busy = await aBusyPsa();
  const there = fromDanaToSam(busy, owner(busy.alone));
  await busy.psa.duties.reassign(there);

  expect(await giveBack(busy, reversed(there, []))).toEqual(IS_BACK);
});
