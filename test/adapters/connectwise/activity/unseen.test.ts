/** What cannot be seen of somebody's activity is never taken for none. */
import { afterEach, describe, expect, test } from 'vitest';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import type { FaultEffect } from '../../../../src/sandbox/context.ts';
import { aPsa, stopSandboxes } from '../a-psa.ts';
import { addDoer, at, createBusyCompany, deedsOf, NEVER, refTo, SINCE, whyOf } from './an-active-psa.ts';

afterEach(stopSandboxes);

/** Somebody who did nothing, in a company that works. */
async function anIdlePsa(world = createBusyCompany()) {
  const idle = addMember(world, { identifier: 'idle' });
  const opened = await aPsa({ world });
  const read = async () => deedsOf(await opened.psa.duties.readActivity([refTo(idle)], SINCE), idle);
  return { ...opened, idle, read };
}

describe.each(['None', 'My'] as const)('with Inquire %s', (level) => {
  test('on time entries they are unknown, and the right is named', async () => {
    const { world, read } = await anIdlePsa();
    world.rights.work.timeEntry.inquire = level;

    const [timeEntry, ticket] = await read();

    expect(whyOf(timeEntry)).toContain('Time & Expense > Time Entry: set Inquire All.');
    expect(ticket).toEqual(NEVER);
  });

  test.each([
    ['serviceTickets', 'Service Desk > Service Tickets'],
    ['projectTickets', 'Project > Project Tickets'],
  ] as const)('on %s tickets are unknown, and the right is named', async (area, right) => {
    const { world, read } = await anIdlePsa();
    world.rights.work[area].inquire = level;

    const [timeEntry, ticket] = await read();

    expect(timeEntry).toEqual(NEVER);
    expect(whyOf(ticket)).toContain(`${right}: set Inquire All.`);
  });
});

test('whoever is seen on a ticket of the one list was there, though the other one is hidden', async () => {
  const world = createBusyCompany();
  const doer = addDoer(world, 'jdoe', { changed: 4 });
  world.rights.work.projectTickets.inquire = 'None';
  const { psa } = await aPsa({ world });

  expect(deedsOf(await psa.duties.readActivity([refTo(doer)], SINCE), doer)).toEqual([NEVER, at(4)]);
});

test('a PSA that shows no time entry and no ticket of anybody is not believed, but one without projects is', async () => {
  const { read } = await anIdlePsa(createEmptyWorld());

  const [timeEntry, ticket] = await read();

  expect(whyOf(timeEntry)).toBe(
    'time entries: the PSA shows none of anybody since 2026-09-23, which is more likely a right that is missing.',
  );
  expect(whyOf(ticket)).toContain('service tickets: the PSA shows none of anybody');
});

test('with its own rights hidden, the count of all records still tells that there are some', async () => {
  const { sandbox, read } = await anIdlePsa();
  sandbox.addFault({
    system: 'psa',
    path: /mySecurity/,
    times: Infinity,
    effect: { kind: 'answer', status: 403, body: '{}' },
  });

  expect(await read()).toEqual([NEVER, NEVER]);
});

