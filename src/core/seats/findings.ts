/** What somebody should know of seats: people who wait for one, contracts that are nearly used up, seats that nobody uses. */
import type { Decision } from '../../domain/planning/decision.ts';
import type { Finding } from '../../domain/planning/finding.ts';
import type { WaitingPerson } from '../../domain/people/seat.ts';
import type { SeatUse } from '../../domain/runs/run.ts';
import type { Step } from '../../domain/planning/plan.ts';
import type { World } from '../../domain/planning/world.ts';
import { endedSnoozes } from './holders.ts';
import { finding } from '../planning/findings.ts';
import { fold } from '../normalize.ts';
import { money, moneyText } from './money.ts';
import { seatLevel } from './seat-cost.ts';
import { waitingPeople } from './waiting.ts';

/** Names in a finding; the report lists the others. */
const MOST_NAMED = 10;

/** `seats` and `seating`: of these steps. In a look at one person only whoever waits is spoken of. */
export function seatFindings(
  world: World,
  steps: readonly Step[],
  { seats, seating }: Pick<Decision, 'seats' | 'seating'>,
): readonly Finding[] {
  const waiting = waitingPeople(steps, world.psa.members);
  return [
    ...shortFinding(waiting),
    ...(seating === null ? [] : [...nearlyFull(seats, world, waiting), ...idleFindings(world, seating)]),
  ];
}

function shortFinding(waiting: readonly WaitingPerson[]): readonly Finding[] {
  return waiting.length === 0
    ? []
    : [
        {
          ...finding(
            'seats-short',
            'act',
            {},
            `${waiting.length === 1 ? 'One person waits' : `${waiting.length} people wait`} for a seat.`,
            'Free a seat, extend the contract and raise "seats", or approve the step and accept the overage.',
          ),
          people: waiting.slice(0, MOST_NAMED).map(({ person }) => person),
        },
      ];
}

/** A class for which somebody waits is full, and is spoken of there. */
function nearlyFull(
  seats: readonly SeatUse[],
  { policy }: World,
  waiting: readonly WaitingPerson[],
): readonly Finding[] {
  return seats.flatMap((seat) => {
    const level = seatLevel(seat, policy.seating);
    if (level === null || level === 'ample' || waiting.some((each) => each.class === seat.class)) return [];
    const after = seat.forecast === seat.used ? '' : `; ${seat.forecast} will be after this plan`;
    return [
      finding(
        'seats-nearly-full',
        level === 'nearly-full' ? 'know' : 'act',
        {},
        `${seat.used} of ${String(seat.contracted)} contracted ${seat.class} seats are in use${after}.`,
        level === 'nearly-full'
          ? 'Free seats that nobody uses, or extend the contract, before the next people start.'
          : 'Free a seat, or extend the contract and raise "seats"; whoever comes next waits.',
      ),
    ];
  });
}

function idleFindings(world: World, seating: NonNullable<Decision['seating']>): readonly Finding[] {
  const { idle, untold, currency } = seating;
  if (idle === null) return [];
  const days = `${String(world.policy.seating.idle.afterDays)} days`;
  const priced = idle.flatMap(({ yearlyCost }) => (yearlyCost === null ? [] : [yearlyCost]));
  const cost = money(priced.reduce((sum, each) => sum + each, 0));
  const costs =
    priced.length === 0
      ? ''
      : ` ${idle.length === 1 ? 'It costs' : 'They cost'} ${moneyText(cost, currency)} a year${priced.length < idle.length ? `, ${idle.length - priced.length} without a price left out` : ''}.`;
  const ended = endedSnoozes(world);
  const unknown = untold.reduce((sum, { count }) => sum + count, 0);
  return [
    ...(idle.length === 0
      ? []
      : [
          {
            ...finding(
              'idle-seats',
              'act',
              {},
              `${idle.length === 1 ? 'One seat has' : `${idle.length} seats have`} not been used for ${days} or longer: no sign-in, no time entry, no ticket.${costs}`,
              'Take whoever no longer needs the PSA out of the mapped groups; list the Member ID under seats.idle.except, or snooze it until a date, where the seat has to stay.',
            ),
            members: idle.slice(0, MOST_NAMED).map(({ member }) => member),
          },
        ]),
    ...ended.map(({ member, until }) =>
      finding(
        'idle-seats',
        'know',
        { members: world.psa.members.filter((each) => fold(each.identifier) === fold(member)) },
        `The snooze of ${member} ended on ${until} and is ignored.`,
        'Remove it from seats.idle.snoozed, or give it a later date.',
      ),
    ),
    ...(unknown === 0
      ? []
      : [
          finding(
            'idle-seats',
            'know',
            {},
            `Whether ${unknown === 1 ? 'one seat is' : `${unknown} seats are`} used cannot be told, so ${unknown === 1 ? 'it is' : 'they are'} not called idle: ${untold.map(({ why, count }) => `${count} × ${why}`).join(' ')}`,
            'Give the API member the rights that are named, where it is a right that is missing; rollcall check lists them.',
          ),
        ]),
  ];
}
