/** What happened and what stands, once a period. */
import type { ActionKind } from '../../domain/planning/action.ts';
import type { Matter, Subject } from '../../domain/messages/matter.ts';
import type { DigestSchedule, Message, MessagePart } from '../../domain/messages/message.ts';
import { countedAction, type Teller } from './matter-part.ts';
import { atMostParts, matterParts } from './message-parts.ts';
import { subjectLines } from './subject-lines.ts';

interface StepGroup {
  readonly action: ActionKind;
  readonly subjects: readonly Subject[];
}

export interface DigestFacts {
  readonly every: DigestSchedule['every'];
  readonly done: readonly StepGroup[];
  /** What the latest run would have written, had it been asked to. */
  readonly open: readonly StepGroup[];
  /** Holds, failures and whatever else stands, but for findings. */
  readonly standing: readonly Matter[];
  /** Findings that no digest has listed. */
  readonly found: readonly Matter[];
  /** Runs that are too many to be gone through; 0: none. */
  readonly unread: number;
}

export function isSilent({ done, open, standing, found }: DigestFacts): boolean {
  return done.length === 0 && open.length === 0 && standing.length === 0 && found.length === 0;
}

export function digestMessage(
  facts: DigestFacts,
  teller: Teller,
  made: { readonly id: string; readonly at: string },
): Message {
  const { connection, pages } = teller;
  const needed = facts.found.filter((matter) => matter.kind === 'finding' && matter.severity === 'act');
  const known = facts.found.filter((matter) => !needed.includes(matter));
  return {
    ...made,
    kind: 'digest',
    connection,
    title: `Rollcall, ${connection}: ${facts.every} digest`,
    parts: atMostParts([
      ...matterParts(facts.standing, teller),
      ...facts.open.map((group) => ({
        ...groupPart('To be made', group, teller),
        advice: `Nothing holds it: rollcall apply --connection ${connection}`,
      })),
      ...facts.done.map((group) => groupPart('Done', group, teller)),
      ...(facts.unread === 0 ? [] : [unreadPart(facts.unread)]),
      ...matterParts([...needed, ...known], teller).map((part) => ({ ...part, heading: `New: ${part.heading}` })),
    ]),
    link: pages === null ? null : { text: 'Open Rollcall', url: pages.home },
    command: `rollcall show latest --connection ${connection}`,
  };
}

function groupPart(what: string, { action, subjects }: StepGroup, { names }: Teller): MessagePart {
  return {
    heading: `${what}: ${countedAction(action, subjects.length)}`,
    advice: null,
    owner: null,
    ...subjectLines(subjects, names),
    link: null,
  };
}

function unreadPart(runs: number): MessagePart {
  const heading = `${runs} earlier runs wrote something, too, and are not gone through here`;
  return { heading, advice: null, owner: null, lines: [], more: 0, link: null };
}
