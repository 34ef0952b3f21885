/** What people have said of held steps, as far as it counts now: approvals that lift, and objections that hold. */
import type { Digest } from '../../domain/ids.ts';
import type { Approval } from '../../domain/memory/memory.ts';
import type { GuardName, Hold } from '../../domain/planning/plan.ts';
import type { ApprovalPolicy, Objection } from '../../domain/rulings/ruling.ts';
import { isBefore } from '../instants.ts';
import { fold } from '../normalize.ts';

/** What the approvals of one step come to. */
export interface GivenWord {
  /** What they lift, if an approval can lift it. */
  readonly guards: ReadonlySet<GuardName>;
  /** Everybody whose word counts, for the record. */
  readonly by: string;
}

/** Approvals that lift something at `now`, by the digest of their step. */
export function countedWords(
  approvals: readonly Approval[],
  { secondPerson }: Pick<ApprovalPolicy, 'secondPerson'>,
  now: string,
): ReadonlyMap<Digest, GivenWord> {
  const given = Map.groupBy(
    approvals.filter((approval) => isBefore(now, approval.expires)),
    ({ digest }) => digest,
  );
  return new Map(
    [...given].flatMap(([digest, words]) => {
      const word = secondPerson ? wordOfTwo(words) : wordOfAny(words);
      return word === undefined ? [] : [[digest, word] as const];
    }),
  );
}

function wordOfAny(words: readonly Approval[]): GivenWord | undefined {
  return { guards: new Set(words.flatMap(({ guards }) => guards)), by: namesOf(words) };
}

/** A guard is lifted when two different people have seen it and approved: what only one of them saw, only one of them has approved. */
function wordOfTwo(words: readonly Approval[]): GivenWord | undefined {
  const signed = words.filter(({ person }) => person !== null);
  const lifted = [...new Set(signed.flatMap(({ guards }) => guards))].filter((guard) => {
    const seen = signed.filter(({ guards }) => guards.includes(guard));
    return seen.some((one) => seen.some((other) => areDifferentPeople(one, other)));
  });
  return lifted.length === 0 ? undefined : { guards: new Set(lifted), by: namesOf(signed) };
}

/** By id and by name: a second account of the same name is taken for the same person. */
export function areDifferentPeople(
  one: Pick<Approval, 'by' | 'person'>,
  other: Pick<Approval, 'by' | 'person'>,
): boolean {
  return one.person !== other.person && fold(one.by) !== fold(other.by);
}

function namesOf(words: readonly Approval[]): string {
  return [...new Set(words.map(({ by }) => by))].join(' and ');
}

/** Objections that hold something at `now`, as the holds that they are. What was put off until a day is free on it. */
export function objectionHolds(objections: readonly Objection[], now: string): (digest: Digest) => readonly Hold[] {
  const standing = Map.groupBy(
    objections.filter((objection) => stands(objection, now)),
    ({ digest }) => digest,
  );
  return (digest) => (standing.get(digest) ?? []).map(holdOf);
}

export function stands(objection: Objection, now: string): boolean {
  return objection.kind === 'denied' || objection.until === null || isBefore(now, objection.until);
}

function holdOf(objection: Objection): Hold {
  const said = objection.note === '' ? '.' : `: ${objection.note}`;
  const why =
    objection.kind === 'denied'
      ? `Denied by ${objection.by}${said}`
      : `Set aside by ${objection.by} ${objection.until === null ? 'without end' : `until ${objection.until}`}${said}`;
  return { guard: objection.kind, release: 'decision', why };
}
