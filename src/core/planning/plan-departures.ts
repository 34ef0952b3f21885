/** Members who should go. Disabled and deleted are evidence; absence is a claim that has to be corroborated. */
import type { Action, Departure } from '../../domain/planning/action.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { Hold, PlannedAction } from '../../domain/planning/plan.ts';
import { memberRef, type Member } from '../../domain/people/member.ts';
import type { Matching, Pair } from '../../domain/planning/decision.ts';
import { personRef, type Person } from '../../domain/people/person.ts';
import type { World } from '../../domain/planning/world.ts';
import { finding } from './findings.ts';
import { protectionList } from '../guards/protected.ts';
import { addHours, isBefore } from '../instants.ts';
import { isOutsider } from './scope.ts';
import { pairDoubts } from '../matching/pair-doubts.ts';

export interface Part {
  readonly planned: readonly PlannedAction[];
  readonly findings: readonly Finding[];
}

/** Every member who should go, whatever the guards will say of it. */
export function planDepartures(world: World, matching: Matching): Part {
  const parts = [
    ...matching.pairs.flatMap((pair): readonly Part[] => {
      const because = evidenceOf(pair, world);
      return because === null ? [] : [withDoubts([planDeparture(pair, because, world)], pair, world)];
    }),
    ...goners(world, matching).map((pair) => withDoubts([planGone(pair, world)], pair, world)),
    ...outsiders(world, matching).map((pair) => {
      const { planned, findings } = planOutsider(pair, world);
      return { ...withDoubts([planned], pair, world), findings };
    }),
    ...unmanaged(world, matching).map((member) => planUnmanaged(member, world)),
  ];
  return {
    planned: parts.flatMap((part) => part.planned),
    findings: parts.flatMap((part) => part.findings),
  };
}

/** Why an active member goes by what the directory says of their person; null: it does not say so. */
function evidenceOf({ person, member }: Pair, { policy }: World): 'disabled' | 'deleted' | 'suspended' | null {
  if (!member.active) return null;
  if (person.state === 'disabled' || person.state === 'deleted') return person.state;
  return person.state === 'suspended' && policy.suspended === 'deactivate' ? person.state : null;
}

function withDoubts(planned: readonly PlannedAction[], pair: Pair, world: World): Part {
  const doubts = pairDoubts(pair, world);
  return { planned: planned.map((each) => ({ ...each, doubts: [...each.doubts, ...doubts] })), findings: [] };
}

/** Active members whose person is enabled but in no mapped group; guests whom the policy leaves alone are not among them. */
function outsiders(world: World, matching: Matching): readonly Pair[] {
  const unfinished = new Set(world.unfinishedLookups);
  const inside = new Set(world.confirmedInside);
  return matching.pairs.filter(
    (pair) => isOutsider(pair, world) && !unfinished.has(pair.member.key) && !inside.has(pair.person.id),
  );
}

/** Active members whose person the directory cannot find by their id, and has no trace of. */
function goners(world: World, matching: Matching): readonly Pair[] {
  const unfinished = new Set(world.unfinishedLookups);
  return matching.pairs.filter(
    ({ person, member }) => person.state === 'gone' && member.active && !unfinished.has(member.key),
  );
}

/** Every active member whose departure would rest on absence. */
export function absentMembers(world: World, matching: Matching): readonly Member[] {
  const pairs = [...outsiders(world, matching), ...goners(world, matching)];
  return [...pairs.map((pair) => pair.member), ...unmanaged(world, matching)];
}

/** Active members whom the directory surely does not know; those whose look-up could not be finished are left out. */
function unmanaged(world: World, matching: Matching): readonly Member[] {
  const unfinished = new Set(world.unfinishedLookups);
  return matching.members.filter((member) => member.active && !unfinished.has(member.key));
}

