/** All that a run says of seats, but for the trend, which needs the earlier runs. */
import type { Decision } from '../../domain/planning/decision.ts';
import type { SeatUse } from '../../domain/runs/run.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { World } from '../../domain/planning/world.ts';
import { idleSeats } from './idle-seats.ts';
import { seatCosts, totalCost } from './seat-cost.ts';
import { waitingPeople } from './waiting.ts';

/** `seats`: the use of seats under these steps. null: one person was looked at. */
export function seatingOf(world: World, steps: readonly Step[], seats: readonly SeatUse[]): Decision['seating'] {
  if (world.focus !== null) return null;
  const { seating } = world.policy;
  const classes = seatCosts(seats, seating);
  return {
    currency: seating.currency,
    classes,
    apiMembers: world.psa.members.filter((member) => member.active && member.licenseClass === 'A').length,
    waiting: waitingPeople(steps, world.psa.members),
    ...idleSeats(world, steps),
    monthlyCost: totalCost(classes, 'monthlyCost', seating),
    forecastMonthlyCost: totalCost(classes, 'forecastMonthlyCost', seating),
  };
}
