/** Whose work is asked for, and which of the open tickets stay in memory. */
import { describe, expect, test } from 'vitest';
import type { DutyQuestion, OpenTicket } from '../../../../src/domain/offboarding/duty.ts';
import { EMPTY_MEMORY, type Memory, type Tombstone } from '../../../../src/domain/memory/memory.ts';
import { memberKey, personId } from '../../../../src/domain/ids.ts';
import { dutyQuestionFor, managersFor } from '../../../../src/core/offboarding/duties/questions.ts';
import type { World } from '../../../../src/domain/planning/world.ts';
import { aLink } from '../../builders/a-link.ts';
import { memberOf } from '../../builders/a-member.ts';
import { aPerson, outside } from '../../builders/a-person.ts';
import { aTicket, ownedBy, TO_MANAGER, toMember } from '../../builders/a-duty.ts';
import { RUN } from '../../builders/a-world.ts';
import { lookAt } from '../../builders/look-at.ts';
import {
  ada,
  aDeparture,
  afterDeparture,
  bo,
  cem,
  ghost,
  LEFT,
  memberAda,
  memberBo,
  memberCem,
  offAda,
  robot,
} from '../a-departure.ts';

function asked(world: World): DutyQuestion {
  const question = dutyQuestionFor(world);
  if (question === null) throw new Error('Nothing is asked');
  return question;
}
const names = (world: World): readonly string[] => asked(world).members.map(({ identifier }) => identifier);
const QUIET = { offboarding: { orphans: 'ignore' } } as const;
const WANTED = { rules: { opportunity: TO_MANAGER } };

describe('it is asked about', () => {
  const stone = (over: Partial<Tombstone>): Memory => ({
    ...EMPTY_MEMORY,
    tombstones: LEFT.tombstones.map((each) => ({ ...each, ...over })),
  });
  const known = (person: typeof ada): Partial<World> => ({ lookups: [{ member: memberAda.key, people: [person] }] });

  test.each<[string, World, readonly string[]]>([
    ['somebody who is disabled', aDeparture(), ['ada.example']],
    [
      'somebody who is deleted',
      aDeparture({ people: [bo, cem], ...known({ ...ada, state: 'deleted', groups: [] }) }),
      ['ada.example'],
    ],
    [
      'somebody who is absent, although nothing is proven yet',
      aDeparture({ people: [bo, cem], ...known(outside({ ...ada, state: 'enabled' })) }),
      ['ada.example'],
    ],
    [
      'somebody who is protected, whatever the guards say',
      aDeparture({ policy: { protectedMembers: ['ada*', 'ghost', 'reports-api'] } }),
      ['ada.example'],
    ],
    [
      'several in the order of their records',
      aDeparture({ people: [ada, bo, { ...cem, state: 'disabled' }], members: [memberCem, memberBo, memberAda] }),
      ['ada.example', 'cem.muster'],
    ],
    ['nobody while everybody stays', aDeparture({ people: [{ ...ada, state: 'enabled' }, bo, cem] }), []],
    ['whom Rollcall switched off ten days ago', afterDeparture(), ['ada.example']],
    [
      'whom Rollcall switched off thirty days ago',
      afterDeparture({ memory: stone({ at: '2026-10-24T10:00:00.000Z' }) }),
      ['ada.example'],
    ],
    ['nobody who left longer ago', afterDeparture({ memory: stone({ at: '2026-10-24T09:59:59.999Z' }) }), []],
    ['nobody whom somebody else switched off', afterDeparture({ memory: EMPTY_MEMORY }), []],
    [
      'nobody who was switched on again since',
      afterDeparture({ people: [{ ...ada, state: 'enabled' }, bo, cem], members: [memberAda, memberBo, memberCem] }),
      [],
    ],
    ['nobody who is back in a mapped group', afterDeparture({ people: [{ ...ada, state: 'enabled' }, bo, cem] }), []],
    [
      'nobody of whom the directory does not say whether they are back',
      afterDeparture({ people: [{ ...ada, state: 'unknown' }, bo, cem] }),
      [],
    ],
    ['somebody who is still disabled in a mapped group', afterDeparture({ people: [ada, bo, cem] }), ['ada.example']],
    [
      'somebody who left and for whom nobody was known',
      afterDeparture({ memory: stone({ person: null }) }),
      ['ada.example'],
    ],
    [
      'nobody whose record is claimed by somebody who is there',
      afterDeparture({
        people: [{ ...bo, addresses: [...bo.addresses, ...ada.addresses] }, cem],
        members: [offAda, memberCem],
      }),
      [],
    ],
    [
      'nobody whose record is in doubt',
      afterDeparture({
        people: [bo, cem, aPerson('Ada Example', { id: 'p-two' }), aPerson('Ada Example', { id: 'p-three' })],
      }),
      [],
    ],
  ])('%s', (_name, world, expected) => {
    expect(names(world)).toEqual(expected);
  });

  test('no record that is in doubt beside the pair of the one who left', () => {
    const memory: Memory = { ...LEFT, links: [aLink(ada, offAda)] };
    // The second record is in doubt, and the linked one is only named with it.
    const twin = memberOf({ ...ada, login: 'ada2@x.example' }, 9);

    expect(
      names(afterDeparture({ people: [ada, bo, cem], members: [offAda, twin, memberBo, memberCem], memory })),
    ).toEqual(['ada.example']);
  });
});

