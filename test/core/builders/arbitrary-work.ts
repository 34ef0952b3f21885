/** Random work for random worlds: tickets, entries, records, superiors, managers, and policies that hand it over, wait for it or tell of it. */
import fc from 'fast-check';
import {
  DUTY_KINDS,
  type DutyKind,
  type DutyReading,
  type OpenTicket,
  type UnseenDuty,
} from '../../../src/domain/offboarding/duty.ts';
import {
  HANDOVER_WAYS,
  type DutyRule,
  type OffboardingPolicy,
  type Successor,
} from '../../../src/domain/offboarding/handover.ts';
import type { Member } from '../../../src/domain/people/member.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { Manager } from '../../../src/domain/planning/world.ts';
import { anEntry, anOffboarding, aReading, aRecord, aTicket } from './a-duty.ts';

const someone = fc.nat(99);
const maybeSomeone = fc.option(someone, { freq: 3 });

const ticket = fc.record({
  list: fc.constantFrom<OpenTicket['list']>('service', 'service', 'project'),
  owner: maybeSomeone,
  resources: fc.uniqueArray(someone, { maxLength: 2 }),
  stranger: fc.constantFrom(false, false, false, false, true),
  /** Whether the resources have an undone entry on it. */
  scheduled: fc.constantFrom(true, true, true, false),
  team: fc.constantFrom(null, 1, 2),
  rank: fc.constantFrom(null, 1, 2, 3),
  openedAt: fc.constantFrom(null, '2026-01-02T08:00:00Z', '2026-11-01T08:00:00Z'),
});
const record = fc.record({
  kind: fc.constantFrom('time-sheet', 'opportunity', 'team-leader', 'workflow-action', 'usage'),
  member: someone,
});
const KINDS_UNSEEN: readonly UnseenDuty[] = [
  { kind: 'time-sheet', because: 'forbidden', detail: 'The role may not. Set Inquire All.' },
  { kind: 'ticket-owner', because: 'failed', detail: 'The PSA answered 500.' },
];
const unseen = fc.constantFrom<readonly UnseenDuty[]>(...Array.from({ length: 7 }, () => []), KINDS_UNSEEN);

/** A successor before there are members: which one by its place, or nobody that there is. */
type Choice =
  { readonly kind: 'manager' | 'team-leader' | 'nobody' } | { readonly kind: 'member'; readonly at: number };
type RuleChoice = { readonly kind: 'report' | 'hold' } | { readonly kind: 'reassign'; readonly to: readonly Choice[] };
const choice: fc.Arbitrary<Choice> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Choice>({ kind: 'manager' }) },
  { weight: 5, arbitrary: fc.nat(30).map((at): Choice => ({ kind: 'member', at })) },
  { weight: 1, arbitrary: fc.constant<Choice>({ kind: 'nobody' }) },
);
const ofTicket = fc.oneof(
  { weight: 3, arbitrary: choice },
  { weight: 1, arbitrary: fc.constant<Choice>({ kind: 'team-leader' }) },
);

/** As the configuration would let it through. */
function rule(kind: DutyKind): fc.Arbitrary<RuleChoice> {
  const told = fc.constant<RuleChoice>({ kind: 'report' });
  const awaited = { weight: 1, arbitrary: fc.constant<RuleChoice>({ kind: 'hold' }) };
  if (HANDOVER_WAYS[kind] === 'none') return fc.oneof({ weight: 12, arbitrary: told }, awaited);
  const first = kind === 'ticket-owner' || kind === 'ticket-resource' ? ofTicket : choice;
  const handed = fc
    .tuple(first, fc.array(choice, { maxLength: 3 }))
    .map(([one, others]): RuleChoice => ({ kind: 'reassign', to: [one, ...others] }));
  return fc.oneof({ weight: 6, arbitrary: told }, { weight: 18, arbitrary: handed }, awaited);
}

export interface Rules {
  readonly duties: readonly (readonly [DutyKind, RuleChoice])[];
  readonly orphans: OffboardingPolicy['orphans'];
}
export const rules: fc.Arbitrary<Rules> = fc.record({
  duties: fc.tuple(...DUTY_KINDS.map((kind) => rule(kind).map((each) => [kind, each] as const))),
  orphans: fc.constantFrom('report', 'report', 'report', 'ignore'),
});

