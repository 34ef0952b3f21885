/** From planned actions to steps that go or are held, and what an approval can do about it. */
import { describe, expect, test } from 'vitest';
import {
  aCreation,
  aDeactivation,
  aDraft,
  aHold,
  anUpdate,
  aProblem,
  aReactivation,
  stepLine,
  TO_ADMINISTRATOR,
  TO_STREAMLINE,
} from '../builders/an-action.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { anApproval, aPolicy, aRoster, aWorld, UNLIMITED } from '../builders/a-world.ts';
import { aPerson } from '../builders/a-person.ts';
import { digestOf } from '../../../src/core/digest.ts';
import { EMPTY_MEMORY, type Memory } from '../../../src/domain/memory/memory.ts';
import { judge } from '../../../src/core/guards/judge.ts';
import type { Action } from '../../../src/domain/planning/action.ts';
import type { Draft } from '../../../src/domain/planning/plan.ts';
import type { IntegrityProblem } from '../../../src/domain/planning/decision.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const [ada, ben, carl] = [aPerson('Ada Example'), aPerson('Ben Example'), aPerson('Carl Example')];
const [memberAda, memberBen, memberCarl] = [memberOf(ada, 1), memberOf(ben, 2), memberOf(carl, 3)];
const SOUND = { mayBeEmpty: ['PSA Dispatch', 'PSA Technicians'] };
const TWO = { ...UNLIMITED, perRun: { count: 2, percent: 100 } };

function worldOf(policy: Partial<Policy> = {}, over: Partial<World> = {}): World {
  return aWorld([], [memberAda, memberBen, memberCarl], { policy: aPolicy({ ...SOUND, ...policy }), ...over });
}
const approved = (...actions: readonly Action[]): Partial<World> => ({
  approvals: actions.map((action) => anApproval(digestOf(action))),
});
const limited = (): Partial<Policy> => ({ limits: { ...aPolicy().limits, deactivate: TWO } });
const linesOf = (draft: Draft, world: World, problems: readonly IntegrityProblem[] = []): readonly string[] =>
  judge(draft, world, problems).map(stepLine);

const leaving = [memberAda, memberBen, memberCarl].map((member) => aDeactivation(member, 'disabled'));
const [first, second] = leaving;
if (first === undefined || second === undefined) throw new Error('There are three who leave');

describe('the order of steps', () => {
  test('frees seats before it takes them, and goes by Member ID within one kind', () => {
    const draft = aDraft(
      aCreation(ben),
      aCreation(ada),
      aReactivation(carl, memberCarl),
      anUpdate(ben, memberBen, [TO_ADMINISTRATOR]),
      aDeactivation(aMember(9, 'Zed'), 'disabled'),
      aDeactivation(aMember(8, 'amy'), 'disabled'),
    );

    expect(linesOf(draft, worldOf())).toEqual([
      'deactivate amy: go',
      'deactivate Zed: go',
      'update ben.example: go',
      'reactivate carl.example: go',
      'create ada.example: go',
      'create ben.example: go',
    ]);
  });

  test('is settled by the digest for two that want the same Member ID, whichever was planned first', () => {
    const twins = [aCreation(ada), aCreation({ ...ada, login: 'ada.example@b.example' })];

    const one = judge(aDraft(...twins), worldOf(), []);
    const other = judge(aDraft(...twins.toReversed()), worldOf(), []);

    expect(other).toEqual(one);
    expect(one.map((step) => step.digest)).toEqual(one.map((step) => step.digest).toSorted());
  });
});

describe('a held step', () => {
  test('has all its reasons, the ones that no approval lifts first', () => {
    const action = aDeactivation(memberAda, 'out-of-scope');
    const failures = [{ subject: 'member:1', count: 1, notBefore: '2026-11-23T11:00:00Z', detail: 'timeout' }];
    const world = worldOf({ protectedMembers: ['ada*'] }, { memory: { ...EMPTY_MEMORY, failures } });

    expect(
      linesOf(aDraft({ action, doubts: [aHold({ guard: 'absence', release: 'time' })] }), world, [aProblem()]),
    ).toEqual(['deactivate ada.example: hold protected, source-integrity, absence, back-off']);
  });
});

