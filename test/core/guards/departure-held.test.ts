/** Nobody takes a leaver's work while the leaver stays. */
import { describe, expect, test } from 'vitest';
import { decide } from '../../../src/core/decide.ts';
import { departureHeld } from '../../../src/core/guards/departure-held.ts';
import type { Action } from '../../../src/domain/planning/action.ts';
import type { HandedDuty } from '../../../src/domain/offboarding/handover.ts';
import type { Hold } from '../../../src/domain/planning/plan.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';
import { aDeactivation, aHold, aReassignment, stepLine } from '../builders/an-action.ts';
import { aTicket, HOLD, ON_SERVICE, ownedBy, TO_MANAGER } from '../builders/a-duty.ts';
import { anApproval, aPolicy, UNLIMITED } from '../builders/a-world.ts';
import { outside } from '../builders/a-person.ts';
import {
  ada,
  aDeparture,
  afterDeparture,
  bo,
  cem,
  memberAda,
  memberBo,
  memberCem,
  type DepartureOver,
} from '../offboarding/a-departure.ts';

const TICKET = { tickets: [aTicket(7, ownedBy(memberAda))] };
/** Ada and Cem leave at once, each with one ticket that Bo is to take. */
const TWO_LEAVERS: DepartureOver = {
  people: [ada, bo, { ...cem, state: 'disabled' }],
  duties: { tickets: [aTicket(7, ownedBy(memberAda)), aTicket(8, ownedBy(memberCem))] },
  managers: [
    { person: ada.id, manager: bo },
    { person: cem.id, manager: bo },
  ],
};
const leaving = (over: DepartureOver = {}): World =>
  aDeparture({ rules: { 'ticket-owner': TO_MANAGER }, duties: TICKET, ...over });
const linesOf = (world: World): readonly string[] => decide(world).plan.steps.map(stepLine);
const limited = (limits: Partial<Policy['limits']>): Pick<Policy, 'limits'> => ({
  limits: { ...aPolicy().limits, ...limits },
});
const one = { ...UNLIMITED, perRun: { count: 1, percent: null } };

const handing = (because: Parameters<typeof aReassignment>[2]): Action => aReassignment(memberAda, memberBo, because);

describe('a handover', () => {
  test('goes when its departure goes', () => {
    expect(linesOf(leaving())).toEqual(['reassign ada.example: go', 'deactivate ada.example: go']);
  });

  test.each<[string, DepartureOver, string]>([
    [
      'is protected',
      { policy: { protectedMembers: ['ada*', 'ghost', 'reports-api'] } },
      'deactivate ada.example: hold protected',
    ],
    [
      'has work left that has to go first',
      {
        rules: { 'ticket-owner': TO_MANAGER, 'time-sheet': HOLD },
        duties: { ...TICKET, records: [{ kind: 'time-sheet', member: memberAda.key, id: 1, title: 'x', state: 'y' }] },
      },
      'deactivate ada.example: hold work-left',
    ],
    [
      'is not proven to be absent',
      {
        people: [bo, cem],
        lookups: [{ member: memberAda.key, people: [outside({ ...ada, state: 'enabled' })] }],
        managers: [{ person: ada.id, manager: bo }],
      },
      'deactivate ada.example: hold absence',
    ],
  ])('waits when the leaver %s', (_name, over, departure) => {
    const lines = linesOf(leaving(over));

    expect(lines).toContain(departure);
    expect(lines[0]).toMatch(/^reassign ada\.example: hold .*departure-held$/);
  });

  test('waits when its departure is over a limit, and does not count under its own', () => {
    const world = leaving({ ...TWO_LEAVERS, policy: limited({ deactivate: one, reassign: one }) });

    expect(linesOf(world)).toEqual([
      'reassign ada.example: hold departure-held',
      'reassign cem.muster: hold departure-held',
      'deactivate ada.example: hold limit-per-run',
      'deactivate cem.muster: hold limit-per-run',
    ]);
  });

  test('goes with the departure that somebody has approved, and the others wait on', () => {
    const world = leaving({ ...TWO_LEAVERS, policy: limited({ deactivate: one }) });
    const digest = decide(world).plan.steps[2]!.digest;

    expect(linesOf({ ...world, approvals: [anApproval(digest)] })).toEqual([
      'reassign ada.example: go',
      'reassign cem.muster: hold departure-held',
      'deactivate ada.example: go by Ada Admin',
      'deactivate cem.muster: hold limit-per-run',
    ]);
  });

  test('does not go by an approval of its own while its departure waits', () => {
    const world = leaving({
      policy: { protectedMembers: [] },
      rules: { 'ticket-owner': TO_MANAGER, 'time-sheet': HOLD },
      duties: { ...TICKET, unseen: [{ kind: 'time-sheet', because: 'failed', detail: 'no' }] },
    });
    const digest = decide(world).plan.steps[0]!.digest;

    expect(linesOf({ ...world, approvals: [anApproval(digest, { guards: ['departure-held'] })] })).toEqual([
      'reassign ada.example: hold departure-held',
      'deactivate ada.example: hold work-left',
    ]);
  });

  test('over its own limit waits with all of its kind, and the departure goes all the same', () => {
    const duties = { tickets: [7, 8].map((id) => aTicket(id, ownedBy(memberAda))) };
    const world = leaving({ duties, policy: limited({ reassign: one }) });
    const [step] = decide(world).plan.steps;

    expect(linesOf(world)).toEqual([
      'reassign ada.example: hold limit-per-run',
      'reassign ada.example: hold limit-per-run',
      'deactivate ada.example: go',
    ]);
    expect(step).toMatchObject({ holds: [{ why: '2 reassignments in one run; at most 1 pass.' }] });
  });

  test('that failed backs off by itself, and neither another nor the departure waits for it', () => {
    const failures = [
      { subject: 'member:1 ticket-owner service:7', count: 1, notBefore: '2026-11-23T11:00:00Z', detail: 'locked' },
    ];
    const duties = { tickets: [7, 8].map((id) => aTicket(id, ownedBy(memberAda))) };
    const world = leaving({ duties });

    expect(linesOf({ ...world, memory: { ...world.memory, failures } })).toEqual([
      'reassign ada.example: hold back-off',
      'reassign ada.example: go',
      'deactivate ada.example: go',
    ]);
  });

  test('of somebody who left earlier needs no departure', () => {
    expect(linesOf(afterDeparture({ rules: { 'ticket-owner': TO_MANAGER }, duties: TICKET }))).toEqual([
      'reassign ada.example: go',
    ]);
  });
});

