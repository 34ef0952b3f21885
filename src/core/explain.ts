/** One person's way through the decision: source, scope, match, decision, guards, what happens next. */
import type { Decision, Pair } from '../domain/planning/decision.ts';
import type { Explanation, ExplanationStep } from '../domain/planning/explanation.ts';
import type { Member } from '../domain/people/member.ts';
import type { Person } from '../domain/people/person.ts';
import { GUARD_NAMES, type Step } from '../domain/planning/plan.ts';
import type { World } from '../domain/planning/world.ts';
import { subjectOf } from '../domain/planning/action.ts';
import { cleanText, fold, foldAddresses } from './normalize.ts';
import { expectedIdentifier } from './planning/member-id.ts';
import { isExcludedGuest, scopeOf } from './planning/scope.ts';

interface Subject {
  readonly person: Person | undefined;
  readonly member: Member | undefined;
  readonly pair: Pair | undefined;
}

/** `asked`: a login, an address, a directory id, a Member ID or a display name; as typed. */
export function explain(world: World, decision: Decision, asked: string): Explanation {
  const subject = findSubject(world, decision, asked);
  const steps = decision.plan.steps.filter((step) => concerns(step, subject));
  return {
    asked,
    steps: [
      source(world, subject, asked),
      scope(world, subject),
      matched(decision, subject),
      decided(world, decision, subject, steps),
      guards(steps),
      next(steps),
    ],
  };
}

function findSubject(world: World, decision: Decision, asked: string): Subject {
  const key = fold(asked);
  const people = [...world.directory.people, ...world.lookups.flatMap((answer) => answer.people)];
  const named = people.find((person) =>
    [person.id, person.login, person.displayName, ...person.addresses].some((name) => fold(name) === key),
  );
  const record = world.psa.members.find(
    (member) => fold(member.identifier) === key || foldAddresses(member.addresses).includes(key),
  );
  const pair = decision.matching.pairs.find((each) =>
    named === undefined ? each.member === record : each.person.id === named.id,
  );
  return { person: named ?? pair?.person, member: pair?.member ?? record, pair };
}

function concerns(step: Step, subject: Subject): boolean {
  const { action } = step;
  if (action.person !== null && action.person.id === subject.person?.id) return true;
  return action.kind !== 'create' && action.member.key === subject.member?.key;
}

function source(world: World, { person, member }: Subject, asked: string): ExplanationStep {
  const details = [
    ...(person === undefined
      ? []
      : [`Directory id ${person.id}, login ${person.login}, addresses ${person.addresses.join(', ')}.`]),
    ...(member === undefined
      ? []
      : [
          `Member ${member.identifier} (record ${member.key}), ${member.active ? 'active' : 'inactive'}, class ${member.licenseClass}, addresses ${member.addresses.join(', ')}.`,
        ]),
    ...(world.directory.complete ? [] : ['The directory could not be read whole in this run.']),
    ...(world.psa.complete ? [] : ['The PSA could not be read whole in this run.']),
  ];
  const answer =
    person !== undefined
      ? `The directory has ${cleanText(person.displayName) ?? person.login} (${person.state}).`
      : member !== undefined
        ? `The directory knows nobody for member ${member.identifier}.`
        : `Neither the mapped groups nor the PSA know "${asked}".`;
  return { step: 'source', answer, details };
}

function scope(world: World, { person }: Subject): ExplanationStep {
  if (person === undefined) return { step: 'scope', answer: 'Nobody to be in scope.', details: [] };
  const profile = scopeOf(world).profileOf(person);
  const groups = world.directory.groups
    .filter((group) => group.id !== null && person.groups.includes(group.id))
    .map((group) => group.name ?? group.selector);
  const details = groups.length === 0 ? [] : [`In ${groups.join(', ')}.`];
  if (isExcludedGuest(person, world)) return { step: 'scope', answer: 'A guest; guests are excluded.', details };
  return profile === undefined
    ? { step: 'scope', answer: 'In none of the mapped groups.', details }
    : {
        step: 'scope',
        answer: `In scope with profile "${profile.profile.name}".`,
        details: [...details, ...profile.problems],
      };
}

