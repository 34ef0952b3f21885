/** Absence is a claim: what has to happen before it counts. */
import { describe, expect, test } from 'vitest';
import { aLink } from '../builders/a-link.ts';
import { aMember, memberOf } from '../builders/a-member.ts';
import { aPerson, outside } from '../builders/a-person.ts';
import { aPolicy, aWorld, NOW } from '../builders/a-world.ts';
import { decide } from '../../../src/core/decide.ts';
import { EMPTY_MEMORY, type Absence } from '../../../src/domain/memory/memory.ts';
import { runAgain } from '../builders/play.ts';
import { stepLine } from '../builders/an-action.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Policy } from '../../../src/domain/planning/policy.ts';
import type { World } from '../../../src/domain/planning/world.ts';

const ada = aPerson('Ada Example');
const ben = outside(aPerson('Ben Example'));
const member = memberOf(ben, 2);
const seenAt = (firstSeen: string): Absence => ({ member: member.key, firstSeen, sightings: 1 });

function worldOf(policy: Partial<Policy> = {}, over: Partial<World> = {}, record: Member = member): World {
  return aWorld([ada], [memberOf(ada, 1), record], {
    policy: aPolicy({ mayBeEmpty: ['PSA Dispatch'], ...policy }),
    lookups: [{ member: record.key, people: [ben] }],
    ...over,
  });
}
const stepsOf = (world: World): readonly string[] => decide(world).plan.steps.map(stepLine);
const holdsOf = (world: World): readonly string[] =>
  decide(world).plan.steps.flatMap((step) => (step.verdict === 'hold' ? step.holds.map((hold) => hold.why) : []));

describe('someone enabled, but in none of the mapped groups', () => {
  test('is held at the first sighting', () => {
    expect(holdsOf(worldOf())).toEqual([
      'First seen absent in this run; a second complete run, half an hour later or more, has to agree.',
    ]);
  });

  test('goes when a second run agrees', () => {
    const second = runAgain(
      { ...worldOf(), memory: { ...EMPTY_MEMORY, absences: [seenAt('2026-11-23T09:00:00Z')] } },
      [ada, ben],
      0,
    );

    expect(second.decision.plan.steps.map(stepLine)).toEqual(['deactivate ben.example: go']);
  });

  test.each([
    ['2026-11-23T09:30:00.000Z', 'deactivate ben.example: go'],
    ['2026-11-23T09:30:00.001Z', 'deactivate ben.example: hold absence'],
  ])('first seen at %s: %s, since a second look at once sees the same list', (firstSeen, expected) => {
    expect(stepsOf(worldOf({}, { memory: { ...EMPTY_MEMORY, absences: [seenAt(firstSeen)] } }))).toEqual([expected]);
  });

  test('goes at once when a direct check proves it', () => {
    expect(stepsOf(worldOf({}, { confirmedOutside: [ben.id] }))).toEqual(['deactivate ben.example: go']);
  });

  test('is not proven by the check of somebody else', () => {
    expect(stepsOf(worldOf({}, { confirmedOutside: [ada.id] }))).toEqual(['deactivate ben.example: hold absence']);
  });

  test('is told of, with what can be done', () => {
    expect(decide(worldOf()).plan.findings.map((each) => [each.kind, each.severity, each.detail])).toEqual([
      [
        'out-of-scope',
        'know',
        'ben.example@harborpine.example is enabled in the directory but in none of the mapped groups, while member ben.example is active.',
      ],
    ]);
  });

  test('carries the single sign-on to unlink', () => {
    const linked = { ...member, ssoUserId: 'sso-2' };

    expect(decide(worldOf({}, {}, linked)).plan.steps[0]?.action).toEqual({
      kind: 'deactivate',
      person: { id: ben.id, name: 'Ben Example', login: ben.login },
      member: { key: 2, identifier: 'ben.example', name: 'Ben Example' },
      because: 'out-of-scope',
      ssoUserId: 'sso-2',
      handover: [],
    });
  });
});

