/** Who takes a duty over, in the policy's order, and why somebody does not. */
import { describe, expect, test } from 'vitest';
import { personId } from '../../../../src/domain/ids.ts';
import type { DutyRule, Successor } from '../../../../src/domain/offboarding/handover.ts';
import { EMPTY_MEMORY } from '../../../../src/domain/memory/memory.ts';
import type { Member } from '../../../../src/domain/people/member.ts';
import type { Person } from '../../../../src/domain/people/person.ts';
import type { Manager } from '../../../../src/domain/planning/world.ts';
import { aLink } from '../../builders/a-link.ts';
import { aMember, memberOf } from '../../builders/a-member.ts';
import { aPerson, outside } from '../../builders/a-person.ts';
import { aTicket, ownedBy, TO_MANAGER, toMember } from '../../builders/a-duty.ts';
import { lookAt } from '../../builders/look-at.ts';
import {
  ada,
  aDeparture,
  afterDeparture,
  bo,
  cem,
  fateLines,
  ghost,
  memberAda,
  memberBo,
  memberCem,
  robot,
  type DepartureOver,
} from '../a-departure.ts';

const OWNED = { tickets: [aTicket(7, ownedBy(memberAda))] };
const order = (...to: readonly Successor[]): DutyRule => ({ kind: 'reassign', to });
/** Who gets Ada's one ticket. */
function takerOf(rule: DutyRule, over: DepartureOver = {}): string | undefined {
  return fateLines(aDeparture({ rules: { 'ticket-owner': rule }, duties: OWNED, ...over }))[0]?.replace(
    'ticket-owner: ',
    '',
  );
}
const nobody = (why: string): string => `Nobody can take it; tried ${why}.`;

describe('a named member', () => {
  test.each<[string, string, string]>([
    ['who stays', 'cem.muster', 'to cem.muster'],
    ['who stays, in other letters', ' CEM.Muster', 'to cem.muster'],
    ['whom there is not', 'nobody', nobody('member:nobody (no Member ID in the PSA)')],
    ['who is inactive', 'ghost', nobody('member:ghost (ghost is inactive)')],
    ['who is an API member', robot.identifier, nobody('member:reports-api (reports-api is an API member)')],
    ['who is the leaver', 'ada.example', nobody('member:ada.example (ada.example is the one who leaves)')],
  ])('%s', (_name, identifier, expected) => {
    expect(takerOf(toMember(identifier))).toBe(expected);
  });

  test('who leaves, too, does not take it', () => {
    expect(takerOf(toMember('cem.muster'), { people: [ada, bo, { ...cem, state: 'disabled' }] })).toBe(
      nobody('member:cem.muster (cem.muster leaves, too)'),
    );
  });

  test('of whom there are two but for case is nobody in particular', () => {
    expect(takerOf(toMember('zed'), { members: [memberAda, aMember(8, 'zed'), aMember(9, 'ZED')] })).toBe(
      nobody('member:zed (several members have this Member ID but for its case)'),
    );
  });

  test('who is never written to takes it: that changes no account', () => {
    expect(takerOf(toMember('cem.muster'), { policy: { protectedMembers: ['cem*'] } })).toBe('to cem.muster');
  });

  test('comes in the order in which they are written, with a reason for each who cannot', () => {
    expect(takerOf(toMember('ghost', 'cem.muster', 'bo.boss'))).toBe('to cem.muster');
    expect(takerOf(toMember('ghost', 'nobody'))).toBe(
      nobody('member:ghost (ghost is inactive), member:nobody (no Member ID in the PSA)'),
    );
  });
});

