/** What a run leaves behind for the next one. */
import { describe, expect, test } from 'vitest';
import {
  aCreation,
  aDeactivation,
  aHold,
  anUpdate,
  aProblem,
  aReactivation,
  going,
  held,
  TO_ADMINISTRATOR,
} from '../builders/an-action.ts';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { aWorld, NOW, RUN } from '../builders/a-world.ts';
import { decide } from '../../../src/core/decide.ts';
import { EMPTY_MEMORY, type Baseline, type Memory, type Tombstone } from '../../../src/domain/memory/memory.ts';
import { memberKey, runId } from '../../../src/domain/ids.ts';
import { remember } from '../../../src/core/memory/remember.ts';
import type { Departure } from '../../../src/domain/planning/action.ts';
import type { IntegrityProblem } from '../../../src/domain/planning/decision.ts';
import type { ReportedStep, StepOutcome } from '../../../src/domain/runs/run.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const [ada, ben] = [aPerson('Ada Example'), aPerson('Ben Example')];
const [memberAda, memberBen] = [memberOf(ada, 1), memberOf(ben, 2)];
const EARLIER = runId('20261101T000000Z-000000');
const done = (key: number): StepOutcome => ({ kind: 'done', member: memberKey(key), note: null });
const already = (key: number): StepOutcome => ({ kind: 'already', member: memberKey(key) });

function learned(
  world: World,
  steps: readonly ReportedStep[] = [],
  integrity: readonly IntegrityProblem[] = [],
): Memory {
  return remember({ world, decision: { ...decide(world), integrity }, steps, run: RUN });
}
const worldOf = (memory: Partial<Memory>, over: Partial<World> = {}): World =>
  aWorld([ada], [memberAda], { memory: { ...EMPTY_MEMORY, ...memory }, ...over });

test('what is remembered names the run and the version', () => {
  expect(learned(worldOf({}))).toMatchObject({ version: 1, lastRun: RUN, sides: worldOf({}).sides });
});

describe('links', () => {
  const link = aLink(ada, memberAda, { expectedIdentifier: 'ada.maiden', by: 'create' });

  test('are made of every pair, with what the data gives today', () => {
    expect(learned(worldOf({})).links).toEqual([
      { person: ada.id, member: 1, expectedIdentifier: 'ada.example', since: NOW, by: 'match' },
    ]);
  });

  test('of a person whose data gives no Member ID hold the one that is there', () => {
    const nameless = { ...ada, login: '@x.example' };

    expect(learned(aWorld([nameless], [memberAda])).links[0]?.expectedIdentifier).toBe('ada.example');
  });

  test('that are known stay as they were made, so that a rename shows', () => {
    expect(learned(worldOf({ links: [link] })).links).toEqual([link]);
  });

  test('end when their person is found with another member, and theirs with another person', () => {
    const stale = [
      { ...link, member: memberKey(7) },
      { ...link, person: ben.id },
    ];
    const world = { ...worldOf({}), memory: { ...EMPTY_MEMORY, links: stale } };
    const pair = { person: ada, member: memberAda, evidence: ['address'] } as const;
    const decision = {
      ...decide(worldOf({})),
      matching: { pairs: [pair], people: [], members: [], doubts: [], sharedAddresses: new Set<string>() },
    };

    expect(remember({ world, decision, steps: [], run: RUN }).links).toEqual([
      { person: ada.id, member: 1, expectedIdentifier: 'ada.example', since: NOW, by: 'match' },
    ]);
  });

  test.each([
    ['are made of a creation that is done', done(5), [5]],
    ['are made of a creation that was there already', already(5), [5]],
    ['are not made of one that failed', { kind: 'refused', detail: 'no' } as const, []],
    ['are not made of one that was not tried', null, []],
  ])('%s', (_name, outcome, expected) => {
    const { links } = learned(aWorld([], []), [going(aCreation(ben), outcome)]);

    expect(links.map((each) => [each.person, each.member, each.expectedIdentifier, each.by])).toEqual(
      expected.map((key) => [ben.id, key, 'ben.example', 'create']),
    );
  });

  test('are not learned from a doubtful read', () => {
    expect(learned(worldOf({}), [], [aProblem()]).links).toEqual([]);
  });

  test('of a pair of different names are learned only when someone has confirmed it', () => {
    const renamed = memberOf(ada, 1, { fields: { firstName: 'Zed', lastName: 'Other' } });
    const world = aWorld([ada], [renamed]);
    const step = (by: string | null): ReportedStep => going(anUpdate(ada, renamed, [TO_ADMINISTRATOR]), done(1), by);

    expect(learned(world).links).toEqual([]);
    expect(learned(world, [step(null)]).links).toEqual([]);
    expect(learned(world, [step('Ada')]).links.map((each) => each.person)).toEqual([ada.id]);
  });

  test('begin anew with a return, and keep what the data gave when they were made', () => {
    const world = worldOf({ links: [link] });
    const back = aReactivation(ada, { ...memberAda, active: false });

    expect(learned(world, [going(back, done(1))]).links).toEqual([{ ...link, since: NOW, by: 'return' }]);
    expect(learned(world, [going(back, { kind: 'refused', detail: 'no' })]).links).toEqual([link]);
    expect(learned(world, [going(aReactivation(ben, memberAda), done(1))]).links).toEqual([link]);
    expect(learned(world, [going(aReactivation(ada, memberBen), done(2))]).links).toEqual([link]);
  });

  test('are in the order of their members', () => {
    const world = aWorld([ada, ben], [memberBen, memberAda]);

    expect(learned(world).links.map((each) => each.member)).toEqual([1, 2]);
  });
});

