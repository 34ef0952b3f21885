// Seats on the run's page: how many, what they cost, who waits for one, which of them nobody uses, and how it went.
import type { RunReport, SeatUse } from '../../domain/runs/run.ts';
import type {
  IdleSeat,
  SeatingReport,
  SeatLevel,
  SeatPoint,
  UntoldSeats,
  WaitingPerson,
} from '../../domain/people/seat.ts';
import { counted, dayOf, grouped, money } from '../words/amounts.ts';
import { activityText, idleText } from '../words/describe-seat.ts';
import { shortDigest } from '../words/next-steps.ts';
import { SEAT_NAMES } from '../words/words.ts';
import { html, type Markup, type MarkupValue } from './markup.ts';
import { stackedTable, type Column } from './table.ts';

/** Rows before the page refers to the file. */
const SHOWN = 200;

export function seatSections(report: RunReport): readonly Markup[] {
  const { seating } = report;
  return [...(report.seats.length === 0 ? [] : [seats(report)]), ...(seating === null ? [] : seatingSections(seating))];
}

function seatingSections(seating: SeatingReport): readonly Markup[] {
  return [
    ...(seating.waiting.length === 0 ? [] : [waiting(seating.waiting)]),
    ...(seating.idle === null ? [] : [idle(seating, seating.idle)]),
    ...(seating.trend.length < 2 ? [] : [trend(seating.trend)]),
  ];
}

const SEAT_COLUMNS: readonly Column[] = [
  { name: 'Class', kind: 'head' },
  { name: 'Contracted', kind: 'number' },
  { name: 'Used', kind: 'number' },
  { name: 'Free', kind: 'number' },
  { name: 'After this plan', kind: 'number' },
  { name: 'A month', kind: 'number' },
];

function seats({ seats: lines, seating }: RunReport): Markup {
  return html`<section>
    <h2>Seats</h2>
    ${stackedTable({
      caption: 'Active members per licence class',
      columns: SEAT_COLUMNS,
      rows: lines.map((line) => seatRow(line, seating)),
    })}
    ${seating === null ? null : costs(seating)}
    ${seating === null || seating.apiMembers === 0 ? null : html`<p class="quiet">${apiText(seating.apiMembers)}</p>`}
  </section>`;
}

function apiText(members: number): string {
  return `${counted(members, 'API member', 'API members')} beside them, who take no seat.`;
}

function costs({ currency, monthlyCost, forecastMonthlyCost }: SeatingReport): Markup | null {
  if (monthlyCost === null) return null;
  const moves = forecastMonthlyCost !== null && forecastMonthlyCost !== monthlyCost;
  const after = moves ? `, ${money(forecastMonthlyCost, currency)} after this plan` : '';
  return html`<p>They cost ${money(monthlyCost, currency)} a month${after}.</p>`;
}

const LEVEL_TONES = {
  ample: 'good',
  'nearly-full': 'warn',
  full: 'warn',
  over: 'bad',
} as const satisfies Record<SeatLevel, string>;

function seatRow(seat: SeatUse, seating: SeatingReport | null): readonly MarkupValue[] {
  const cost = seating?.classes.find((one) => one.class === seat.class);
  const tone = LEVEL_TONES[cost?.level ?? levelOf(seat)];
  const monthly = cost?.monthlyCost ?? null;
  return [
    `${SEAT_NAMES[seat.class]} (${seat.class})`,
    seat.contracted === null ? 'no limit' : grouped(seat.contracted),
    grouped(seat.used),
    seat.contracted === null ? null : grouped(seat.contracted - seat.used),
    html`<strong class="${tone}">${grouped(seat.forecast)}</strong>`,
    seating === null || monthly === null ? null : money(monthly, seating.currency),
  ];
}

/** For reports without a level of their own. */
function levelOf({ contracted, forecast }: SeatUse): SeatLevel {
  return contracted !== null && forecast > contracted ? 'over' : 'ample';
}

function waiting(people: readonly WaitingPerson[]): Markup {
  return html`<section>
    <h2>Waiting for a seat (${grouped(people.length)})</h2>
    ${stackedTable({
      caption: 'In the order in which they come in',
      columns: [
        { name: 'Next', kind: 'number' },
        { name: 'Person', kind: 'head' },
        { name: 'Class' },
        { name: 'Step' },
      ],
      rows: people.map(({ person, class: seat, step, position }) => [
        position,
        html`<bdi>${person.name}</bdi> (<bdi>${person.login}</bdi>)`,
        SEAT_NAMES[seat],
        html`<code>${shortDigest(step)}</code>`,
      ]),
    })}
  </section>`;
}

const IDLE_COLUMNS: readonly Column[] = [
  { name: 'Member', kind: 'head' },
  { name: 'Idle' },
  { name: 'Last sign-in' },
  { name: 'Last time entry' },
  { name: 'Last ticket' },
  { name: 'A year', kind: 'number' },
];

function idle({ currency, untold }: SeatingReport, all: readonly IdleSeat[]): Markup {
  const priced = all.flatMap(({ yearlyCost }) => (yearlyCost === null ? [] : [yearlyCost]));
  const cost = priced.reduce((sum, one) => sum + one, 0);
  const rest = all.length - SHOWN;
  return html`<section>
    <h2>Seats that nobody uses (${grouped(all.length)})</h2>
    <p>
      ${all.length === 0 ? 'Every seat was used lately, as far as the PSA shows.' : null}
      ${priced.length === 0 ? null : `They cost ${money(cost, currency)} a year.`}
    </p>
    ${
      all.length === 0
        ? null
        : stackedTable({
            caption: 'By sign-in, time entry and ticket, whichever was last',
            columns: IDLE_COLUMNS,
            rows: all.slice(0, SHOWN).map((seat) => idleRow(seat, currency)),
          })
    }
    ${rest > 0 ? html`<p class="quiet">… and ${grouped(rest)} more, see seats.csv.</p>` : null}
    ${untold.map(untoldText)}
  </section>`;
}

/** Not known is neither idle nor in use. */
function untoldText({ why, count }: UntoldSeats): Markup {
  return html`<p class="warn">Of ${counted(count, 'member', 'members')} it cannot be told: <bdi>${why}</bdi>.</p>`;
}

function idleRow(seat: IdleSeat, currency: string): readonly MarkupValue[] {
  return [
    html`<bdi>${seat.member.identifier}</bdi><br /><bdi>${seat.member.name}</bdi> (${SEAT_NAMES[seat.class]})`,
    idleText(seat),
    activityText(seat.lastLogin),
    activityText(seat.timeEntry),
    activityText(seat.ticket),
    seat.yearlyCost === null ? 'no price' : money(seat.yearlyCost, currency),
  ];
}

function trend(points: readonly SeatPoint[]): Markup {
  const classes = [...new Set(points.flatMap(({ seats: all }) => all.map((seat) => seat.class)))];
  const used = (point: SeatPoint, seat: string): string | null => {
    const line = point.seats.find((one) => one.class === seat);
    return line === undefined ? null : grouped(line.used);
  };
  return html`<section>
    <h2>Seats over time</h2>
    ${stackedTable({
      caption: 'Seats in use at the last run of each day, newest first',
      columns: [
        { name: 'Day', kind: 'head' },
        ...classes.map((seat): Column => ({ name: SEAT_NAMES[seat], kind: 'number' })),
        { name: 'Idle', kind: 'number' },
      ],
      rows: points
        .toReversed()
        .map((point) => [
          dayOf(point.at),
          ...classes.map((seat) => used(point, seat)),
          point.idle === null ? 'not looked' : grouped(point.idle),
        ]),
    })}
  </section>`;
}