describe('the manager', () => {
  const managers = (...pairs: readonly (readonly [Person, Person | null])[]): readonly Manager[] =>
    pairs.map(([person, manager]) => ({ person: person.id, manager }));
  const leaving = (person: Person): Person => ({ ...person, state: 'disabled' });
  const outsider = aPerson('Olga Outside', { groups: [] });

  test.each<[string, DepartureOver, string]>([
    ['who is there', {}, 'to bo.boss'],
    ['whom the directory does not have', { managers: managers([ada, null]) }, 'the directory names none'],
    [
      'of whom the directory was not asked',
      { managers: [] },
      'the directory was not asked for a manager, or would not tell',
    ],
    [
      'who leaves, too, passes it to theirs',
      { people: [ada, leaving(bo), cem], managers: managers([ada, leaving(bo)], [bo, cem]) },
      'to cem.muster',
    ],
    [
      'who leaves for being in no group passes it to theirs',
      {
        people: [ada, cem],
        lookups: [{ member: memberBo.key, people: [outside(bo)] }],
        managers: managers([ada, outside(bo)], [bo, cem]),
      },
      'to cem.muster',
    ],
    [
      'who leaves, too, and has none',
      { people: [ada, leaving(bo), cem], managers: managers([ada, leaving(bo)], [bo, null]) },
      'the directory names none, since theirs leaves, too',
    ],
    [
      'who has no member and is gone, and of whose manager nobody asked',
      { managers: managers([ada, { ...outsider, state: 'deleted' }]) },
      'the directory was not asked for a manager, or would not tell, since theirs leaves, too',
    ],
    [
      'who leaves, too, and has the leaver for theirs',
      { people: [ada, leaving(bo), cem], managers: managers([ada, leaving(bo)], [bo, ada]) },
      'the managers lead in a circle of people who leave',
    ],
    ['who is the leaver', { managers: managers([ada, ada]) }, 'the managers lead in a circle of people who leave'],
    ['who has no member', { managers: managers([ada, outsider]) }, `no member is surely that of ${outsider.login}`],
    [
      'whose member is inactive',
      { members: [memberAda, { ...memberBo, active: false }, memberCem] },
      'bo.boss is inactive',
    ],
    [
      'who is suspended',
      { managers: managers([ada, { ...bo, state: 'suspended' }]) },
      `${bo.login} is suspended in the directory`,
    ],
    [
      'whose member may be somebody else’s',
      { members: [memberAda, memberOf(bo, 2, { fields: { firstName: 'Zed', lastName: 'Other' } }), memberCem] },
      'it is in doubt whether bo.boss is the member of bo.boss@harborpine.example',
    ],
    [
      'who has two members',
      { members: [memberAda, memberBo, aMember(9, 'bo2', { addresses: bo.addresses })] },
      `no member is surely that of ${bo.login}`,
    ],
  ])('%s', (_name, over, expected) => {
    const answer = expected.startsWith('to ') ? expected : nobody(`manager (${expected})`);

    expect(takerOf(TO_MANAGER, over)).toBe(answer);
  });

  test('is nobody’s where nobody is known for the member', () => {
    const over: DepartureOver = {
      people: [bo, cem],
      policy: { unmanaged: 'deactivate', protectedMembers: ['ghost'] },
      lookups: [{ member: memberAda.key, people: [] }],
    };

    expect(takerOf(TO_MANAGER, over)).toBe(nobody('manager (nobody in the directory is known for ada.example)'));
  });

  test('of somebody who left earlier is found by the id that was noted then', () => {
    expect(fateLines(afterDeparture({ rules: { 'ticket-owner': TO_MANAGER }, duties: OWNED }))).toEqual([
      'ticket-owner: to bo.boss',
    ]);
  });

  test('who cannot is followed by the next in the order', () => {
    expect(takerOf(order({ kind: 'manager' }, { kind: 'member', identifier: 'cem.muster' }), { managers: [] })).toBe(
      'to cem.muster',
    );
  });

  describe('in a look at one person', () => {
    const memory = { ...EMPTY_MEMORY, links: [aLink(ada, memberAda), aLink(bo, memberBo), aLink(cem, memberCem)] };
    function seen(over: DepartureOver = {}, people = [ada, bo, cem]): readonly string[] {
      const world = aDeparture({ rules: { 'ticket-owner': TO_MANAGER }, duties: OWNED, memory, people, ...over });
      return fateLines(lookAt(ada.id, world, people));
    }

    test('is told by the link that an earlier run has made', () => {
      expect(seen()).toEqual(['ticket-owner: to bo.boss']);
    });

    test('is not believed by an address alone: who else has it was not asked', () => {
      const unlinked = { ...memory, links: memory.links.slice(0, 1) };

      expect(seen({ memory: unlinked })).toEqual([
        `ticket-owner: ${nobody('manager (it is in doubt whether bo.boss is the member of bo.boss@harborpine.example)')}`,
      ]);
    });

    test('who is disabled has left, although nobody looked at them', () => {
      expect(seen({ managers: managers([ada, leaving(bo)]) })).toEqual([
        `ticket-owner: ${nobody('manager (the directory was not asked for a manager, or would not tell, since theirs leaves, too)')}`,
      ]);
    });

    test.each([
      ['was seen absent', { absences: [{ member: memberBo.key, firstSeen: '2026-11-23T09:00:00Z', sightings: 1 }] }],
      ['waits at a limit', { awaiting: [{ subject: 'deactivate member:2', since: '2026-11-23T09:00:00Z' }] }],
    ])('who %s by an earlier run does not take it', (_name, remembered) => {
      expect(seen({ memory: { ...memory, ...remembered } })).toEqual([
        `ticket-owner: ${nobody('manager (the directory was not asked for a manager, or would not tell, since theirs leaves, too)')}`,
      ]);
    });

    test('is nobody where none is known', () => {
      expect(seen({ managers: managers([ada, null]) })).toEqual([
        `ticket-owner: ${nobody('manager (the directory names none)')}`,
      ]);
    });
  });
});

