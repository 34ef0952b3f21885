/** Whether what was read can be taken as the whole truth. Absence is a claim, and this is who checks it. */
import { ABSENCES, type Action } from '../../domain/planning/action.ts';
import type { Hold } from '../../domain/planning/plan.ts';
import type { IntegrityProblem } from '../../domain/planning/decision.ts';
import type { World } from '../../domain/planning/world.ts';
import { fold, foldAddresses } from '../normalize.ts';

/** Every check that fails, in a fixed order. Empty: both sources are sound. */
export function integrityProblems(world: World): readonly IntegrityProblem[] {
  const read = (side: IntegrityProblem['side']): readonly IntegrityProblem[] =>
    (side === 'directory' ? world.directory : world.psa).problems.map((problem) => ({
      side,
      check: problem.check,
      detail: `${problem.place}: ${problem.detail}`,
      release: problem.check === 'group-missing' ? 'config' : 'source',
    }));
  const ofLists = (check: (whole: World) => readonly IntegrityProblem[]): readonly IntegrityProblem[] =>
    world.focus === null ? check(world) : [];
  return [
    ...read('directory'),
    ...ofLists(emptyGroups),
    ...ofLists(shrunkDirectory),
    ...ofLists(absentCanaries),
    ...changedMapping(world),
    ...ofLists(laggingLists),
    ...ofLists(massGone),
    ...read('psa'),
    ...unprovenPsa(world),
    ...shrunkPsa(world),
    ...hiddenMembers(world),
  ];
}

/** A doubtful directory holds what rests on absence; a doubtful PSA holds everything, since the member that was not read may be the one. */
export function holdForIntegrity(action: Action, problems: readonly IntegrityProblem[]): readonly Hold[] {
  const absent =
    (action.kind === 'deactivate' && ABSENCES.includes(action.because)) ||
    // Whoever left earlier may be back in a list that did not show them.
    action.because === 'left-earlier';
  return problems
    .filter((problem) => problem.side === 'psa' || absent)
    .map((problem) => ({ guard: 'source-integrity', release: problem.release, why: problem.detail }));
}

function emptyGroups(world: World): readonly IntegrityProblem[] {
  return world.directory.groups
    .filter((group) => group.id !== null && group.people === 0 && !world.policy.mayBeEmpty.includes(group.selector))
    .filter((group) => world.memory.baseline?.groups.find((known) => known.selector === group.selector)?.people !== 0)
    .map((group) => ({
      side: 'directory',
      check: 'empty',
      detail: `Group "${group.selector}" is empty. If that is right, list it under "mayBeEmpty".`,
      release: 'config',
    }));
}

function shrunkDirectory(world: World): readonly IntegrityProblem[] {
  const { baseline } = world.memory;
  const people = world.directory.people.length;
  const least = world.policy.shrunkBelowPercent;
  if (baseline === null || people * 100 >= baseline.people * least) return [];
  return [
    {
      side: 'directory',
      check: 'shrunk',
      detail: `The mapped groups hold ${people} people; the last good run (${baseline.at}) read ${baseline.people}. Below ${least} % nobody is switched off for being absent.`,
      release: 'approval',
    },
  ];
}

function absentCanaries(world: World): readonly IntegrityProblem[] {
  if (world.policy.canaries.length === 0) return [];
  const present = new Set(
    world.directory.people.flatMap((person) => [fold(person.login), ...foldAddresses(person.addresses)]),
  );
  return world.policy.canaries
    .filter((canary) => !present.has(fold(canary)))
    .map((canary) => ({
      side: 'directory',
      check: 'canary-absent',
      detail: `${canary} has to be in a mapped group ("canaries") and is not.`,
      release: 'source',
    }));
}

/** A group that is no longer mapped takes its people out of scope, all at once and by a line of configuration. */
function changedMapping(world: World): readonly IntegrityProblem[] {
  const mapped = new Set(world.policy.profiles.flatMap((profile) => profile.groups));
  return (world.memory.baseline?.groups ?? [])
    .filter((group) => !mapped.has(group.selector))
    .map((group) => ({
      side: 'directory',
      check: 'mapping-changed',
      detail: `Group "${group.selector}" (${group.people} people in the last good run) is no longer in any profile.`,
      release: 'approval',
    }));
}

function laggingLists(world: World): readonly IntegrityProblem[] {
  const { length } = world.confirmedInside;
  return length === 0
    ? []
    : [
        {
          side: 'directory',
          check: 'count-contradicted',
          detail: `The direct membership check finds ${length === 1 ? 'one person' : `${length} people`} in a mapped group whose list did not show them. The list lags; the next run reads it again.`,
          release: 'source',
        },
      ];
}

/** Links of which so many lead nowhere at once, that another tenant or a lost right is likelier than so many departures. */
const MOST_GONE_PERCENT = 20;
function massGone(world: World): readonly IntegrityProblem[] {
  const gone = world.lookups.filter((answer) => answer.people.some((person) => person.state === 'gone')).length;
  const { length } = world.memory.links;
  return gone <= Math.max(1, (length * MOST_GONE_PERCENT) / 100)
    ? []
    : [
        {
          side: 'directory',
          check: 'mass-gone',
          detail: `${gone} of ${length} linked people cannot be found by their id any more. Is this the right tenant or org, and may Rollcall read all of it?`,
          release: 'source',
        },
      ];
}

/** Without a good run over everybody, nothing tells whether the members that were shown are all, nor whom each belongs to. */
function unprovenPsa({ focus, memory }: World): readonly IntegrityProblem[] {
  if (focus === null || memory.baseline !== null) return [];
  const detail = 'No run has read both sides whole yet, and a look at one person proves nothing of the rest.';
  return [{ side: 'psa', check: 'no-baseline', detail, release: 'time' }];
}

/** Members are never deleted, so fewer than before means that not all were shown. */
function shrunkPsa(world: World): readonly IntegrityProblem[] {
  const { baseline } = world.memory;
  const members = world.psa.members.length;
  if (members === 0) {
    const detail = 'The PSA shows no member at all, not even the one of the API key.';
    return [{ side: 'psa', check: 'empty', detail, release: 'source' }];
  }
  if (baseline === null || members >= baseline.members) return [];
  return [
    {
      side: 'psa',
      check: 'shrunk',
      detail: `The PSA shows ${members} members; the last good run (${baseline.at}) read ${baseline.members}. Members cannot be deleted, so the API member's role hides some.`,
      release: 'source',
    },
  ];
}

/** A member that Rollcall knows by its record id and is not shown: a second one must not be made for that person. */
function hiddenMembers(world: World): readonly IntegrityProblem[] {
  if (world.psa.problems.length > 0) return [];
  const shown = new Set(world.psa.members.map((member) => member.key));
  const known = [...world.memory.links, ...world.memory.tombstones].map((each) => each.member);
  const hidden = [...new Set(known)].filter((key) => !shown.has(key));
  return hidden.length === 0
    ? []
    : [
        {
          side: 'psa',
          check: 'hidden',
          detail: `The PSA no longer shows ${hidden.length === 1 ? 'a member' : `${hidden.length} members`} that Rollcall knows (record ${hidden.slice(0, 5).join(', ')}). Members cannot be deleted, so the API member's role hides them.`,
          release: 'source',
        },
      ];
}
