/** What a run leaves behind for the next one: links, tombstones, absences, failures, the baseline. Evidence and counters, never the PSA's state. */
import type { Absence, Awaiting, Baseline, Failure, Link, Memory, Tombstone } from '../../domain/memory/memory.ts';
import { ABSENCES } from '../../domain/planning/action.ts';
import type { Decision } from '../../domain/planning/decision.ts';
import type { GuardName } from '../../domain/planning/plan.ts';
import type { MemberKey, RunId } from '../../domain/ids.ts';
import type { ReportedStep } from '../../domain/runs/run.ts';
import type { World } from '../../domain/planning/world.ts';
import { addHours } from '../instants.ts';
import { expectedIdentifier } from '../planning/member-id.ts';
import { absentMembers } from '../planning/plan-departures.ts';
import { accountOf, awaitingSubject, failureSubject } from '../subjects.ts';
import { pairDoubts } from '../matching/pair-doubts.ts';

export interface Remembered {
  readonly world: World;
  readonly decision: Decision;
  readonly steps: readonly ReportedStep[];
  readonly run: RunId;
}

export function remember(input: Remembered): Memory {
  return {
    version: 1,
    sides: input.world.sides,
    lastRun: input.run,
    links: links(input),
    tombstones: tombstones(input),
    absences: absences(input),
    failures: failures(input),
    awaiting: awaiting(input),
    baseline: baseline(input),
    eventLogUntil: input.world.eventLog?.reading.until ?? input.world.memory.eventLogUntil,
  };
}

/** Member of a step that was carried out, or found to be so already. */
function doneMember(step: ReportedStep): MemberKey | undefined {
  return step.outcome?.kind === 'done' || step.outcome?.kind === 'already' ? step.outcome.member : undefined;
}

function links({ world, decision, steps }: Remembered): readonly Link[] {
  const byMember = new Map<MemberKey, Link>(world.memory.links.map((link) => [link.member, link]));
  const keep = (person: Link['person'], member: MemberKey, expected: string, by: Link['by']): void => {
    if (byMember.get(member)?.person === person) return;
    // One person, one member: a pair that was found anew ends every older link of either side.
    for (const [key, link] of byMember) if (link.person === person) byMember.delete(key);
    byMember.set(member, { person, member, expectedIdentifier: expected, since: world.now, by });
  };
  // What one doubtful read suggests is no evidence for the next; nor is a pair that nobody has confirmed yet.
  const learned = decision.integrity.length === 0 ? decision.matching.pairs : [];
  // Who takes a ticket over says nothing of whom an account belongs to.
  const approved = steps.filter(
    (step) => step.verdict === 'go' && step.approvedBy !== null && step.action.kind !== 'reassign',
  );
  const confirmed = new Set(approved.map(doneMember));
  for (const pair of learned) {
    const { person, member } = pair;
    if (pairDoubts(pair, world).length > 0 && !confirmed.has(member.key)) continue;
    keep(
      person.id,
      member.key,
      expectedIdentifier(person, world.policy.memberId, world.toAscii) ?? member.identifier,
      'match',
    );
  }
  for (const step of steps) {
    const member = doneMember(step);
    if (step.action.kind === 'create' && member !== undefined)
      keep(step.action.person.id, member, step.action.draft.identifier, 'create');
    const known = member === undefined ? undefined : byMember.get(member);
    // Whoever comes back begins anew: that nothing was seen of them while they were away says nothing.
    if (step.action.kind === 'reactivate' && known?.person === step.action.person.id)
      byMember.set(known.member, { ...known, since: world.now, by: 'return' });
  }
  return [...byMember.values()].sort((a, b) => a.member - b.member);
}

function tombstones({ world, steps, run }: Remembered): readonly Tombstone[] {
  const active = new Set(world.psa.members.filter((member) => member.active).map((member) => member.key));
  const byMember = new Map(
    world.memory.tombstones.filter((known) => !active.has(known.member)).map((known) => [known.member, known]),
  );
  for (const step of steps) {
    if (step.outcome?.kind !== 'done') continue;
    const { member } = step.outcome;
    if (step.action.kind === 'deactivate')
      byMember.set(member, { member, person: step.action.person?.id ?? null, run, at: world.now });
    if (step.action.kind === 'reactivate') byMember.delete(member);
  }
  return [...byMember.values()].sort((a, b) => a.member - b.member);
}

/** A sighting counts only when the directory was read whole; a doubtful read neither adds nor forgets one. */
function absences(input: Remembered): readonly Absence[] {
  const { world, decision } = input;
  if (decision.integrity.length > 0) return world.memory.absences;
  const known = new Map(world.memory.absences.map((absence) => [absence.member, absence]));
  const isOthers = othersSubjects(input);
  const absent = absentMembers(world, decision.matching).map(({ key }) => ({
    member: key,
    firstSeen: known.get(key)?.firstSeen ?? world.now,
    sightings: (known.get(key)?.sightings ?? 0) + 1,
  }));
  const others = world.memory.absences.filter(({ member }) => isOthers(`member:${member}`));
  return [...others, ...absent].sort((a, b) => a.member - b.member);
}

