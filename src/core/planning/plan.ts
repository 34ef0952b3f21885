/** From matched people and members to wanted writes and findings. Judging them is the guards' job. */
import type { Draft, Hold, PlannedAction } from '../../domain/planning/plan.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { Matching, Pair } from '../../domain/planning/decision.ts';
import type { World } from '../../domain/planning/world.ts';
import { doubtFinding, finding } from './findings.ts';
import { isExcludedGuest, scopeOf, type Scope } from './scope.ts';
import { mismatchFinding, planDrift, planReturn } from './plan-returns.ts';
import { livingPeople, newcomers, planCreations, sharedAddresses } from './plan-creations.ts';
import { planDepartures, type Part } from './plan-departures.ts';
import { pairDoubts } from '../matching/pair-doubts.ts';

export function planActions(world: World, matching: Matching): Draft {
  const scope = scopeOf(world);
  const actions: PlannedAction[] = [];
  const findings: Finding[] = matching.doubts.map(doubtFinding);
  const take = (part: Part): void => {
    actions.push(...part.planned);
    findings.push(...part.findings);
  };

  for (const pair of matching.pairs) take(withDoubts(planPair(pair, world, scope), pairDoubts(pair, world)));
  take(planDepartures(world, matching));
  take(planCreations(world, matching, scope));
  findings.push(
    ...unpairedFindings(world, matching),
    ...mailConflicts(world, matching),
    ...referenceFindings(world, matching, scope),
  );
  return { actions, findings };
}

const NOTHING: Part = { planned: [], findings: [] };
const one = (part: { readonly planned: PlannedAction; readonly findings: readonly Finding[] }): Part => ({
  planned: [part.planned],
  findings: part.findings,
});
const only = (found: Finding): Part => ({ planned: [], findings: [found] });
const withDoubts = (part: Part, doubts: readonly Hold[]): Part => ({
  ...part,
  planned: part.planned.map((planned) => ({ ...planned, doubts: [...planned.doubts, ...doubts] })),
});

function planPair(pair: Pair, world: World, scope: Scope): Part {
  switch (pair.person.state) {
    // Departures are planned below, with those that rest on absence.
    case 'disabled':
    case 'deleted':
    case 'gone':
    case 'pending':
      return NOTHING;
    case 'suspended':
      return pair.member.active && world.policy.suspended === 'report' ? only(suspended(pair)) : NOTHING;
    case 'unknown':
      return only(unreadable(pair));
    case 'enabled':
      return planEnabled(pair, world, scope);
  }
}

function planEnabled(pair: Pair, world: World, scope: Scope): Part {
  const { person, member } = pair;
  if (isExcludedGuest(person, world)) return member.active ? only(excludedGuest(pair)) : NOTHING;
  const resolved = scope.profileOf(person);
  if (resolved === undefined) return NOTHING;
  const mismatch = member.active ? mismatchFinding(pair, world) : undefined;
  const findings = mismatch === undefined ? [] : [mismatch];
  if (member.active) {
    const drift = planDrift(pair, resolved, world);
    return { planned: drift === undefined ? [] : [drift], findings };
  }
  // A return without its role would come back with yesterday's rights.
  return resolved.problems.length > 0 ? NOTHING : one(planReturn(pair, resolved, world));
}

function suspended(pair: Pair): Finding {
  return finding(
    'suspended-person',
    'act',
    { people: [pair.person], members: [pair.member] },
    `${pair.person.login} is suspended in the directory while member ${pair.member.identifier} is active.`,
    'A suspension can be taken back, so nothing is done. Deactivate the account in the directory if they have left, or set "suspended" to "deactivate".',
  );
}

function unreadable(pair: Pair): Finding {
  return finding(
    'unreadable-person',
    'act',
    { people: [pair.person], members: [pair.member] },
    `The directory does not say whether ${pair.person.login} is enabled, so nothing is done with member ${pair.member.identifier}.`,
    'Check the permissions of Rollcall in the directory (rollcall check names them).',
  );
}

function excludedGuest(pair: Pair): Finding {
  return finding(
    'guest-excluded',
    'know',
    { people: [pair.person], members: [pair.member] },
    `${pair.person.login} is a guest; guests are excluded, so member ${pair.member.identifier} is left as it is.`,
    'Set "guests" to "include" to have guests managed.',
  );
}

/** People in scope who get no member, and why. */
function unpairedFindings(world: World, matching: Matching): readonly Finding[] {
  return matching.people.flatMap((person) => {
    if (person.groups.length === 0) return [];
    if (person.state === 'enabled' && isExcludedGuest(person, world)) {
      return [
        finding(
          'guest-excluded',
          'know',
          { people: [person] },
          `${person.login} is a guest in a mapped group; guests are excluded, so they get no member.`,
          'Set "guests" to "include" to have guests managed.',
        ),
      ];
    }
    if (person.state === 'pending') {
      return [
        finding(
          'pending-person',
          'know',
          { people: [person] },
          `${person.login} has not started yet, so there is no member for them yet.`,
          'Nothing has to be done; the member is made once the account is active.',
        ),
      ];
    }
    return person.state === 'unknown'
      ? [
          finding(
            'unreadable-person',
            'act',
            { people: [person] },
            `The directory does not say whether ${person.login} is enabled, so they get no member.`,
            'Check the permissions of Rollcall in the directory (rollcall check names them).',
          ),
        ]
      : [];
  });
}

function mailConflicts(world: World, matching: Matching): readonly Finding[] {
  return [...sharedAddresses(livingPeople(world), matching.sharedAddresses)].map(([address, people]) =>
    finding(
      'mail-conflict',
      'act',
      { people },
      `${address} belongs to ${people.length} people in the directory, so it identifies nobody.`,
      'Leave the address with the one person it belongs to, or make it a shared mailbox.',
    ),
  );
}

/** One finding for each name that does not resolve, with everybody who waits for it. */
function referenceFindings(world: World, matching: Matching, scope: Scope): readonly Finding[] {
  const waiting = newcomers(world, matching, scope);
  return scope.profiles.flatMap((resolved) => {
    const people = waiting.filter((each) => each.resolved === resolved).map((each) => each.person);
    // Profiles that are not the one person's are none of this run's business.
    if (world.focus !== null && people.length === 0) return [];
    return resolved.problems.map((problem) =>
      finding(
        'missing-reference',
        'act',
        { people },
        `${problem} Nobody is created or brought back with this profile until that is settled.`,
        'Correct the name in the configuration, or make the record in the PSA (rollcall check lists what there is).',
      ),
    );
  });
}
