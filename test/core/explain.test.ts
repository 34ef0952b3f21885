/** One person's way through a decision, as it is told. */
import { describe, expect, test } from 'vitest';
import { aMember, memberOf } from './builders/a-member.ts';
import { aCatalogue, aMemberRoster, aPolicy, aRoster, aWorld, RUN } from './builders/a-world.ts';
import { aPerson, DISPATCH, outside, TECHNICIANS } from './builders/a-person.ts';
import { anOffboarding, aReading, aRecord, aTicket, HOLD, ownedBy, toMember } from './builders/a-duty.ts';
import { decide } from '../../src/core/decide.ts';
import { EMPTY_MEMORY } from '../../src/domain/memory/memory.ts';
import { explain } from '../../src/core/explain.ts';
import type { ExplanationStep } from '../../src/domain/planning/explanation.ts';
import type { OffboardingPolicy } from '../../src/domain/offboarding/handover.ts';
import type { Policy } from '../../src/domain/planning/policy.ts';
import type { World } from '../../src/domain/planning/world.ts';

const SOUND = { mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] };
const [ada, ben] = [aPerson('Ada Example'), aPerson('Ben Example')];
const memberAda = memberOf(ada, 1);

function told(world: World, asked: string): Readonly<Record<ExplanationStep['step'], readonly string[]>> {
  const { steps } = explain(world, decide(world), asked);
  const of = (step: ExplanationStep['step']): readonly string[] =>
    steps.filter((each) => each.step === step).flatMap((each) => [each.answer, ...each.details]);
  return {
    source: of('source'),
    scope: of('scope'),
    match: of('match'),
    decision: of('decision'),
    guards: of('guards'),
    next: of('next'),
  };
}
const withPolicy = (policy: Partial<Policy>): Partial<World> => ({ policy: aPolicy({ ...SOUND, ...policy }) });

test('a person whose record agrees is told all the way', () => {
  const world = aWorld([ada], [memberAda]);

  expect(explain(world, decide(world), 'Ada Example')).toEqual({
    asked: 'Ada Example',
    steps: [
      {
        step: 'source',
        answer: 'The directory has Ada Example (enabled).',
        details: [
          'Directory id p-ada.example@harborpine.example, login ada.example@harborpine.example, addresses ada.example@harborpine.example, ada.example@harborpine.example.',
          'Member ada.example (record 1), active, class F, addresses ada.example@harborpine.example.',
        ],
      },
      { step: 'scope', answer: 'In scope with profile "technician".', details: ['In PSA Technicians.'] },
      { step: 'match', answer: 'Matched with member ada.example by address.', details: [] },
      { step: 'decision', answer: 'Nothing has to be written.', details: ['Their data gives Member ID ada.example.'] },
      { step: 'guards', answer: 'Nothing to guard.', details: [] },
      { step: 'next', answer: 'The next run changes nothing for this person.', details: [] },
    ],
  });
});

describe('one and the same person is found', () => {
  const person = { ...ada, addresses: [...ada.addresses, 'Ada@old.example'] };
  const member = memberOf(ada, 1, { identifier: 'AEX', addresses: [ada.login, 'desk@x.example'] });

  test.each([
    ['by login', 'ADA.example@harborpine.example '],
    ['by an alias', 'ada@old.example'],
    ['by display name', 'ada example'],
    ['by directory id', 'p-ada.example@harborpine.example'],
    ['by Member ID', 'aex'],
    ['by an address that only the member has', 'DESK@x.example'],
  ])('%s', (_name, asked) => {
    const { source, match } = told(aWorld([person, ben], [member, memberOf(ben, 2)]), asked);

    expect(source[0]).toBe('The directory has Ada Example (enabled).');
    expect(match[0]).toBe('Matched with member AEX by address.');
  });
});

describe('where the person comes from', () => {
  test('is nowhere when nobody knows them', () => {
    expect(told(aWorld([ada], [memberAda]), 'nobody')).toEqual({
      source: ['Neither the mapped groups nor the PSA know "nobody".'],
      scope: ['Nobody to be in scope.'],
      match: ['No evidence connects this person with a member.'],
      decision: ['Nothing has to be written.'],
      guards: ['Nothing to guard.'],
      next: ['The next run changes nothing for this person.'],
    });
  });

  test('is the PSA alone for a member whom the directory does not know', () => {
    const ghost = aMember(7, 'ghost', { active: false });

    expect(told(aWorld([ada], [memberAda, ghost]), 'ghost').source).toEqual([
      'The directory knows nobody for member ghost.',
      'Member ghost (record 7), inactive, class F, addresses .',
    ]);
  });

  test('is the look-up for someone outside of the groups', () => {
    const world = aWorld([], [memberAda], { lookups: [{ member: memberAda.key, people: [outside(ada)] }] });

    expect(told(world, ada.login).source[0]).toBe('The directory has Ada Example (enabled).');
  });

  test('is told by login where there is no name to show', () => {
    expect(told(aWorld([{ ...ada, displayName: ' ' }], []), ada.login).source[0]).toBe(
      'The directory has ada.example@harborpine.example (enabled).',
    );
  });

  test('is told with every side that could not be read whole', () => {
    const cut = { check: 'cut', place: 'members', detail: 'ended early' } as const;
    const world = aWorld([ada], [], { directory: aRoster([ada], [cut]), psa: aMemberRoster([], [cut]) });

    expect(told(world, ada.login).source.slice(2)).toEqual([
      'The directory could not be read whole in this run.',
      'The PSA could not be read whole in this run.',
    ]);
  });
});