describe('tombstones', () => {
  const off = { ...memberAda, active: false };
  const stone: Tombstone = { member: off.key, person: ada.id, run: EARLIER, at: '2026-11-01T00:00:00Z' };
  const leave = aDeactivation(memberAda, 'disabled', ada);

  test('are set by a deactivation that is done', () => {
    expect(learned(worldOf({}), [going(leave, done(1))]).tombstones).toEqual([
      { member: 1, person: ada.id, run: RUN, at: NOW },
    ]);
  });

  test('of a member without a person name nobody', () => {
    expect(
      learned(worldOf({}), [going(aDeactivation(memberAda, 'unmanaged'), done(1))]).tombstones[0]?.person,
    ).toBeNull();
  });

  test.each<[string, StepOutcome | null]>([
    ['that a human was quicker with', already(1)],
    ['that was refused', { kind: 'refused', detail: 'no' }],
    ['that was not tried', null],
  ])('are not set by a deactivation %s', (_name, outcome) => {
    expect(learned(worldOf({}), [going(leave, outcome)]).tombstones).toEqual([]);
  });

  test('stay while the member is inactive', () => {
    expect(learned(aWorld([], [off], { memory: { ...EMPTY_MEMORY, tombstones: [stone] } })).tombstones).toEqual([
      stone,
    ]);
  });

  test('end when somebody has switched the member on: its next end is not ours', () => {
    expect(learned(worldOf({ tombstones: [stone] })).tombstones).toEqual([]);
  });

  test('end with the return that is done, and not with another write', () => {
    const world = aWorld([], [off], { memory: { ...EMPTY_MEMORY, tombstones: [stone] } });

    expect(learned(world, [going(aReactivation(ada, off), done(1))]).tombstones).toEqual([]);
    expect(learned(world, [going(anUpdate(ada, off, [TO_ADMINISTRATOR]), done(1))]).tombstones).toEqual([stone]);
  });

  test('are in the order of their members', () => {
    const steps = [memberBen, memberAda].map((member) => going(aDeactivation(member, 'deleted'), done(member.key)));

    expect(learned(worldOf({}), steps).tombstones.map((each) => each.member)).toEqual([1, 2]);
  });
});