function matched(decision: Decision, { person, member, pair }: Subject): ExplanationStep {
  if (pair !== undefined)
    return {
      step: 'match',
      answer: `Matched with member ${pair.member.identifier} by ${pair.evidence.join(', ')}.`,
      details: [],
    };
  const doubt = decision.matching.doubts.find(
    (each) => each.people.some((one) => one.id === person?.id) || each.members.some((one) => one.key === member?.key),
  );
  return doubt === undefined
    ? { step: 'match', answer: 'No evidence connects this person with a member.', details: [] }
    : {
        step: 'match',
        answer: `In doubt: ${doubt.why}. Nothing is written.`,
        details: [
          `People: ${doubt.people.map((one) => one.login).join(', ')}.`,
          `Members: ${doubt.members.map((one) => one.identifier).join(', ')}.`,
        ],
      };
}

function decided(world: World, decision: Decision, subject: Subject, steps: readonly Step[]): ExplanationStep {
  const { person, member } = subject;
  const expected = person === undefined ? null : expectedIdentifier(person, world.policy.memberId, world.toAscii);
  const findings = decision.plan.findings
    .filter(
      (each) => each.people.some((one) => one.id === person?.id) || each.members.some((one) => one.key === member?.key),
    )
    .map((each) => each.detail);
  const details = [...(expected === null ? [] : [`Their data gives Member ID ${expected}.`]), ...findings];
  const answer =
    steps.length === 0
      ? 'Nothing has to be written.'
      : [
          ...accountSteps(steps).map(({ action }) => `${action.kind} ${subjectOf(action)} (${action.because})`),
          ...handovers(steps.length - accountSteps(steps).length),
        ].join('; ');
  return { step: 'decision', answer, details };
}

/** Writes to the account, as against to what hangs on it: a leaver may have hundreds of those. */
function accountSteps(steps: readonly Step[]): readonly Step[] {
  return steps.filter(({ action }) => action.kind !== 'reassign');
}

function handovers(count: number): readonly string[] {
  return count === 0 ? [] : [`hand over ${count === 1 ? '1 duty' : `${count} duties`}`];
}

function guards(steps: readonly Step[]): ExplanationStep {
  // That a handover waits for its departure says no more than what the departure waits for.
  const all = steps
    .flatMap((step) => (step.verdict === 'hold' ? step.holds : []))
    .filter(({ guard }) => guard !== 'departure-held');
  const holds = [...new Map(all.map((hold) => [`${hold.guard} ${hold.why}`, hold])).values()];
  return holds.length === 0
    ? { step: 'guards', answer: steps.length === 0 ? 'Nothing to guard.' : 'Every guard lets it pass.', details: [] }
    : {
        step: 'guards',
        answer: `Held by ${[...new Set(holds.map((hold) => GUARD_NAMES[hold.guard]))].join(' and ')}.`,
        details: holds.map((hold) => hold.why),
      };
}

function next(steps: readonly Step[]): ExplanationStep {
  const step = accountSteps(steps)[0] ?? steps[0];
  if (step === undefined) return { step: 'next', answer: 'The next run changes nothing for this person.', details: [] };
  if (step.verdict === 'go') return { step: 'next', answer: 'The next run that writes carries it out.', details: [] };
  const releases = new Set(step.holds.map((hold) => hold.release));
  const answer = releases.has('config')
    ? 'It waits until the configuration is changed.'
    : releases.has('source')
      ? 'It waits until the directory or the PSA is corrected.'
      : releases.has('decision')
        ? `It stays as somebody has decided, until that is taken back: rollcall take-back ${step.digest.slice(0, 12)}`
        : releases.has('approval')
          ? `It waits for an approval: rollcall approve ${step.digest.slice(0, 12)}`
          : 'A later run carries it out by itself, if it still stands then.';
  return { step: 'next', answer, details: [] };
}
