/** Work is handed over with its member's departure: while that is held, nobody takes their work from them. */
import type { Action } from '../../domain/action.ts';
import type { MemberKey } from '../../domain/ids.ts';
import type { Hold, Release } from '../../domain/plan.ts';

/** A reassignment with what holds it beside what it is held for already. */
export interface Departing {
  readonly action: Action;
  readonly holds: readonly Hold[];
}

/** `departures`: the plan's other steps, judged to the end. Whoever left earlier has no departure that could be held, and what is handed back needs none. */
export function departureHeld(departures: readonly Departing[]): (action: Action) => readonly Hold[] {
  const holdsOf = new Map<MemberKey, readonly Hold[]>(
    departures.flatMap(({ action, holds }) =>
      action.kind === 'deactivate' ? [[action.member.key, holds] as const] : [],
    ),
  );
  return (action) => {
    if (action.kind !== 'reassign' || action.because === 'left-earlier' || action.because === 'handed-back') return [];
    const holds = holdsOf.get(action.member.key);
    const { identifier } = action.member;
    if (holds === undefined) return [hold('time', `${identifier} is not switched off by this plan.`)];
    // What an approval alone does not end is what it waits for longest.
    const lasting = holds.find(({ release }) => release !== 'approval') ?? holds[0];
    const guards = [...new Set(holds.map(({ guard }) => guard))].join(', ');
    return lasting === undefined
      ? []
      : [hold(lasting.release, `It goes when ${identifier} is switched off, and that step is held (${guards}).`)];
  };
}

function hold(release: Release, why: string): Hold {
  return { guard: 'departure-held', release, why };
}