describe('absences', () => {
  const away = aWorld([ada], [memberAda, memberBen, aMember(3, 'ghost')], {
    lookups: [{ member: memberBen.key, people: [outside(ben)] }],
  });
  const seen = [{ member: memberBen.key, firstSeen: '2026-11-22T00:00:00Z', sightings: 3 }];

  test('are noted of everyone outside and everyone unknown, in the order of their members', () => {
    expect(learned(away).absences).toEqual([
      { member: 2, firstSeen: NOW, sightings: 1 },
      { member: 3, firstSeen: NOW, sightings: 1 },
    ]);
  });

  test('count on from the first sighting', () => {
    expect(learned({ ...away, memory: { ...EMPTY_MEMORY, absences: seen } }).absences[0]).toEqual({
      member: 2,
      firstSeen: '2026-11-22T00:00:00Z',
      sightings: 4,
    });
  });

  test('end when the person is back', () => {
    expect(learned(worldOf({ absences: [{ member: memberAda.key, firstSeen: NOW, sightings: 2 }] })).absences).toEqual(
      [],
    );
  });

  test('are neither added nor forgotten by a doubtful read', () => {
    const world = { ...away, memory: { ...EMPTY_MEMORY, absences: seen } };

    expect(learned(world, [], [aProblem()]).absences).toEqual(seen);
  });
});

describe('failures', () => {
  const step = (outcome: StepOutcome | null): ReportedStep =>
    going(anUpdate(ada, memberAda, [TO_ADMINISTRATOR]), outcome);
  const failure = {
    subject: 'member:1',
    count: 1,
    notBefore: '2026-11-23T10:54:00.000Z',
    detail: 'The role is locked',
  };

  test.each<StepOutcome>([
    { kind: 'refused', detail: 'The role is locked' },
    { kind: 'unverified', detail: 'The role is locked' },
    { kind: 'unknown', detail: 'The role is locked' },
  ])('are noted of what is $kind', (outcome) => {
    expect(learned(worldOf({}), [step(outcome)]).failures).toEqual([failure]);
  });

  test.each([
    [1, '2026-11-23T11:54:00.000Z'],
    [2, '2026-11-23T13:54:00.000Z'],
    [5, '2026-11-24T09:54:00.000Z'],
    [40, '2026-11-24T09:54:00.000Z'],
  ])('after %d before wait until %s', (count, notBefore) => {
    const memory = { failures: [{ ...failure, count }] };

    expect(learned(worldOf(memory), [step({ kind: 'refused', detail: 'again' })]).failures).toEqual([
      { subject: 'member:1', count: count + 1, notBefore, detail: 'again' },
    ]);
  });

  test.each<[string, StepOutcome | null, number]>([
    ['done ends it', done(1), 0],
    ['done already ends it', already(1), 0],
    ['not tried keeps it', null, 1],
    ['skipped keeps it', { kind: 'skipped', detail: 'deadline' }, 1],
    ['left keeps it', { kind: 'left', note: null }, 1],
    ['moved keeps it', { kind: 'moved', detail: 'changed' }, 1],
  ])('of a step that is %s', (_name, outcome, count) => {
    expect(learned(worldOf({ failures: [failure] }), [step(outcome)]).failures).toEqual(
      Array.from({ length: count }, () => failure),
    );
  });

  test('end when nothing is wanted of the record any more', () => {
    expect(learned(worldOf({ failures: [failure] })).failures).toEqual([]);
  });

  test('of a creation are those of the person, and all are in the order of their names', () => {
    const steps = [
      going(aCreation(ben), { kind: 'unknown', detail: 'no answer' }),
      step({ kind: 'refused', detail: 'no' }),
    ];

    expect(learned(worldOf({}), steps).failures.map((each) => each.subject)).toEqual(['member:1', `person:${ben.id}`]);
    expect(learned(worldOf({}), steps.toReversed()).failures.map((each) => each.subject)).toEqual([
      'member:1',
      `person:${ben.id}`,
    ]);
  });
});

