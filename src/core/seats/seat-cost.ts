/** What the seats cost by class, and how near the end of the contract is. */
import type { SeatCost, SeatingPolicy, SeatLevel } from '../../domain/people/seat.ts';
import type { SeatUse } from '../../domain/runs/run.ts';
import { money } from './money.ts';

/** In the order of `seats`. */
export function seatCosts(seats: readonly SeatUse[], policy: SeatingPolicy): readonly SeatCost[] {
  return seats.map((seat): SeatCost => {
    const { contracted, used, forecast } = seat;
    const price = policy.prices[seat.class]?.monthly ?? null;
    const cost = (count: number): number | null => (price === null ? null : money(count * price));
    return {
      class: seat.class,
      free: contracted === null ? null : contracted - used,
      level: seatLevel(seat, policy),
      price,
      monthlyCost: cost(used),
      forecastMonthlyCost: cost(forecast),
    };
  });
}

/** null: not limited. What the plan will take is as good as taken: the contract has to be extended before it is, not after. */
export function seatLevel({ contracted, used, forecast }: SeatUse, { nearPercent }: SeatingPolicy): SeatLevel | null {
  if (contracted === null) return null;
  const taken = Math.max(used, forecast);
  if (taken > contracted) return 'over';
  if (taken === 0) return 'ample';
  if (taken === contracted) return 'full';
  return taken * 100 >= contracted * nearPercent ? 'nearly-full' : 'ample';
}

/** Over all classes that have a price; null: none has one. */
export function totalCost(
  costs: readonly SeatCost[],
  which: 'monthlyCost' | 'forecastMonthlyCost',
  policy: SeatingPolicy,
): number | null {
  return Object.keys(policy.prices).length === 0
    ? null
    : money(costs.reduce((sum, cost) => sum + (cost[which] ?? 0), 0));
}