export function offboardingOf({ duties, orphans }: Rules, members: readonly Member[]): OffboardingPolicy {
  const successor = (wanted: Choice): Successor => {
    if (wanted.kind === 'manager' || wanted.kind === 'team-leader') return { kind: wanted.kind };
    const member = wanted.kind === 'member' ? members[wanted.at % members.length] : undefined;
    return { kind: 'member', identifier: member?.identifier ?? 'nobody' };
  };
  const ruled = duties.map(([kind, each]): readonly [DutyKind, DutyRule] => [
    kind,
    each.kind === 'reassign' ? { kind: each.kind, to: each.to.map(successor) } : { kind: each.kind },
  ]);
  return anOffboarding(Object.fromEntries(ruled), { orphans });
}

export interface Work {
  readonly tickets: readonly (typeof ticket extends fc.Arbitrary<infer T> ? T : never)[];
  readonly records: readonly (typeof record extends fc.Arbitrary<infer T> ? T : never)[];
  readonly leaders: readonly (number | null)[];
  /** Per person: whom the directory names; undefined: it would not say. */
  readonly managers: readonly (number | null | undefined)[];
  /** Per member: who is their superior and time approver. */
  readonly superiors: readonly (number | null)[];
  readonly unseen: readonly UnseenDuty[];
  readonly read: boolean;
}
const ten = <T>(each: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(each, { minLength: 10, maxLength: 10 });

export const work: fc.Arbitrary<Work> = fc.record({
  tickets: fc.array(ticket, { minLength: 1, maxLength: 6 }),
  records: fc.array(record, { maxLength: 5 }),
  leaders: fc.array(maybeSomeone, { minLength: 2, maxLength: 2 }),
  managers: ten(fc.oneof({ weight: 8, arbitrary: fc.nat(9) }, fc.constantFrom(null, undefined))),
  superiors: ten(maybeSomeone),
  unseen,
  read: fc.constantFrom(true, true, true, true, true, true, true, false),
});

/** Members with the superiors that the work gives them. */
export function withSuperiors(members: readonly Member[], { superiors }: Work): readonly Member[] {
  return members.map((member, index) => {
    const at = superiors[index] ?? null;
    const superior = at === null ? undefined : members[at % members.length];
    if (superior === undefined || superior === member) return member;
    const reference = { id: superior.key, name: superior.identifier };
    return {
      ...member,
      fields: { ...member.fields, reportsTo: reference, ...(index % 2 === 0 && { timeApprover: reference }) },
    };
  });
}

/** All that the PSA holds, most of it with those who are `likely` to leave; null: nobody reads it. */
export function readingOf(
  { tickets, records, leaders, unseen: missing, read }: Work,
  members: readonly Member[],
  likely: readonly Member[],
): DutyReading | null {
  if (!read) return null;
  const pool = [...likely, ...likely, ...likely, ...members];
  const whose = (at: number | null): Member | undefined => (at === null ? undefined : pool[at % pool.length]);
  const open = tickets.map((each, index) => {
    const owner = whose(each.owner);
    const on = [...new Set(each.resources.flatMap((at) => whose(at) ?? []))];
    const its = aTicket(index + 1, {
      list: each.list,
      owner: owner === undefined ? null : { key: owner.key, identifier: owner.identifier },
      resources: [...on.map(({ identifier }) => identifier), ...(each.stranger ? ['formerly'] : [])],
      team: each.team === null ? null : { id: each.team, name: `Team ${each.team}` },
      priority: each.rank === null ? null : { name: `P${each.rank}`, rank: each.rank },
      openedAt: each.openedAt,
    });
    const scheduled = each.scheduled ? on : [];
    const entries = scheduled.map((member) => anEntry(100 * its.id + member.key, member, its.id, { on: its.list }));
    return { its, entries };
  });
  return aReading({
    tickets: open.map(({ its }) => its),
    openTickets: open.length,
    entries: open.flatMap(({ entries }) => entries),
    records: records.flatMap(({ kind, member }, index) => {
      const theirs = whose(member);
      return theirs === undefined ? [] : [aRecord(kind, theirs, index + 1)];
    }),
    teams: leaders.map((leader, index) => ({
      id: index + 1,
      leader: leader === null ? null : (members[leader % members.length]?.key ?? null),
    })),
    unseen: missing,
  });
}

export function managersOf({ managers }: Work, people: readonly Person[]): readonly Manager[] {
  return people.flatMap((person, index): readonly Manager[] => {
    const manager = managers[index];
    if (manager === undefined) return [];
    return [{ person: person.id, manager: manager === null ? null : (people[manager] ?? null) }];
  });
}