describe('steps that wait for an approval', () => {
  const [one, two] = [aDeactivation(memberAda, 'disabled'), aDeactivation(memberBen, 'disabled')];
  const limit = aHold({ guard: 'limit-per-run' });
  const known = { awaiting: [{ subject: 'deactivate member:1', since: '2026-11-22T00:00:00Z' }] };

  test('are those that a limit holds, with the first time, in the order of their names', () => {
    const steps = [held(one, limit), held(two, aHold({ guard: 'limit-per-day' })), held(aCreation(ben), aHold())];
    const expected = [
      { subject: 'deactivate member:1', since: '2026-11-22T00:00:00Z' },
      { subject: 'deactivate member:2', since: NOW },
    ];

    expect(learned(worldOf(known), steps).awaiting).toEqual(expected);
    expect(learned(worldOf(known), steps.toReversed()).awaiting).toEqual(expected);
  });

  test('wait on when another guard holds them for a while: a frozen run in between does not let them off', () => {
    expect(learned(worldOf(known), [held(one, aHold({ guard: 'source-integrity' }))]).awaiting).toEqual(known.awaiting);
  });

  test('wait on while a doubtful read hides whether they are still wanted', () => {
    expect(learned(worldOf(known), [], [aProblem()]).awaiting).toEqual(known.awaiting);
    expect(learned(worldOf(known, { unfinishedLookups: [memberAda.key] })).awaiting).toEqual(known.awaiting);
    expect(learned(worldOf(known), [going(one, done(1), 'Ada')], [aProblem()]).awaiting).toEqual([]);
  });

  test.each<StepOutcome | null>([
    null,
    { kind: 'refused', detail: 'no' },
    { kind: 'unknown', detail: 'no answer' },
    { kind: 'skipped', detail: 'late' },
    { kind: 'left', note: null },
  ])('wait on when they were approved and then not done: %j', (outcome) => {
    expect(learned(worldOf(known), [going(one, outcome, 'Ada')]).awaiting).toEqual(known.awaiting);
  });

  test('end when they go, or vanish', () => {
    expect(learned(worldOf(known), [going(one, done(1), 'Ada')]).awaiting).toEqual([]);
    expect(learned(worldOf(known)).awaiting).toEqual([]);
  });
});

describe('the baseline', () => {
  const old: Baseline = { run: EARLIER, at: '2026-11-01T00:00:00Z', people: 10, members: 10, groups: [] };
  const shrunk = aProblem({ check: 'shrunk', release: 'approval' });
  const remapped = aProblem({ check: 'mapping-changed', release: 'approval' });
  const left = (because: Departure, by: string | null = 'Ada'): ReportedStep =>
    going(aDeactivation(memberBen, because), done(2), by);
  const waits = held(aDeactivation(memberAda, 'out-of-scope'), aHold({ guard: 'source-integrity' }));
  const refused: ReportedStep = { ...left('out-of-scope'), outcome: { kind: 'refused', detail: 'no' } };

  test('is what a sound run has read', () => {
    expect(learned(worldOf({ baseline: old })).baseline).toEqual({
      run: RUN,
      at: NOW,
      people: 1,
      members: 1,
      groups: [
        { selector: 'PSA Technicians', people: 1 },
        { selector: 'PSA Dispatch', people: 0 },
      ],
    });
  });

  test.each<[string, readonly IntegrityProblem[], readonly ReportedStep[], boolean]>([
    ['stays after a read that no approval can mend', [aProblem()], [left('out-of-scope')], false],
    ['stays when that is only one of the doubts', [shrunk, aProblem()], [left('out-of-scope')], false],
    ['stays while a shrink holds somebody', [shrunk], [waits], false],
    ['moves on when nobody waits for a shrink', [shrunk], [held(aCreation(ben), aHold())], true],
    ['moves on when nobody waits for a changed mapping', [remapped], [], true],
    ['moves on when someone approved an absence that followed from it', [shrunk], [waits, left('out-of-scope')], true],
    ['stays when what was approved had nothing to do with it', [shrunk], [waits, left('disabled')], false],
    ['stays when what was approved was a creation', [shrunk], [waits, going(aCreation(ben), done(5), 'Ada')], false],
    ['stays when the departure needed no approval', [shrunk], [waits, left('out-of-scope', null)], false],
    ['stays when the approved departure failed', [shrunk], [waits, refused], false],
  ])('%s', (_name, integrity, steps, moves) => {
    const { baseline } = learned(worldOf({ baseline: old }), steps, integrity);

    expect(baseline?.run).toBe(moves ? RUN : EARLIER);
  });

  test('stays after a shrink in which not everybody could be looked up', () => {
    const world = worldOf({ baseline: old }, { unfinishedLookups: [memberBen.key] });

    expect(learned(world, [], [shrunk]).baseline).toEqual(old);
  });
});
