// What lies idle: open tickets with nobody, by age and board, and seats that nobody uses, by what they cost.
import type { OrphanedTicket } from '../../domain/offboarding/leaver.ts';
import type { SeatClass } from '../../domain/people/member.ts';
import type { IdleSeat } from '../../domain/people/seat.ts';
import { counted, daysBetween, grouped, money } from '../../reports/words/amounts.ts';
import { SEAT_NAMES } from '../../reports/words/words.ts';
import { bucketOf, type AgeBucket } from './age-buckets.ts';
import { MOST_SERIES, type Chart, type Series } from './chart.ts';

const TICKET_AGES: readonly AgeBucket[] = [
  { name: 'under 1 week', from: 0 },
  { name: '1–4 weeks', from: 7 },
  { name: '1–3 months', from: 30 },
  { name: '3–12 months', from: 90 },
  { name: 'over 1 year', from: 365 },
];
const UNKNOWN = 'not known';

/** The boards with most of them by name, the others together. `now`: when the run read them. */
export function orphansChart(tickets: readonly OrphanedTicket[], now: string): Chart {
  const boards = [...Map.groupBy(tickets, ({ ticket }) => ticket.board)].toSorted(
    ([, left], [, right]) => right.length - left.length,
  );
  const named = boards.length > MOST_SERIES ? boards.slice(0, MOST_SERIES - 1) : boards;
  const others = boards.slice(named.length).flatMap(([, all]) => all);
  const ages = (all: readonly OrphanedTicket[]): readonly number[] =>
    countBy(all, ({ ticket }) =>
      bucketOf(TICKET_AGES, ticket.openedAt === null ? null : daysBetween(ticket.openedAt, now)),
    );
  return {
    id: 'orphans',
    kind: 'bars',
    title: 'Orphaned tickets by age and board',
    summary:
      tickets.length === 0
        ? 'no ticket lies with nobody.'
        : `${counted(tickets.length, 'ticket', 'tickets')} on ${counted(boards.length, 'board', 'boards')}.`,
    along: 'Open for',
    categories: tickets.length === 0 ? [] : [...TICKET_AGES.map(({ name }) => name), UNKNOWN],
    series: [
      ...named.map(([board, all]): Series => ({ name: board, values: ages(all) })),
      ...(others.length === 0 ? [] : [{ name: 'other boards', values: ages(others) }]),
    ],
    say: grouped,
  };
}

/** Of each age how many; the last is for those whose age is not known. */
function countBy<Item>(all: readonly Item[], bucket: (item: Item) => number | null): readonly number[] {
  const indexes = all.map(bucket);
  return [...TICKET_AGES.keys(), null].map((wanted) => indexes.filter((index) => index === wanted).length);
}

const IDLE_AGES: readonly AgeBucket[] = [
  { name: 'under 3 months', from: 0 },
  { name: '3–6 months', from: 90 },
  { name: '6–12 months', from: 182 },
  { name: 'over 1 year', from: 365 },
];
const NEVER = 'never used';

/** Seats without a price are left out. */
export function idleCostChart(idle: readonly IdleSeat[], currency: string): Chart {
  const priced = idle.flatMap((seat) => (seat.yearlyCost === null ? [] : [{ seat, cost: seat.yearlyCost }]));
  const classes: readonly SeatClass[] = [...new Set(priced.map(({ seat }) => seat.class))];
  const total = priced.reduce((sum, { cost }) => sum + cost, 0);
  const costs = (one: SeatClass): readonly number[] =>
    [...IDLE_AGES.keys(), null].map((wanted) =>
      priced
        .filter(({ seat }) => seat.class === one && bucketOf(IDLE_AGES, seat.days) === wanted)
        .reduce((sum, { cost }) => sum + cost, 0),
    );
  return {
    id: 'idle-cost',
    kind: 'bars',
    title: `What idle seats cost a year, in ${currency}`,
    summary:
      priced.length === 0
        ? 'no idle seat has a price.'
        : `${counted(priced.length, 'idle seat', 'idle seats')} with a price; together ${money(total, currency)} a year.`,
    along: 'Idle for',
    categories: priced.length === 0 ? [] : [...IDLE_AGES.map(({ name }) => name), NEVER],
    series: classes.map((one) => ({ name: SEAT_NAMES[one], values: costs(one) })),
    say: (value) => money(value, currency),
  };
}