test('a profile is not given on the word of a directory that could not show the groups before it', () => {
  const directory = aRoster([], [{ check: 'cut', place: 'group PSA Technicians', detail: 'ended early' }]);
  const creations = [aCreation(ada), { ...aCreation(aPerson('Dora Example')), profile: 'dispatch' }];

  expect(linesOf(aDraft(...creations), worldOf({}, { directory }))).toEqual([
    'create ada.example: go',
    'create dora.example: hold source-integrity',
  ]);
});

describe('an approval', () => {
  const creation = aCreation(ada);

  test('lifts what approvals can lift', () => {
    expect(linesOf(aDraft({ action: creation, doubts: [aHold()] }), worldOf({}, approved(creation)))).toEqual([
      'create ada.example: go by Ada Admin',
    ]);
  });

  test.each(['config', 'source', 'time'] as const)('does not lift what %s releases', (release) => {
    const doubts = [aHold(), aHold({ guard: 'absence', release })];

    expect(linesOf(aDraft({ action: creation, doubts }), worldOf({}, approved(creation)))).toEqual([
      'create ada.example: hold absence',
    ]);
  });

  test('is over in the instant in which it expires', () => {
    const draft = aDraft({ action: creation, doubts: [aHold()] });
    const until = (expires: string): readonly string[] =>
      linesOf(draft, worldOf({}, { approvals: [anApproval(digestOf(creation), { expires })] }));

    expect(until('2026-11-23T10:00:00.001Z')).toEqual(['create ada.example: go by Ada Admin']);
    expect(until('2026-11-23T10:00:00.000Z')).toEqual(['create ada.example: hold identity']);
  });

  test('is of one step: what has changed since needs one of its own', () => {
    const changed = aCreation(ada, { identifier: 'other' });

    expect(linesOf(aDraft({ action: changed, doubts: [aHold()] }), worldOf({}, approved(creation)))).toEqual([
      'create other: hold identity',
    ]);
  });

  test('passes the limit for its step and keeps the others where they are', () => {
    expect(linesOf(aDraft(...leaving), worldOf(limited(), approved(first)))).toEqual([
      'deactivate ada.example: go by Ada Admin',
      'deactivate ben.example: hold limit-per-run',
      'deactivate carl.example: hold limit-per-run',
    ]);
  });

  test('lifts what its giver saw, and not a guard that came later', () => {
    const draft = aDraft({ action: creation, doubts: [aHold(), aHold({ guard: 'confirm-return' })] });
    const approvals = [anApproval(digestOf(creation), { guards: ['identity'] })];

    expect(linesOf(draft, worldOf({}, { approvals }))).toEqual(['create ada.example: hold confirm-return']);
  });

  test.each<[string, Partial<Policy>, string]>([
    ['a limit', limited(), 'deactivate ada.example: hold limit-per-run'],
    ['nothing', {}, 'deactivate ada.example: go by Ada Admin'],
  ])('of someone of the same name does not pass %s that was not there then', (_name, policy, expected) => {
    const approvals = [anApproval(digestOf(first), { guards: ['identity'] })];

    expect(linesOf(aDraft(...leaving), worldOf(policy, { approvals }))[0]).toBe(expected);
  });

  test('of someone of the same name does not pass the seats', () => {
    const approvals = [anApproval(digestOf(creation), { guards: ['identity'] })];

    expect(linesOf(aDraft(creation), worldOf({ seats: { F: 3 } }, { approvals }))).toEqual([
      'create ada.example: hold seats',
    ]);
  });

  test('passes the seats', () => {
    expect(linesOf(aDraft(creation), worldOf({ seats: { F: 3 } }, approved(creation)))).toEqual([
      'create ada.example: go by Ada Admin',
    ]);
  });

  test('passes a back-off', () => {
    const failures = [
      { subject: `person:${ada.id}`, count: 2, notBefore: '2026-11-23T12:00:00Z', detail: 'The role is locked' },
    ];
    const memory: Memory = { ...EMPTY_MEMORY, failures };

    expect(linesOf(aDraft(creation), worldOf({}, { memory, ...approved(creation) }))).toEqual([
      'create ada.example: go by Ada Admin',
    ]);
  });

  test('never passes protection or the last administrator', () => {
    const boss = aMember(1, 'boss', { admin: true });
    const action = aDeactivation(boss, 'disabled');
    const world = aWorld([], [boss], {
      policy: aPolicy({ ...SOUND, protectedMembers: ['boss'] }),
      ...approved(action),
    });

    expect(linesOf(aDraft(action), world)).toEqual(['deactivate boss: hold protected, last-administrator']);
  });
});

