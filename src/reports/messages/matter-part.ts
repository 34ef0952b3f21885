/** A matter in words: what stands, what to do about it, whom it is about. */
import { GUARD_NAMES } from '../../domain/planning/plan.ts';
import type { ActionKind } from '../../domain/planning/action.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { Matter, Owners } from '../../domain/messages/matter.ts';
import type { MessagePart, PageAddresses, PageLink } from '../../domain/messages/message.ts';
import { FINDING_NAMES, RELEASE_ADVICE } from '../words/words.ts';
import { subjectLines } from './subject-lines.ts';

export interface Teller {
  readonly connection: ConnectionName;
  readonly names: boolean;
  readonly owners: Owners;
  /** null: no links. */
  readonly pages: PageAddresses | null;
}

const NOUNS = {
  create: ['creation', 'creations'],
  reactivate: ['reactivation', 'reactivations'],
  update: ['update', 'updates'],
  deactivate: ['deactivation', 'deactivations'],
  reassign: ['handover of work', 'handovers of work'],
} as const satisfies Record<ActionKind, readonly [string, string]>;

/** Places in the configuration that a message names. */
const MOST_PLACES = 5;

/** `1 creation`, `6 deactivations` */
export function countedAction(action: ActionKind, count: number): string {
  return `${count} ${NOUNS[action][count === 1 ? 0 : 1]}`;
}

export function matterPart(matter: Matter, teller: Teller): MessagePart {
  const subjects = matter.items.flatMap((item) => item.subjects);
  return {
    heading: headingOf(matter),
    advice: adviceOf(matter, teller.connection),
    owner: matter.kind === 'finding' ? (teller.owners[matter.finding] ?? null) : null,
    ...subjectLines(subjects, teller.names),
    link: linkOf(matter, teller.pages),
  };
}

/** Without a count, so that it stays true while people join and leave it. */
export function matterName(matter: Matter): string {
  switch (matter.kind) {
    case 'hold':
      return `${capital(NOUNS[matter.action][1])} wait: ${GUARD_NAMES[matter.guard]}`;
    case 'failure':
      return `${capital(NOUNS[matter.action][1])} failed`;
    case 'failed-run':
      return 'The latest run failed';
    case 'frozen':
      return 'A source cannot be trusted';
    case 'missing-run':
      return 'No good run';
    case 'finding':
      return FINDING_NAMES[matter.finding];
  }
}

function headingOf(matter: Matter): string {
  const count = matter.items.length;
  switch (matter.kind) {
    case 'hold':
      return `${countedAction(matter.action, count)} ${count === 1 ? 'waits' : 'wait'}: ${GUARD_NAMES[matter.guard]}`;
    case 'failure':
      return `${countedAction(matter.action, count)} failed`;
    case 'missing-run':
      return `No good run for more than ${matter.staleAfterHours} hours`;
    case 'finding':
      return count === 1 ? matterName(matter) : `${matterName(matter)} (${count})`;
    case 'failed-run':
    case 'frozen':
      return matterName(matter);
  }
}

function adviceOf(matter: Matter, connection: ConnectionName): string | null {
  switch (matter.kind) {
    case 'hold':
      return RELEASE_ADVICE[matter.release];
    case 'failure':
      return 'What the PSA said stands in the report. Later runs try again, at growing intervals.';
    case 'failed-run':
      return 'Its report says why, and what to do.';
    case 'frozen':
      return 'Nobody is switched off for being absent until it is settled. The report says which check failed.';
    case 'missing-run':
      return matter.unusable.length === 0
        ? `See whether the schedule runs, and what the latest runs say: rollcall check --connection ${connection}`
        : `Nothing runs, because secrets that the configuration names cannot be used: ${placesIn(matter.unusable)}. What is wrong with each stands in the function app's health. Put them right in its settings or in the vault; the next hour runs again by itself.`;
    case 'finding':
      return null;
  }
}

function placesIn(places: readonly string[]): string {
  const more = places.length - MOST_PLACES;
  return `${places.slice(0, MOST_PLACES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function linkOf(matter: Matter, pages: PageAddresses | null): PageLink | null {
  if (pages === null) return null;
  switch (matter.kind) {
    case 'hold':
      return { text: 'What waits', url: pages.waiting };
    case 'finding':
      return { text: 'Findings', url: pages.findings };
    case 'missing-run':
      return { text: 'The latest runs', url: pages.home };
    case 'failure':
    case 'failed-run':
    case 'frozen':
      return matter.run === null
        ? { text: 'The latest runs', url: pages.home }
        : { text: 'The report', url: pages.run(matter.run) };
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
