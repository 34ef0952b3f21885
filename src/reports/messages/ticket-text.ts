/** A matter as the text of a ticket and of the notes on it. Plain lines; markup of any kind is for the desk to defuse. */
import type { Matter } from '../../domain/messages/matter.ts';
import type { TicketMarker } from '../../domain/messages/ticket.ts';
import { matterName, matterPart, type Teller } from './matter-part.ts';
import { prose } from '../words/safe-text.ts';

const LONGEST_SUMMARY = 100;

/** Of one account the Member ID is said; of many nobody. */
export function ticketSummary(matter: Matter, { connection }: Teller): string {
  const [only, second] = matter.items.flatMap(({ subjects }) => subjects);
  const who = only?.memberId == null || second !== undefined ? '' : ` (${prose(only.memberId)})`;
  return cut(`Rollcall, ${connection}: ${matterName(matter)}${who}`);
}

export function ticketText(matter: Matter, teller: Teller, marker: TicketMarker): string {
  return [
    ...matterLines(matter, teller),
    '',
    'Rollcall opened this ticket and closes it when the matter is over. If you close it, it stays closed until the matter has ended and comes again.',
    `Reference: ${marker}`,
  ].join('\n');
}

export function changeNote(matter: Matter, teller: Teller): string {
  return ['This has changed. Now:', ...matterLines(matter, teller)].join('\n');
}

/** Said just before the ticket is closed. */
export function closingNote(): string {
  return 'This is over, or is not told any more: the latest run over everybody does not show it.';
}

function matterLines(matter: Matter, teller: Teller): readonly string[] {
  const { heading, advice, owner, lines, more, link } = matterPart(matter, teller);
  const command = matter.run === null ? null : `See: rollcall show ${matter.run} --connection ${teller.connection}`;
  return [
    heading,
    ...lines.map((line) => `- ${line}`),
    ...(more > 0 ? [`- and ${more} more`] : []),
    ...(advice === null ? [] : [advice]),
    ...(owner === null ? [] : [`Looked after by: ${prose(owner)}`]),
    ...(link === null ? [] : [`${link.text}: ${link.url}`]),
    ...(command === null ? [] : [command]),
  ];
}

function cut(text: string): string {
  const characters = Array.from(text);
  // The PSA counts as JavaScript does, so that a character may count twice.
  while (characters.join('').length > LONGEST_SUMMARY) characters.pop();
  return characters.join('');
}