describe('a limit', () => {
  test('holds the whole class above it and leaves the other classes alone', () => {
    expect(linesOf(aDraft(...leaving, aCreation(aPerson('Dora Example'))), worldOf(limited()))).toEqual([
      'deactivate ada.example: hold limit-per-run',
      'deactivate ben.example: hold limit-per-run',
      'deactivate carl.example: hold limit-per-run',
      'create dora.example: go',
    ]);
  });

  test('does not count the other classes', () => {
    const creations = [aPerson('Dora Example'), aPerson('Emil Example')].map((person) => aCreation(person));

    expect(linesOf(aDraft(first, second, ...creations), worldOf(limited()))).toEqual([
      'deactivate ada.example: go',
      'deactivate ben.example: go',
      'create dora.example: go',
      'create emil.example: go',
    ]);
  });

  test('does not count what is held for another reason', () => {
    const draft = aDraft(...leaving.slice(0, 2), { action: aDeactivation(memberCarl, 'disabled'), doubts: [aHold()] });

    expect(linesOf(draft, worldOf(limited()))).toEqual([
      'deactivate ada.example: go',
      'deactivate ben.example: go',
      'deactivate carl.example: hold identity',
    ]);
  });

  test('counts a change of role apart from other changes', () => {
    const changes = [
      anUpdate(ada, memberAda, [TO_ADMINISTRATOR]),
      anUpdate(ben, memberBen, [TO_STREAMLINE]),
      anUpdate(carl, memberCarl, [{ field: 'title', from: null, to: 'Engineer' }]),
    ];
    const one = { ...UNLIMITED, perRun: { count: 1, percent: 100 } };

    expect(linesOf(aDraft(...changes), worldOf({ limits: { ...aPolicy().limits, 'role-change': one } }))).toEqual([
      'update ada.example: hold limit-per-run',
      'update ben.example: hold limit-per-run',
      'update carl.example: go',
    ]);
  });
});

describe('a step that a limit has held before', () => {
  const memory: Memory = {
    ...EMPTY_MEMORY,
    awaiting: [{ subject: 'deactivate member:2', since: '2026-11-23T09:00:00Z' }],
  };

  test('waits on when the class is under its limit again, and hinders nobody else', () => {
    const steps = judge(aDraft(first, second), worldOf(limited(), { memory }), []);

    expect(steps.map(stepLine)).toEqual(['deactivate ada.example: go', 'deactivate ben.example: hold limit-per-run']);
    expect(steps[1]).toMatchObject({
      holds: [{ why: 'Held by a limit since 2026-11-23T09:00:00Z; such a step waits for an approval of its own.' }],
    });
  });

  test('goes when it is approved', () => {
    expect(linesOf(aDraft(first, second), worldOf(limited(), { memory, ...approved(second) }))).toEqual([
      'deactivate ada.example: go',
      'deactivate ben.example: go by Ada Admin',
    ]);
  });
});