describe('of the open tickets', () => {
  const tickets: Readonly<Record<string, Partial<OpenTicket>>> = {
    'that a leaver owns': ownedBy(memberAda),
    'that a leaver is on, in other letters': { ...ownedBy(memberBo), resources: ['cem.muster', ' ADA.Example '] },
    'that an inactive member owns': ownedBy(ghost),
    'on which there are only inactive members': { ...ownedBy(memberBo), resources: ['ghost'] },
    'on which there is only a name that nobody has': { resources: ['formerly'] },
    'that somebody who is there owns': ownedBy(memberBo),
    'on which an inactive member is one of two': { resources: ['ghost', 'bo.boss'] },
    'that nobody has': {},
    'on which an API member is alone': { resources: [robot.identifier] },
    'whose resource only begins like a leaver': { resources: ['ada.example2', 'bo.boss'] },
  };
  const kept = Object.keys(tickets).slice(0, 5);

  test.each(Object.entries(tickets))('those %s are kept, or not', (name, over) => {
    expect(asked(aDeparture()).keep(aTicket(7, over))).toBe(kept.includes(name));
  });

  test.each(Object.entries(tickets))(
    'those %s are kept only for a leaver when nobody looks for orphans',
    (name, over) => {
      expect(asked(aDeparture(QUIET)).keep(aTicket(7, over))).toBe(kept.slice(0, 2).includes(name));
    },
  );

  test('every one is looked through where orphans are wanted, and else only the leavers’', () => {
    expect(asked(aDeparture()).tickets).toBe('every');
    expect(asked(aDeparture(QUIET)).tickets).toBe('of-members');
  });

  test('those in a status that ends them are left out by the policy', () => {
    const closedStatuses = [{ board: '*', status: 'Completed~' }];

    expect(asked(aDeparture({ offboarding: { closedStatuses } })).closedStatuses).toEqual(closedStatuses);
  });
});

test('nothing is asked when nobody leaves and nobody looks for orphans', () => {
  expect(dutyQuestionFor(aDeparture({ people: [bo, cem], members: [memberBo, memberCem], ...QUIET }))).toBeNull();
});

describe('a look at one person', () => {
  const look = (at: typeof ada, people = [ada, bo, { ...cem, state: 'disabled' as const }]): World =>
    lookAt(at.id, aDeparture({ people }), people);

  test('asks about that person alone, and never looks through every ticket', () => {
    expect(names(look(ada))).toEqual(['ada.example']);
    expect(asked(look(ada)).tickets).toBe('of-members');
    expect(asked(look(ada)).keep(aTicket(7, ownedBy(ghost)))).toBe(false);
  });

  test('asks nothing about somebody who stays', () => {
    expect(dutyQuestionFor(look(bo))).toBeNull();
  });

  test('asks nothing about a member that was switched off earlier: only a run over everybody knows whose it may be', () => {
    const world = lookAt(ada.id, afterDeparture(), [ada, bo, cem]);

    expect(dutyQuestionFor(world)).toBeNull();
    expect(names(afterDeparture())).toEqual(['ada.example']);
  });
});

describe('the managers that are asked for', () => {
  test('are those of the people who leave or left, each once', () => {
    const memory = {
      ...LEFT,
      tombstones: [{ member: ghost.key, person: personId('p-gone'), run: RUN, at: '2026-11-22T10:00:00Z' }],
    };

    expect(managersFor(aDeparture({ ...WANTED, memory }))).toEqual([ada.id, 'p-gone']);
  });

  test('are none where no rule names a manager', () => {
    expect(
      managersFor(aDeparture({ rules: { opportunity: toMember('bo.boss'), approver: { kind: 'hold' } } })),
    ).toEqual([]);
  });

  test('are none of a member whom nobody is known for', () => {
    const world = aDeparture({
      ...WANTED,
      people: [bo, cem],
      policy: { unmanaged: 'deactivate', protectedMembers: ['ghost'] },
      lookups: [{ member: memberKey(1), people: [] }],
    });

    expect(names(world)).toEqual(['ada.example']);
    expect(managersFor(world)).toEqual([]);
  });
});
