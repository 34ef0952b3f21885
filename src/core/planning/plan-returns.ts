/** Active people with a member: mend what drifted, bring back what had left, point out a Member ID that no longer fits. */
import type { Finding } from '../../domain/planning/finding.ts';
import type { Hold, PlannedAction } from '../../domain/planning/plan.ts';
import { memberRef, type Member } from '../../domain/people/member.ts';
import type { Tombstone } from '../../domain/memory/memory.ts';
import type { Pair } from '../../domain/planning/decision.ts';
import { personRef } from '../../domain/people/person.ts';
import type { ResolvedProfile } from './profiles.ts';
import type { World } from '../../domain/planning/world.ts';
import { changesBetween, ownedFields } from './desired-fields.ts';
import { expectedIdentifier, fits } from './member-id.ts';
import { finding } from './findings.ts';

export function planDrift(pair: Pair, resolved: ResolvedProfile, world: World): PlannedAction | undefined {
  const changes = changesBetween(pair.member, ownedFields(pair.person, resolved, world.policy));
  if (changes.length === 0) return undefined;
  const { person, member } = pair;
  return {
    action: {
      kind: 'update',
      person: personRef(person),
      member: memberRef(member),
      changes,
      profile: resolved.profile.name,
      because: 'drifted',
    },
    doubts: [],
  };
}

/** Only a member that Rollcall had switched off comes back by itself. */
export function planReturn(
  pair: Pair,
  resolved: ResolvedProfile,
  world: World,
): { readonly planned: PlannedAction; readonly findings: readonly Finding[] } {
  const { person, member } = pair;
  const stone = world.memory.tombstones.find((tombstone) => tombstone.member === member.key);
  const ours = stone !== undefined;
  const hold = ours ? strangerHold(pair, stone, world) : confirmHold(member);
  return {
    planned: {
      action: {
        kind: 'reactivate',
        person: personRef(person),
        member: memberRef(member),
        changes: changesBetween(member, ownedFields(person, resolved, world.policy)),
        profile: resolved.profile.name,
        because: ours ? 'returned' : 'switched-off-by-hand',
      },
      doubts: hold === undefined ? [] : [hold],
    },
    findings: ours
      ? []
      : [
          finding(
            'switched-off-by-hand',
            'act',
            { people: [person], members: [member] },
            `${person.login} is in a mapped group, but member ${member.identifier} was switched off in the PSA by hand.`,
            'Approve the held reactivation if they are back; otherwise take them out of the group.',
          ),
        ],
  };
}

function confirmHold(member: Member): Hold {
  return {
    guard: 'confirm-return',
    release: 'approval',
    why: `Member ${member.identifier} was switched off by someone else than Rollcall, so a person has to say that it should come back.`,
  };
}

/** A record comes back by itself only for the person it was switched off for: an address can have gone to somebody else meanwhile. */
function strangerHold({ person, member }: Pair, stone: Tombstone, world: World): Hold | undefined {
  const linked = world.memory.links.find((link) => link.member === member.key);
  return stone.person === person.id && (linked === undefined || linked.person === person.id)
    ? undefined
    : {
        guard: 'identity',
        release: 'approval',
        why: `Member ${member.identifier} was switched off for somebody else than ${person.login}; an address may have been given to another person.`,
      };
}

export function mismatchFinding(pair: Pair, world: World): Finding | undefined {
  const { person, member } = pair;
  const expected = expectedIdentifier(person, world.policy.memberId, world.toAscii);
  if (expected === null || fits(member.identifier, expected)) return undefined;
  const link = world.memory.links.find((known) => known.member === member.key && known.person === person.id);
  const renamed = link !== undefined && fits(member.identifier, link.expectedIdentifier);
  return finding(
    'member-id-mismatch',
    renamed ? 'act' : 'know',
    { people: [person], members: [member] },
    renamed
      ? `Member ID ${member.identifier} fitted ${person.login} when they were linked; today their data gives ${expected}.`
      : `Member ID ${member.identifier} does not fit ${person.login}, whose data gives ${expected}; it never did while Rollcall has known them.`,
    'A Member ID cannot be changed in the PSA. Keep it (everything else follows the person), or retire the member and create a new one by hand.',
  );
}