describe('the scope', () => {
  test.each<[string, World, readonly string[]]>([
    [
      'names every mapped group',
      aWorld([{ ...ada, groups: [DISPATCH, TECHNICIANS] }], []),
      ['In scope with profile "technician".', 'In PSA Technicians, PSA Dispatch.'],
    ],
    [
      'names a group by its selector when it has no name',
      aWorld([ada], [], {
        directory: {
          ...aRoster([ada]),
          groups: [
            { selector: 'PSA Technicians', id: TECHNICIANS, name: null, people: 1 },
            { selector: 'PSA Dispatch', id: null, name: null, people: 0 },
          ],
        },
      }),
      ['In scope with profile "technician".', 'In PSA Technicians.'],
    ],
    [
      'names what the profile lacks',
      aWorld([ada], [], { catalogue: aCatalogue({ defaultLocation: [] }) }),
      [
        'In scope with profile "technician".',
        'In PSA Technicians.',
        'Profile "technician": location "Portland" does not exist in the PSA.',
      ],
    ],
    [
      'is none for a guest whom the policy leaves alone',
      aWorld([{ ...ada, type: 'guest' }], []),
      ['A guest; guests are excluded.', 'In PSA Technicians.'],
    ],
    [
      'is none outside of every group',
      aWorld([], [memberAda], { lookups: [{ member: memberAda.key, people: [outside(ada)] }] }),
      ['In none of the mapped groups.'],
    ],
  ])('%s', (_name, world, expected) => {
    expect(told(world, ada.login).scope).toEqual(expected);
  });
});

describe('the match', () => {
  test.each([
    ['for the person', ada.login],
    ['for a member', 'ada2'],
  ])('in doubt is told %s, with everybody in it', (_name, asked) => {
    const world = aWorld([ada], [memberAda, aMember(2, 'ada2', { addresses: ['Other@x.example', ...ada.addresses] })]);

    expect(told(world, asked).match).toEqual([
      'In doubt: 2 members carry an address or id of the same person. Nothing is written.',
      'People: ada.example@harborpine.example.',
      'Members: ada.example, ada2.',
    ]);
  });

  test('is none for someone new', () => {
    expect(told(aWorld([ada], []), ada.login).match).toEqual(['No evidence connects this person with a member.']);
  });
});

describe('the decision', () => {
  test('names the write, its reason, and every finding about the person', () => {
    const mismatched = memberOf(ada, 1, { identifier: 'aex', fields: { lastName: 'Maiden' } });

    expect(told(aWorld([ada, ben], [mismatched]), ada.login).decision).toEqual([
      'update aex (drifted)',
      'Their data gives Member ID ada.example.',
      'Member ID aex does not fit ada.example@harborpine.example, whose data gives ada.example; it never did while Rollcall has known them.',
    ]);
  });

  test('for a member without a person has the findings about the member', () => {
    expect(
      told(aWorld([ada], [memberAda, aMember(7, 'ghost')], withPolicy({ unmanaged: 'deactivate' })), 'ghost').decision,
    ).toEqual([
      'deactivate ghost (unmanaged)',
      'Member ghost is active, but the directory knows nobody with a link to it, and it has no address to look for.',
    ]);
  });
});