describe('back-off', () => {
  const action = aDeactivation(memberAda, 'disabled');
  const withFailure = (notBefore: string, count = 1): World =>
    worldOf(
      {},
      { memory: { ...EMPTY_MEMORY, failures: [{ subject: 'member:1', count, notBefore, detail: 'locked' }] } },
    );

  test.each([
    [1, 'Failed once; it is tried again after 2026-11-23T10:54:00Z, or when approved. The last time: locked'],
    [3, 'Failed 3 times; it is tried again after 2026-11-23T10:54:00Z, or when approved. The last time: locked'],
  ])('after %d failures says so', (count, why) => {
    expect(judge(aDraft(action), withFailure('2026-11-23T10:54:00Z', count), [])).toMatchObject([
      { verdict: 'hold', holds: [{ guard: 'back-off', release: 'approval', why }] },
    ]);
  });

  test('is over when its time has come', () => {
    expect(linesOf(aDraft(action), withFailure('2026-11-23T10:00:00.000Z'))).toEqual(['deactivate ada.example: go']);
  });

  test('holds nobody else', () => {
    const world = withFailure('2026-11-23T12:00:00Z');

    expect(linesOf(aDraft(action, second), world)).toEqual([
      'deactivate ada.example: hold back-off',
      'deactivate ben.example: go',
    ]);
  });
});

describe('seats', () => {
  const creations = [aPerson('Dora Example'), aPerson('Emil Example')].map((person) => aCreation(person));

  test('are taken in the order of the steps until there is none left, and nobody is evicted', () => {
    const steps = judge(aDraft(...creations), worldOf({ seats: { F: 4 } }), []);

    expect(steps.map(stepLine)).toEqual(['create dora.example: go', 'create emil.example: hold seats']);
    expect(steps[1]).toMatchObject({
      holds: [
        {
          release: 'approval',
          why: 'All 4 contracted F seats are taken (4 in use after the steps before this one).',
        },
      ],
    });
  });

  test('that leavers free can be taken in the same run', () => {
    expect(linesOf(aDraft(...creations, first), worldOf({ seats: { F: 3 } }))).toEqual([
      'deactivate ada.example: go',
      'create dora.example: go',
      'create emil.example: hold seats',
    ]);
  });

  test('are not freed by a leaver who is held', () => {
    const draft = aDraft({ action: first, doubts: [aHold()] }, ...creations.slice(0, 1));

    expect(linesOf(draft, worldOf({ seats: { F: 3 } }))).toEqual([
      'deactivate ada.example: hold identity',
      'create dora.example: hold seats',
    ]);
  });

  test('move with a change of licence class: the old one is free, the new one has to be', () => {
    const draft = aDraft(anUpdate(ada, memberAda, [TO_STREAMLINE]), ...creations.slice(0, 1));

    expect(linesOf(draft, worldOf({ seats: { F: 3, C: 1 } }))).toEqual([
      'update ada.example: go',
      'create dora.example: go',
    ]);
    expect(linesOf(draft, worldOf({ seats: { F: 3, C: 0 } }))).toEqual([
      'update ada.example: hold seats',
      'create dora.example: hold seats',
    ]);
  });

  test('taken beyond the contract by an approval are not there for the next', () => {
    const [dora] = creations;
    if (dora === undefined) throw new Error('Dora is created');

    expect(linesOf(aDraft(...creations), worldOf({ seats: { F: 3 } }, approved(dora)))).toEqual([
      'create dora.example: go by Ada Admin',
      'create emil.example: hold seats',
    ]);
  });

  test('are not counted for a class without a contract', () => {
    expect(linesOf(aDraft(...creations), worldOf({ seats: { C: 0 } }))).toEqual([
      'create dora.example: go',
      'create emil.example: go',
    ]);
  });
});