const PATH = /\/time\/entries\?/;
describe('time entries are unknown when', () => {
  test.each<[string, FaultEffect, RegExp]>([
    ['the answer is no list', { kind: 'edit', edit: () => ({}) }, /answered something that cannot be read/],
    [
      'an entry has no member',
      { kind: 'edit', edit: () => [{ id: 1, timeStart: '2026-11-20T08:00:00Z' }] },
      /cannot be read/,
    ],
    [
      'an entry begins at no instant',
      { kind: 'edit', edit: () => [{ id: 1, member: { id: 1 }, timeStart: 'today' }] },
      /cannot be read/,
    ],
    ['the answer is cut', { kind: 'cut' }, /\/time\/entries/],
    [
      'the condition is refused',
      { kind: 'answer', status: 400, body: '{"code":"ApiFindCondition","message":"no such field"}' },
      /no such field/,
    ],
    [
      'a full page shows strangers only',
      {
        kind: 'edit',
        edit: () =>
          Array.from({ length: 1000 }, (_unused, id) => ({ id, member: { id: 1 }, timeStart: '2026-11-20T08:00:00Z' })),
      },
      /a full page shows nobody of those who were asked for/,
    ],
    [
      'a full page is older than the question',
      {
        kind: 'edit',
        edit: () =>
          Array.from({ length: 1000 }, (_unused, id) => ({ id, member: { id: 2 }, timeStart: '2026-01-20T08:00:00Z' })),
      },
      /a full page shows nobody of those who were asked for/,
    ],
  ])('%s', async (_what, effect, why) => {
    const { sandbox, read } = await anIdlePsa();
    sandbox.addFault({ system: 'psa', path: PATH, times: Infinity, effect });

    const [timeEntry, ticket] = await read();

    expect(whyOf(timeEntry)).toMatch(why);
    expect(ticket).toEqual(NEVER);
  });

  test.each<[string, FaultEffect, RegExp]>([
    ['nobody is seen and the count fails', { kind: 'answer', status: 403, body: '{}' }, /Time Entry: set Inquire All/],
    ['nobody is seen and the count is none', { kind: 'edit', edit: () => ({}) }, /none of anybody/],
  ])('%s', async (_what, effect, why) => {
    const { sandbox, read } = await anIdlePsa();
    sandbox.addFault({ system: 'psa', path: /\/time\/entries\/count/, times: Infinity, effect });

    expect(whyOf((await read())[0])).toMatch(why);
  });

  test('a server serves smaller pages than it is asked for, and does not stop', async () => {
    const world = createBusyCompany();
    const members = Array.from({ length: 30 }, (_unused, index) => addMember(world, { identifier: `m${index}` }));
    const { psa, sandbox } = await aPsa({ world });
    let served = 0;
    // One entry a page, each of the next member, and always a next page.
    sandbox.addFault({
      system: 'psa',
      path: PATH,
      times: Infinity,
      effect: {
        kind: 'answer',
        status: 200,
        headers: { link: '<http://psa.example/next>; rel="next"', 'content-type': 'application/json' },
        get body() {
          const member = members[served];
          served += 1;
          return JSON.stringify([{ id: served, member: { id: member?.id ?? 1 }, timeStart: '2026-11-20T08:00:00Z' }]);
        },
      },
    });

    const read = await psa.duties.readActivity(members.map(refTo), SINCE);

    expect(read.filter(({ timeEntry }) => timeEntry.kind === 'at')).toHaveLength(10);
    const hidden = read.filter(({ timeEntry }) => timeEntry.kind === 'unknown');
    expect(hidden).toHaveLength(20);
    expect(whyOf(hidden[0]?.timeEntry)).toBe('time entries: there are more of them than are read in one run.');
  });
});

test('keys that are not accepted end it all', async () => {
  const { sandbox, read } = await anIdlePsa();
  sandbox.addFault({ system: 'psa', path: PATH, times: Infinity, effect: { kind: 'answer', status: 401, body: '{}' } });

  await expect(read()).rejects.toThrow(/API Keys/);
});

test('a ticket whose fields are of another shape is no trace, and says so', async () => {
  const { sandbox, read } = await anIdlePsa();
  sandbox.addFault({
    system: 'psa',
    path: /\/service\/tickets\?/,
    times: Infinity,
    effect: { kind: 'edit', edit: () => [{ id: 1, closedBy: 7 }] },
  });

  expect(whyOf((await read())[1])).toMatch(/service tickets: .*cannot be read/);
});

test('a ticket without names and dates is nobody’s trace', async () => {
  const { sandbox, read } = await anIdlePsa();
  const rows = [
    { id: 1 },
    { id: 2, closedBy: 'idle', closedDate: 'today', _info: { updatedBy: 'idle', lastUpdated: null } },
  ];
  sandbox.addFault({
    system: 'psa',
    path: /\/service\/tickets\?/,
    times: Infinity,
    effect: { kind: 'edit', edit: () => rows },
  });

  expect(await read()).toEqual([NEVER, NEVER]);
});