describe('the hold', () => {
  const departure = aDeactivation(memberAda, 'disabled');
  const held = (...holds: readonly Hold[]): readonly Hold[] =>
    departureHeld([{ action: departure, holds }], [])(handing({ because: 'disabled' }));

  test.each<[string, readonly Hold[], Hold['release'], string]>([
    [
      'an approval',
      [aHold({ guard: 'work-left' }), aHold({ guard: 'limit-per-run' })],
      'approval',
      'work that is left and the limit per run',
    ],
    [
      'what no approval ends',
      [aHold({ guard: 'work-left' }), aHold({ guard: 'absence', release: 'time' })],
      'time',
      'work that is left and an absence not yet proven',
    ],
    [
      'what no approval ends, each guard once',
      [aHold({ guard: 'protected', release: 'config' }), aHold({ guard: 'protected', release: 'config' })],
      'config',
      'protection',
    ],
  ])('ends as its departure’s does: by %s', (_name, holds, release, guards) => {
    expect(held(...holds)).toEqual([
      {
        guard: 'departure-held',
        release,
        why: `It goes when ada.example is switched off, and that step is held by ${guards}.`,
      },
    ]);
  });

  test('is none when the departure goes', () => {
    expect(held()).toEqual([]);
  });

  test('is there when no departure is planned at all', () => {
    expect(departureHeld([], [])(handing({ because: 'disabled' }))).toEqual([
      { guard: 'departure-held', release: 'time', why: 'ada.example is not switched off by this plan.' },
    ]);
  });

  test.each(['left-earlier', 'handed-back'] as const)('is none for what is %s', (because) => {
    expect(departureHeld([], [])(handing({ because }))).toEqual([]);
  });

  test('is none for anything else', () => {
    expect(departureHeld([], [])(departure)).toEqual([]);
  });
});

describe('a ticket that the leaver shares with somebody whose departure is held', () => {
  const SHARED = aTicket(7, { resources: ['ada.example', ' CEM.Muster '] });
  const onTicket: HandedDuty = {
    kind: 'ticket-resource',
    ticket: { list: 'service', id: 7, summary: 'Printer 7', board: 'Help Desk' },
    entries: [70],
    type: ON_SERVICE,
  };
  const heldBy = (holds: readonly Hold[], because: 'disabled' | 'left-earlier', tickets = [SHARED]): readonly Hold[] =>
    departureHeld(
      [
        { action: aDeactivation(memberAda, 'disabled'), holds: [] },
        { action: aDeactivation(memberCem, 'disabled'), holds },
      ],
      tickets,
    )(handing({ because, duty: onTicket }));
  const limit = aHold({ guard: 'limit-per-run' });

  test.each(['disabled', 'left-earlier'] as const)('gets nobody new (%s)', (because) => {
    expect(heldBy([limit], because)).toEqual([
      {
        guard: 'departure-held',
        release: 'approval',
        why: 'cem.muster is on the ticket as well, and that departure is held by the limit per run.',
      },
    ]);
  });

  test.each<[string, readonly Hold[]]>([
    ['the other goes, too', heldBy([], 'disabled')],
    ['the other is on another ticket', heldBy([limit], 'disabled', [aTicket(8, { resources: ['cem.muster'] })])],
    [
      'nobody who leaves is on it',
      heldBy([limit], 'disabled', [aTicket(7, { resources: ['ada.example', 'bo.boss'] })]),
    ],
  ])('is handed over where %s', (_name, holds) => {
    expect(holds).toEqual([]);
  });

  test('is held no more than by its own departure, of which nothing else is said', () => {
    const holds = departureHeld(
      [
        { action: aDeactivation(memberAda, 'disabled'), holds: [aHold({ guard: 'work-left' })] },
        { action: aDeactivation(memberCem, 'disabled'), holds: [limit] },
      ],
      [SHARED],
    )(handing({ because: 'disabled', duty: onTicket }));

    expect(holds.map(({ why }) => why)).toEqual([
      'It goes when ada.example is switched off, and that step is held by work that is left.',
    ]);
  });
});