describe('a grace period of 48 hours', () => {
  const grace = { absenceGraceHours: 48 };

  test.each([
    [
      'has only begun at the first sighting',
      [],
      [
        'First seen absent in this run; a second complete run, half an hour later or more, has to agree.',
        'The grace period of 48 hours lasts until 2026-11-25T10:00:00.000Z.',
      ],
    ],
    [
      'lasts when the first sighting is younger',
      [seenAt('2026-11-21T10:00:01.000Z')],
      ['The grace period of 48 hours lasts until 2026-11-23T10:00:01.000Z.'],
    ],
    ['is over when the first sighting is as old', [seenAt('2026-11-21T10:00:00.000Z')], []],
  ])('%s', (_name, absences, holds) => {
    expect(holdsOf(worldOf(grace, { memory: { ...EMPTY_MEMORY, absences } }))).toEqual(holds);
  });

  test('is not cut short by a direct check', () => {
    expect(holdsOf(worldOf(grace, { confirmedOutside: [ben.id] }))).toEqual([
      'The grace period of 48 hours lasts until 2026-11-25T10:00:00.000Z.',
    ]);
  });

  test('does not protect someone who is disabled: that is proof', () => {
    const disabled = { ...ben, state: 'disabled' as const };

    expect(stepsOf(worldOf(grace, { lookups: [{ member: member.key, people: [disabled] }] }))).toEqual([
      'deactivate ben.example: go',
    ]);
  });
});

describe('an active member whom the directory does not know', () => {
  const nobody: Partial<World> = { lookups: [{ member: member.key, people: [] }] };
  const findingsOf = (world: World): readonly string[] =>
    decide(world).plan.findings.map((each) => `${each.severity}: ${each.kind}`);

  test('is reported and left alone', () => {
    expect(stepsOf(worldOf({}, nobody))).toEqual([]);
    expect(findingsOf(worldOf({}, nobody))).toEqual(['act: unmanaged-member']);
  });

  test('leaves only where the policy says so, and after a second sighting', () => {
    const policy: Partial<Policy> = { unmanaged: 'deactivate' };
    const seen = { ...nobody, memory: { ...EMPTY_MEMORY, absences: [seenAt('2026-11-23T09:00:00Z')] } };

    expect(stepsOf(worldOf(policy, nobody))).toEqual(['deactivate ben.example: hold absence']);
    expect(stepsOf(worldOf(policy, seen))).toEqual(['deactivate ben.example: go']);
    expect(findingsOf(worldOf(policy, seen))).toEqual(['know: unmanaged-member']);
  });

  test('is left alone, without a word, when it is protected', () => {
    const world = worldOf({ unmanaged: 'deactivate', protectedMembers: ['BEN.*'] }, nobody);

    expect([stepsOf(world), findingsOf(world)]).toEqual([[], []]);
  });

  test('is left alone when the look-up could not be finished, and that is told', () => {
    const world = worldOf({ unmanaged: 'deactivate' }, { lookups: [], unfinishedLookups: [member.key] });

    expect(stepsOf(world)).toEqual([]);
    expect(decide(world).plan.findings.map((each) => [each.kind, each.detail])).toEqual([
      [
        'source-problem',
        'The directory could not be asked about one active member that nobody in the mapped groups belongs to.',
      ],
    ]);
  });

  test('is told in one finding with all others who could not be looked up', () => {
    const ghost = aMember(3, 'ghost', { addresses: ['ghost@harborpine.example'] });
    const world = worldOf({}, { lookups: [], unfinishedLookups: [member.key, ghost.key] });
    const both = { ...world, psa: { ...world.psa, members: [...world.psa.members, ghost] } };

    expect(decide(both).plan.findings.map((each) => each.detail)).toEqual([
      'The directory could not be asked about 2 active members that nobody in the mapped groups belongs to.',
    ]);
  });

  test('is left alone when only the look-up of another member has found its person outside', () => {
    const twin = aMember(3, 'twin', { addresses: ben.addresses });
    const world = worldOf(
      {},
      {
        lookups: [{ member: twin.key, people: [ben] }],
        unfinishedLookups: [member.key],
        memory: {
          ...EMPTY_MEMORY,
          links: [aLink(ben, member, { since: NOW })],
          absences: [seenAt('2026-11-23T09:00:00Z')],
        },
      },
    );

    const { matching, plan } = decide({ ...world, psa: { ...world.psa, members: [...world.psa.members, twin] } });

    expect(matching.pairs.map((pair) => pair.person.id).toSorted()).toEqual([ada.id, ben.id]);
    expect(plan.steps).toEqual([]);
  });

  test.each([
    [['x@x.example'], 'any of its addresses'],
    [[], 'a link to it, and it has no address to look for'],
  ])('with addresses %j is told as having nobody with %s', (addresses, words) => {
    const record = aMember(2, 'ghost', { addresses });

    expect(decide(worldOf({}, nobody, record)).plan.findings[0]?.detail).toBe(
      `Member ghost is active, but the directory knows nobody with ${words}.`,
    );
  });
});