describe('the guards, and what comes next', () => {
  const gone = { ...ada, state: 'disabled' } as const;
  const outsideWorld = (over: Partial<World> = {}): World =>
    aWorld([ben], [memberAda, memberOf(ben, 2)], {
      lookups: [{ member: memberAda.key, people: [outside(ada)] }],
      ...over,
    });

  test.each<[string, World, readonly string[], string]>([
    [
      'a step that goes',
      aWorld([gone], [memberAda]),
      ['Every guard lets it pass.'],
      'The next run that writes carries it out.',
    ],
    [
      'a protected member',
      aWorld([gone], [memberAda], withPolicy({ protectedMembers: ['ada*'] })),
      ['Held by protection.', 'ada.example is listed under "protected".'],
      'It waits until the configuration is changed.',
    ],
    [
      'the last administrator',
      aWorld([gone], [{ ...memberAda, admin: true }]),
      [
        'Held by protection of the last administrator.',
        'No active administrator would be left in the PSA. Make another member an administrator first.',
      ],
      'It waits until the directory or the PSA is corrected.',
    ],
    [
      'a first sighting',
      outsideWorld(),
      [
        'Held by an absence not yet proven.',
        'First seen absent in this run; a second complete run, half an hour later or more, has to agree.',
      ],
      'A later run carries it out by itself, if it still stands then.',
    ],
    [
      'a first sighting in a shrunk directory: time alone does not help',
      outsideWorld({
        memory: {
          ...EMPTY_MEMORY,
          baseline: { run: RUN, at: '2026-11-22T10:00:00Z', people: 10, members: 2, groups: [] },
        },
      }),
      [
        'Held by doubt about a source and an absence not yet proven.',
        'The mapped groups hold 1 people; the last good run (2026-11-22T10:00:00Z) read 10. Below 80 % nobody is switched off for being absent.',
        'First seen absent in this run; a second complete run, half an hour later or more, has to agree.',
      ],
      'It waits for an approval: rollcall approve',
    ],
  ])('of %s', (_name, world, guards, next) => {
    const answers = told(world, ada.login);

    expect(answers.guards).toEqual(guards);
    expect(answers.next[0]?.replace(/ [0-9a-f]{12}$/, '')).toBe(next);
  });

  describe('of a leaver whose work is handed over', () => {
    const leaving = (tickets: number, rules: Partial<OffboardingPolicy['duties']>): World =>
      aWorld([gone, ben], [memberAda, memberOf(ben, 2)], {
        ...withPolicy({ offboarding: anOffboarding(rules) }),
        duties: aReading({
          tickets: Array.from({ length: tickets }, (_unused, index) => aTicket(index + 1, ownedBy(memberAda))),
          records: [aRecord('time-sheet', memberAda, 5)],
        }),
      });
    const handOver = { 'ticket-owner': toMember('ben.example') };

    test.each([
      [0, 'deactivate ada.example (disabled)'],
      [1, 'deactivate ada.example (disabled); hand over 1 duty'],
      [3, 'deactivate ada.example (disabled); hand over 3 duties'],
    ])('%d tickets are counted, not listed', (tickets, decision) => {
      expect(told(leaving(tickets, handOver), ada.login).decision[0]).toBe(decision);
    });

    test('what they wait for is told once, and the departure is what has to be approved', () => {
      const world = leaving(3, { ...handOver, 'time-sheet': HOLD });
      const departure = decide(world).plan.steps.at(-1);

      expect(told(world, ada.login).guards[0]).toBe('Held by work that is left.');
      expect(told(world, ada.login).guards).toHaveLength(2);
      expect(told(world, ada.login).next).toEqual([
        `It waits for an approval: rollcall approve ${departure?.digest.slice(0, 12) ?? 'nothing'}`,
      ]);
    });

    test('of somebody who left earlier is all that is left to do', () => {
      const memory = {
        ...EMPTY_MEMORY,
        tombstones: [{ member: memberAda.key, person: ada.id, run: RUN, at: '2026-11-22T10:00:00Z' }],
      };
      const world = {
        ...leaving(1, handOver),
        memory,
        psa: aMemberRoster([{ ...memberAda, active: false }, memberOf(ben, 2)]),
      };

      expect(told(world, ada.login).decision[0]).toBe('hand over 1 duty');
      expect(told(world, ada.login).next).toEqual(['The next run that writes carries it out.']);
    });
  });

  test('of what somebody has denied name the digest to take back', () => {
    const world = aWorld([ada], [{ ...memberAda, active: false }]);
    const digest = decide(world).plan.steps[0]?.digest;
    if (digest === undefined) throw new RangeError('Nothing is planned');
    const said = { version: 1, kind: 'denied', digest, by: 'dana', note: 'Ask HR', at: world.now } as const;

    const { next } = told({ ...world, objections: [said] }, ada.login);

    expect(next).toEqual([
      `It stays as somebody has decided, until that is taken back: rollcall take-back ${digest.slice(0, 12)}`,
    ]);
  });

  test('of a return by hand name the digest to approve', () => {
    const world = aWorld([ada], [{ ...memberAda, active: false }]);
    const [step] = decide(world).plan.steps;

    expect(told(world, ada.login).next).toEqual([
      `It waits for an approval: rollcall approve ${step?.digest.slice(0, 12) ?? 'nothing'}`,
    ]);
  });
});