describe('the leader of the ticket’s team', () => {
  const team = { id: 3, name: 'Field' };
  const led = (leader: Member | null) => [{ id: 3, leader: leader?.key ?? null }];
  const BY_TEAM = order({ kind: 'team-leader' });

  test.each([
    ['takes it', team, led(memberCem), 'to cem.muster'],
    ['is nobody where the ticket has no team', null, [], nobody('team-leader (the ticket names no team)')],
    ['is nobody where the team has none', team, led(null), nobody('team-leader (team Field has no leader)')],
    ['is nobody where the team was not read', team, [], nobody('team-leader (team Field could not be read)')],
    [
      'is nobody whom the PSA does not show',
      team,
      led(aMember(99, 'hidden')),
      nobody('team-leader (the leader of team Field is no member that the PSA shows)'),
    ],
    ['is not the leaver', team, led(memberAda), nobody('team-leader (ada.example is the one who leaves)')],
    ['is nobody who is inactive', team, led(ghost), nobody('team-leader (ghost is inactive)')],
  ])('%s', (_name, its, teams, expected) => {
    const tickets = [aTicket(7, { ...ownedBy(memberAda), team: its })];

    expect(takerOf(BY_TEAM, { duties: { tickets, teams } })).toBe(expected);
  });

  test('takes each ticket of their own team', () => {
    const tickets = [
      aTicket(7, { ...ownedBy(memberAda), team }),
      aTicket(8, { ...ownedBy(memberAda), team: { id: 4, name: 'Desk' } }),
    ];
    const teams = [...led(memberCem), { id: 4, leader: memberBo.key }];

    expect(fateLines(aDeparture({ rules: { 'ticket-owner': BY_TEAM }, duties: { tickets, teams } }))).toEqual([
      'ticket-owner: to cem.muster',
      'ticket-owner: to bo.boss',
    ]);
  });

  test('is asked for nothing that is no ticket', () => {
    const reports = { ...memberCem, fields: { ...memberCem.fields, reportsTo: { id: 1, name: 'ada.example' } } };
    const world = aDeparture({ rules: { approver: BY_TEAM }, members: [memberAda, memberBo, reports] });

    expect(fateLines(world)).toEqual([`approver: ${nobody('team-leader (only a ticket has a team)')}`]);
  });
});

test('nobody becomes their own superior', () => {
  const reports = { ...memberCem, fields: { ...memberCem.fields, reportsTo: { id: 1, name: 'ada.example' } } };
  const world = aDeparture({
    rules: { approver: toMember('cem.muster', 'bo.boss') },
    members: [memberAda, memberBo, reports],
  });
  const alone = aDeparture({ rules: { approver: toMember('cem.muster') }, members: [memberAda, memberBo, reports] });

  expect(fateLines(world)).toEqual(['approver: to bo.boss']);
  expect(fateLines(alone)).toEqual([
    `approver: ${nobody('member:cem.muster (cem.muster would be their own superior or approver)')}`,
  ]);
});

test('somebody who left earlier takes nothing over', () => {
  const memory = {
    ...EMPTY_MEMORY,
    tombstones: [
      {
        member: ghost.key,
        person: personId('p-g'),
        run: afterDeparture().memory.tombstones[0]!.run,
        at: '2026-11-22T10:00:00Z',
      },
    ],
  };

  expect(takerOf(toMember('ghost'), { memory })).toBe(nobody('member:ghost (ghost is inactive)'));
});
