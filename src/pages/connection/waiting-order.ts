// In which order the sets of waiting steps are shown: whoever opens the page finds first what they can decide now.
import type { StandingNow } from '../../domain/rulings/waiting.ts';
import { lastingHold, waitingGroups, type WaitingGroup } from '../../reports/words/next-steps.ts';

type Waits = Extract<StandingNow, { readonly kind: 'waits' }>;

/**
 * - `open`: somebody's approval lifts it. - `given`: every step has an approval already, and waits for a second person or a run. - `lasting`: no approval lifts it.
 * - `with-another`: it goes with its leaver's deactivation, so there is nothing to decide.
 */
const RANKS = ['open', 'given', 'lasting', 'with-another'] as const;
type Rank = (typeof RANKS)[number];

/** Sets of the same rank stay in the order of the plan. */
export function setsToDecide(waits: readonly Waits[]): readonly WaitingGroup[] {
  const given = new Set(waits.filter(({ approvals }) => approvals.length > 0).map(({ step }) => step.digest));
  const ranked = waitingGroups(waits.map(({ step }) => step)).map((group) => ({ group, rank: rankOf(group, given) }));
  return RANKS.flatMap((rank) => ranked.filter((one) => one.rank === rank).map(({ group }) => group));
}

function rankOf({ steps }: WaitingGroup, given: ReadonlySet<string>): Rank {
  const lasting = lastingHold(steps[0]);
  if (lasting?.guard === 'departure-held') return 'with-another';
  if (lasting !== undefined) return 'lasting';
  return steps.every(({ digest }) => given.has(digest)) ? 'given' : 'open';
}
