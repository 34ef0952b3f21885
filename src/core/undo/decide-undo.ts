/** What is to be handed back of an earlier run's handovers, from where each of them stands now. Pure, like every decision. */
import type { Action } from '../../domain/planning/action.ts';
import type { Decision, IntegrityProblem, Matching } from '../../domain/planning/decision.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { DutyStanding, HandedDuty } from '../../domain/offboarding/handover.ts';
import type { MemberRef } from '../../domain/people/member.ts';
import type { Hold, Step } from '../../domain/planning/plan.ts';
import type { HandedOver } from '../../domain/offboarding/undo.ts';
import type { World } from '../../domain/planning/world.ts';
import { digestOf } from '../digest.ts';
import { limitHold } from '../guards/limits.ts';
import { protectedGuard } from '../guards/protected.ts';
import { seatUse } from '../guards/seats.ts';
import { holdForIntegrity, integrityProblems } from '../guards/source-integrity.ts';
import { fold } from '../normalize.ts';
import { sortFindings } from '../planning/findings.ts';
import { reversed } from './reverse.ts';

/** One handover and where it stands now, as seen from the one who is to get it back. */
export interface Whereabouts {
  readonly handover: HandedOver;
  /** `held`: still with whom it was handed to. `handed-over`: back already. `unread`: it could not be read. */
  readonly standing: DutyStanding | { readonly kind: 'unread'; readonly detail: string };
  /** Of a ticket's resource: the undone schedule entries of whoever has it now. */
  readonly entries: readonly number[];
}

type Reassign = Extract<Action, { readonly kind: 'reassign' }>;
interface Wanted {
  readonly action: Reassign;
  readonly holds: readonly Hold[];
}

/** Steps in the order of `found`. `world`: the PSA, what is remembered and what was written; of the directory nothing is needed. */
export function decideUndo(world: World, found: readonly Whereabouts[]): Decision {
  const integrity = integrityProblems(world).filter(({ side }) => side === 'psa');
  const receiverHolds = receiverGuard(world);
  const protect = protectedGuard(world, []);
  const wanted = found.flatMap((each): readonly Wanted[] => {
    const { standing } = each;
    if (standing.kind === 'moved' || standing.kind === 'handed-over') return [];
    const action = handBack(each);
    const holds = [
      ...protect(action),
      ...holdForIntegrity(action, integrity),
      ...unread(standing),
      ...receiverHolds(action.reassignment.to),
    ];
    return [{ action, holds }];
  });
  const steps = limited(wanted, world).map(toStep);
  const findings = sortFindings([...found.flatMap(movedFinding), ...integrity.map(sourceFinding)]);
  return {
    matching: NOBODY,
    plan: { steps, findings, digest: digestOf({ actions: steps.map(({ action }) => action), findings }) },
    seats: seatUse(world.psa.members, world.policy, steps),
    seating: null,
    offboarding: null,
    integrity,
  };
}

/** Nobody is matched: members are named by their records. */
const NOBODY: Matching = { pairs: [], people: [], members: [], doubts: [], sharedAddresses: new Set() };

function handBack({ handover, entries }: Whereabouts): Reassign {
  const { person, member, reassignment } = handover;
  return { kind: 'reassign', person, member, reassignment: reversed(reassignment, entries), because: 'handed-back' };
}

function unread(standing: Whereabouts['standing']): readonly Hold[] {
  return standing.kind === 'unread' ? [{ guard: 'source-integrity', release: 'source', why: standing.detail }] : [];
}

/** Work is handed to nobody who is not there to do it, be it theirs ten times over. */
function receiverGuard({ psa }: World): (receiver: MemberRef) => readonly Hold[] {
  const members = new Map(psa.members.map((member) => [member.key, member]));
  const hold = (why: string): readonly Hold[] => [{ guard: 'receiver', release: 'source', why }];
  return ({ key, identifier }) => {
    const member = members.get(key);
    if (member === undefined) return hold(`The PSA shows no member ${identifier} (record ${key}) any more.`);
    if (fold(member.identifier) !== fold(identifier))
      return hold(`Record ${key} is ${member.identifier} now, not ${identifier}.`);
    return member.active
      ? []
      : hold(
          `${identifier} is switched off, and work of a member who is switched off is done by nobody. Bring the member back first, then undo again.`,
        );
  };
}

/** The limit on reassignments holds here as everywhere; but no approval can lift it, since an approval names a step of an ordinary plan. */
function limited(wanted: readonly Wanted[], world: World): readonly Wanted[] {
  const hold = limitHold('reassign', wanted.filter(({ holds }) => holds.length === 0).length, world);
  if (hold === undefined) return wanted;
  const perRun = hold.guard === 'limit-per-run';
  const then: Hold = { ...hold, release: perRun ? 'config' : 'time' };
  return wanted.map((each) => (each.holds.length > 0 ? each : { ...each, holds: [then] }));
}

function toStep({ action, holds }: Wanted): Step {
  const digest = digestOf(action);
  const [first, ...rest] = holds;
  return first === undefined
    ? { verdict: 'go', digest, action, approvedBy: null }
    : { verdict: 'hold', digest, action, holds: [first, ...rest] };
}

function movedFinding({ handover, standing }: Whereabouts): readonly Finding[] {
  if (standing.kind !== 'moved') return [];
  const { person, member, reassignment } = handover;
  return [
    {
      kind: 'handover-moved',
      severity: 'know',
      people: person === null ? [] : [person],
      members: [member],
      detail: `${dutyWords(reassignment.duty)} is no longer with ${reassignment.to.identifier}, so it is left alone: ${standing.detail}`,
      advice: `If it should be with ${reassignment.from.identifier} again, hand it over in the PSA.`,
    },
  ];
}

function dutyWords(duty: HandedDuty): string {
  if (duty.kind === 'approver') return `The ${duty.field} of ${duty.of.identifier}`;
  const { list, id } = duty.ticket;
  return `${list === 'service' ? 'Service' : 'Project'} ticket ${id}`;
}

function sourceFinding({ detail }: IntegrityProblem): Finding {
  const advice = 'Nothing is handed back until this is settled.';
  return { kind: 'source-problem', severity: 'act', people: [], members: [], detail, advice };
}