/** Tells whose failures, waiting writes and absences a run over one person must leave alone; a run over everybody leaves nobody's. */
function othersSubjects({ world, decision, steps }: Remembered): (subject: string) => boolean {
  const { focus } = world;
  if (focus === null) return () => false;
  const own = new Set([
    `person:${focus}`,
    ...decision.matching.pairs.map(({ member }) => `member:${member.key}`),
    // Somebody who left earlier may be known by their tombstone alone.
    ...steps.map((step) => accountOf(failureSubject(step.action))),
  ]);
  return (subject) => !own.has(accountOf(subject));
}

/** Waits one hour after the first failure, twice as long after each further one, a day at most; a little less, so that an hourly run is not missed. */
function failures(input: Remembered): readonly Failure[] {
  const { world, steps } = input;
  const isOthers = othersSubjects(input);
  const others = world.memory.failures.filter(({ subject }) => isOthers(subject));
  const earlier = new Map(world.memory.failures.map((failure) => [failure.subject, failure]));
  const own = steps.flatMap((step): readonly Failure[] => {
    const subject = failureSubject(step.action);
    const before = earlier.get(subject);
    const failed =
      step.outcome?.kind === 'refused' || step.outcome?.kind === 'unverified' || step.outcome?.kind === 'unknown'
        ? step.outcome
        : undefined;
    if (failed === undefined) return before === undefined || doneMember(step) !== undefined ? [] : [before];
    const count = (before?.count ?? 0) + 1;
    return [
      { subject, count, notBefore: addHours(world.now, Math.min(24, 2 ** (count - 1)) - 0.1), detail: failed.detail },
    ];
  });
  return [...others, ...own].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/** A write once held by a limit keeps waiting while it is held for whatever reason, and while doubt hides whether it is still wanted. */
function awaiting(input: Remembered): readonly Awaiting[] {
  const { world, decision, steps } = input;
  const isOthers = othersSubjects(input);
  const known = new Map(world.memory.awaiting.map((each) => [each.subject, each]));
  const held = steps
    .filter(
      (step) =>
        // What was approved but not done waits for the next approval.
        (known.has(awaitingSubject(step.action)) && doneMember(step) === undefined) ||
        (step.verdict === 'hold' && step.holds.some((hold) => LIMITS.includes(hold.guard))),
    )
    .map(
      (step) => known.get(awaitingSubject(step.action)) ?? { subject: awaitingSubject(step.action), since: world.now },
    );
  const planned = new Set(steps.map((step) => awaitingSubject(step.action)));
  const doubtful = decision.integrity.length > 0 || world.unfinishedLookups.length > 0;
  // A list that failed to be read may be the one with the ticket that waits.
  const hidden = world.duties?.unseen.some(({ because }) => because === 'failed') === true;
  const unseen = [...known.values()].filter(
    ({ subject }) =>
      !planned.has(subject) &&
      (doubtful || (hidden && subject.startsWith('reassign ')) || isOthers(subject.slice(subject.indexOf(' ') + 1))),
  );
  return [...held, ...unseen].sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

const LIMITS: readonly GuardName[] = ['limit-per-run', 'limit-per-day'];

/** Moves on after a sound read; after a shrink or a changed mapping also when nothing waits for it, or when a human has approved what followed from it. */
function baseline({ world, decision, steps, run }: Remembered): Baseline | null {
  // A look at one person counts nobody.
  if (world.focus !== null) return world.memory.baseline;
  const waiting = steps.some(
    (step) =>
      step.verdict === 'hold' &&
      // A handover that waits for a sound read does not hinder that one is told from a shrunk one.
      step.action.kind !== 'reassign' &&
      step.holds.some((hold) => hold.guard === 'source-integrity'),
  );
  const approved = steps.some(
    (step) =>
      step.verdict === 'go' &&
      step.approvedBy !== null &&
      step.outcome?.kind === 'done' &&
      step.action.kind === 'deactivate' &&
      ABSENCES.includes(step.action.because),
  );
  const acceptable = decision.integrity.every(({ release }) => release === 'approval');
  const accepted = approved || (!waiting && world.unfinishedLookups.length === 0);
  if (decision.integrity.length > 0 && !(acceptable && accepted)) return world.memory.baseline;
  return {
    run,
    at: world.now,
    people: world.directory.people.length,
    members: world.psa.members.length,
    groups: world.directory.groups.map(({ selector, people }) => ({ selector, people })),
  };
}
