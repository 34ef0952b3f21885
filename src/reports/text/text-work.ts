// Work and seats for the terminal: who leaves and what hangs on them, what lies with nobody, who waits, what is idle.
import type { RunReport } from '../../domain/runs/run.ts';
import { counted, money } from '../words/amounts.ts';
import { ticketState, ticketTitle, unseenText } from '../words/describe-duty.ts';
import { idleText } from '../words/describe-seat.ts';
import { SEAT_NAMES } from '../words/words.ts';
import { leaverLines } from './leaver-text.ts';
import { command, heading, labelled, paragraph, type Page } from './text-page.ts';
import { moreRows } from './text-steps.ts';

const LEAVERS = 12;
const ORPHANS = 5;
const SEATS = 5;

/** Each section with a blank line behind it. */
export function renderWork(report: RunReport, page: Page): readonly string[] {
  return [...leavers(report, page), ...orphans(report, page), ...waiting(report, page), ...idle(report, page)];
}

function leavers(report: RunReport, page: Page): readonly string[] {
  const sheets = report.offboarding?.leavers ?? [];
  if (sheets.length === 0) return [];
  return [
    heading(page, 'Work of those who leave', sheets.length),
    ...sheets.slice(0, LEAVERS).flatMap((sheet) => leaverLines(report, sheet, page)),
    ...moreRows(page, 4, sheets.length - Math.min(sheets.length, LEAVERS)),
    ...paragraph(page, 2, 'All that hangs on one of them, record by record:', page.paint.dim),
    ...command(page, 4, `rollcall show ${report.run} --leaver MEMBER_ID --connection ${report.connection}`),
    '',
  ];
}

function orphans(report: RunReport, page: Page): readonly string[] {
  const found = report.offboarding?.orphans ?? null;
  if (found === null || (found.count === 0 && found.unseen.length === 0)) return [];
  return [
    heading(page, 'Open tickets that lie with nobody', found.count),
    ...found.tickets.slice(0, ORPHANS).flatMap(({ ticket, members }) => {
      const names = members.map(({ identifier }) => identifier).join(', ');
      const whose = names === '' ? '' : ` · with ${names}`;
      return labelled(
        page,
        2,
        '! ',
        `${ticketTitle(ticket)} · ${ticketState(ticket, report.startedAt)}${whose}`,
        page.paint.yellow,
      );
    }),
    ...moreRows(page, 4, found.count - Math.min(found.tickets.length, ORPHANS)),
    ...found.unseen.flatMap((unseen) => labelled(page, 2, '! ', unseenText(unseen), page.paint.yellow)),
    '',
  ];
}

function waiting(report: RunReport, page: Page): readonly string[] {
  const people = report.seating?.waiting ?? [];
  if (people.length === 0) return [];
  return [
    heading(page, 'Waiting for a seat', people.length),
    ...people
      .slice(0, SEATS)
      .flatMap(({ person, class: seat, position }) =>
        labelled(page, 2, `${position}. `, `${person.name} (${person.login}), ${SEAT_NAMES[seat]}`, page.paint.yellow),
      ),
    ...moreRows(page, 4, people.length - Math.min(people.length, SEATS)),
    '',
  ];
}

function idle({ seating }: RunReport, page: Page): readonly string[] {
  const all = seating?.idle ?? [];
  if (seating === null || all.length + seating.untold.length === 0) return [];
  const cost = all.reduce((sum, { yearlyCost }) => sum + (yearlyCost ?? 0), 0);
  return [
    heading(page, 'Seats that nobody uses', all.length),
    ...all
      .slice(0, SEATS)
      .flatMap((seat) =>
        labelled(
          page,
          2,
          '· ',
          `${seat.member.identifier} (${seat.member.name}), ${SEAT_NAMES[seat.class]}: ${idleText(seat)}`,
          page.paint.dim,
        ),
      ),
    ...moreRows(page, 4, all.length - Math.min(all.length, SEATS)),
    ...(cost > 0 ? paragraph(page, 4, `They cost ${money(cost, seating.currency)} a year.`) : []),
    ...seating.untold.flatMap(({ why, count }) =>
      labelled(
        page,
        2,
        '! ',
        `Of ${counted(count, 'member', 'members')} it cannot be told: ${why}.`,
        page.paint.yellow,
      ),
    ),
    '',
  ];
}
