/** Work is handed over with its member's departure: while that is held, nobody takes their work from them, nor what is shared with them from others. */
import type { Action } from '../../domain/planning/action.ts';
import type { OpenTicket } from '../../domain/offboarding/duty.ts';
import { GUARD_NAMES, type Hold } from '../../domain/planning/plan.ts';
import { fold } from '../normalize.ts';

/** A departure with what holds it. */
export interface Departing {
  readonly action: Action;
  readonly holds: readonly Hold[];
}

type Departure = Extract<Action, { readonly kind: 'deactivate' }>;
type Reassign = Extract<Action, { readonly kind: 'reassign' }>;
interface Waiting {
  readonly member: Departure['member'];
  /** Empty: it goes. */
  readonly holds: readonly Hold[];
}

/**
 * `departures`: the plan's other steps, judged to the end. Whoever left earlier has no departure that could be held, and what is handed back needs none. `tickets`:
 * those of which handovers may be planned.
 */
export function departureHeld(
  departures: readonly Departing[],
  tickets: readonly OpenTicket[],
): (action: Action) => readonly Hold[] {
  const waiting = departures.flatMap(({ action, holds }): readonly Waiting[] =>
    action.kind === 'deactivate' ? [{ member: action.member, holds }] : [],
  );
  const own = new Map(waiting.map((each) => [each.member.key, each]));
  const named = new Map(waiting.map((each) => [fold(each.member.identifier), each]));
  const resources = new Map(tickets.map(({ list, id, resources: all }) => [`${list} ${id}`, all]));

  const ownHold = ({ because, member }: Reassign): readonly Hold[] => {
    if (because === 'left-earlier') return [];
    const departure = own.get(member.key);
    if (departure !== undefined)
      return holdAs(
        departure,
        (guards) => `It goes when ${member.identifier} is switched off, and that step is held by ${guards}.`,
      );
    const why = `${member.identifier} is not switched off by this plan.`;
    return [{ guard: 'departure-held', release: 'time', why }];
  };
  /** A ticket that somebody else is on needs nobody new before that one is gone as well. */
  const sharedHold = ({ reassignment: { duty } }: Reassign): readonly Hold[] => {
    if (duty.kind !== 'ticket-resource') return [];
    const { list, id } = duty.ticket;
    const others = (resources.get(`${list} ${id}`) ?? []).flatMap((name) => named.get(fold(name)) ?? []);
    const other = others.find(({ holds }) => holds.length > 0);
    if (other === undefined) return [];
    const { identifier } = other.member;
    return holdAs(
      other,
      (guards) => `${identifier} is on the ticket as well, and that departure is held by ${guards}.`,
    );
  };
  return (action) => {
    if (action.kind !== 'reassign' || action.because === 'handed-back') return [];
    const holds = ownHold(action);
    return holds.length > 0 ? holds : sharedHold(action);
  };
}

/** It ends as the departure's holds do: by what an approval alone does not end, if there is any. */
function holdAs({ holds }: Waiting, why: (guards: string) => string): readonly Hold[] {
  const lasting = holds.find(({ release }) => release !== 'approval') ?? holds[0];
  if (lasting === undefined) return [];
  const guards = [...new Set(holds.map(({ guard }) => GUARD_NAMES[guard]))].join(' and ');
  return [{ guard: 'departure-held', release: lasting.release, why: why(guards) }];
}