/** For positive evidence. It has been read by id, or the plan waits until it can be. */
function planDeparture(
  pair: Pair,
  because: Exclude<Departure, 'gone' | 'out-of-scope' | 'unmanaged'>,
  world: World,
): PlannedAction {
  const unread: Hold = {
    guard: 'source-integrity',
    release: 'time',
    why: `${pair.person.login} is ${because} in the group's list, but could not be read directly; the next run asks again.`,
  };
  return {
    action: deactivation(pair.member, pair.person, because),
    doubts: world.unfinishedLookups.includes(pair.member.key) ? [unread] : [],
  };
}

function planGone(pair: Pair, world: World): PlannedAction {
  return { action: deactivation(pair.member, pair.person, 'gone'), doubts: absenceDoubts(pair.member, world, false) };
}

function planOutsider(
  pair: Pair,
  world: World,
): { readonly planned: PlannedAction; readonly findings: readonly Finding[] } {
  const proven = world.confirmedOutside.includes(pair.person.id);
  return {
    planned: {
      action: deactivation(pair.member, pair.person, 'out-of-scope'),
      doubts: absenceDoubts(pair.member, world, proven),
    },
    findings: [
      finding(
        'out-of-scope',
        'know',
        { people: [pair.person], members: [pair.member] },
        `${pair.person.login} is enabled in the directory but in none of the mapped groups, while member ${pair.member.identifier} is active.`,
        'If they should keep their member, put them into a mapped group or list the Member ID under "protected".',
      ),
    ],
  };
}

/** Protected members are meant to stand alone (break-glass, vendors), so nothing is said of them. */
function planUnmanaged(member: Member, world: World): Part {
  if (protectionList(world.policy.protectedMembers)(member.identifier)) return { planned: [], findings: [] };
  const switchOff = world.policy.unmanaged === 'deactivate';
  return {
    planned: switchOff
      ? [{ action: deactivation(member, null, 'unmanaged'), doubts: absenceDoubts(member, world, false) }]
      : [],
    findings: [
      finding(
        'unmanaged-member',
        switchOff ? 'know' : 'act',
        { members: [member] },
        `Member ${member.identifier} is active, but the directory knows nobody with ${member.addresses.length > 0 ? 'any of its addresses' : 'a link to it, and it has no address to look for'}.`,
        'Give the member the address of its person, list the Member ID under "protected" if it belongs to nobody, or switch it off in the PSA.',
      ),
    ],
  };
}

/** Two runs in a row see the same lagging index; a second sighting counts only this much later. */
const SECOND_SIGHTING_HOURS = 0.5;

/** What still has to happen before an absence counts: a direct check or a second complete read some time later, and the grace period. */
function absenceDoubts(member: Member, world: World, proven: boolean): readonly Hold[] {
  const seen = world.memory.absences.find((absence) => absence.member === member.key);
  const holds: Hold[] = [];
  const since = seen?.firstSeen ?? world.now;
  if (!proven && world.focus !== null) {
    holds.push({
      guard: 'absence',
      release: 'time',
      why: 'Only this person was looked at, and nothing proves their absence; the next run over everybody decides.',
    });
  } else if (!proven && isBefore(world.now, addHours(since, SECOND_SIGHTING_HOURS))) {
    holds.push({
      guard: 'absence',
      release: 'time',
      why: `First seen absent ${seen === undefined ? 'in this run' : `at ${since}`}; a second complete run, half an hour later or more, has to agree.`,
    });
  }
  const until = addHours(since, world.policy.absenceGraceHours);
  if (isBefore(world.now, until)) {
    holds.push({
      guard: 'absence',
      release: 'time',
      why: `The grace period of ${world.policy.absenceGraceHours} hours lasts until ${until}.`,
    });
  }
  return holds;
}

function deactivation(member: Member, person: Person | null, because: Departure): Action {
  return {
    kind: 'deactivate',
    person: person === null ? null : personRef(person),
    member: memberRef(member),
    because,
    ssoUserId: member.ssoUserId,
    handover: [],
  };
}
