// Seats on the run's page: how many, what they cost, who waits for one, which of them nobody uses, and how it went.
import type { RunReport, SeatUse } from '../../domain/run.ts';
import type { IdleSeat, SeatingReport, SeatPoint, WaitingPerson } from '../../domain/seat.ts';
import { dayOf, grouped, money } from '../amounts.ts';
import { activityText, idleText } from '../describe-seat.ts';
import { shortDigest } from '../next-steps.ts';
import { SEAT_NAMES } from '../words.ts';
import { html, type Markup } from './markup.ts';

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

function seats({ seats: lines, seating }: RunReport): Markup {
  return html`<section>
    <h2>Seats</h2>
    <table>
      <caption>
        Active members per licence class
      </caption>
      <thead>
        <tr>
          <th scope="col">Class</th>
          <th scope="col" class="number">Contracted</th>
          <th scope="col" class="number">Used</th>
          <th scope="col" class="number">After this plan</th>
        </tr>
      </thead>
      <tbody>
        ${lines.map(seatRow)}
      </tbody>
    </table>
    ${seating === null ? null : costs(seating)}
  </section>`;
}

function costs({ currency, monthlyCost, forecastMonthlyCost }: SeatingReport): Markup | null {
  if (monthlyCost === null) return null;
  const moves = forecastMonthlyCost !== null && forecastMonthlyCost !== monthlyCost;
  const after = moves ? `, ${money(forecastMonthlyCost, currency)} after this plan` : '';
  return html`<p>They cost ${money(monthlyCost, currency)} a month${after}.</p>`;
}

function seatRow(seat: SeatUse): Markup {
  const over = seat.contracted !== null && seat.forecast > seat.contracted;
  return html`<tr>
    <th scope="row">${SEAT_NAMES[seat.class]} (${seat.class})</th>
    <td class="number">${seat.contracted === null ? 'no limit' : grouped(seat.contracted)}</td>
    <td class="number">${grouped(seat.used)}</td>
    <td class="number">
      ${over ? html`<strong class="bad">${grouped(seat.forecast)}</strong>` : grouped(seat.forecast)}
    </td>
  </tr>`;
}

function waiting(people: readonly WaitingPerson[]): Markup {
  return html`<section>
    <h2>Waiting for a seat (${grouped(people.length)})</h2>
    <table>
      <caption>
        In the order in which they come in
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">Next</th>
          <th scope="col">Person</th>
          <th scope="col">Class</th>
          <th scope="col">Step</th>
        </tr>
      </thead>
      <tbody>
        ${people.map(
          ({ person, class: seat, step, position }) =>
            html`<tr>
              <td class="number">${position}</td>
              <th scope="row"><bdi>${person.name}</bdi> (<bdi>${person.login}</bdi>)</th>
              <td>${SEAT_NAMES[seat]}</td>
              <td><code>${shortDigest(step)}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}

function idle({ currency }: SeatingReport, all: readonly IdleSeat[]): Markup {
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
        : html`<table>
            <caption>
              By sign-in, time entry and ticket, whichever was last
            </caption>
            <thead>
              <tr>
                <th scope="col">Member</th>
                <th scope="col">Idle</th>
                <th scope="col">Last sign-in</th>
                <th scope="col">Last time entry</th>
                <th scope="col">Last ticket</th>
                <th scope="col" class="number">A year</th>
              </tr>
            </thead>
            <tbody>
              ${all.slice(0, SHOWN).map((seat) => idleRow(seat, currency))}
            </tbody>
          </table>`
    }
    ${rest > 0 ? html`<p class="quiet">… and ${grouped(rest)} more, see seats.csv.</p>` : null}
  </section>`;
}

function idleRow(seat: IdleSeat, currency: string): Markup {
  return html`<tr>
    <th scope="row">
      <bdi>${seat.member.identifier}</bdi><br /><bdi>${seat.member.name}</bdi> (${SEAT_NAMES[seat.class]})
    </th>
    <td>${idleText(seat)}</td>
    <td>${activityText(seat.lastLogin)}</td>
    <td>${activityText(seat.timeEntry)}</td>
    <td>${activityText(seat.ticket)}</td>
    <td class="number">${seat.yearlyCost === null ? 'no price' : money(seat.yearlyCost, currency)}</td>
  </tr>`;
}

function trend(points: readonly SeatPoint[]): Markup {
  const classes = [...new Set(points.flatMap(({ seats: all }) => all.map((seat) => seat.class)))];
  const used = (point: SeatPoint, seat: string): string => {
    const line = point.seats.find((one) => one.class === seat);
    return line === undefined ? '' : grouped(line.used);
  };
  return html`<section>
    <h2>Seats over time</h2>
    <table>
      <caption>
        Seats in use at the last run of each day, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">Day</th>
          ${classes.map((seat) => html`<th scope="col" class="number">${SEAT_NAMES[seat]}</th>`)}
          <th scope="col" class="number">Idle</th>
        </tr>
      </thead>
      <tbody>
        ${points.toReversed().map(
          (point) =>
            html`<tr>
              <th scope="row">${dayOf(point.at)}</th>
              ${classes.map((seat) => html`<td class="number">${used(point, seat)}</td>`)}
              <td class="number">${point.idle === null ? 'not looked' : grouped(point.idle)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
  </section>`;
}
