/** Work that was put aside, for people: what it is, why it cannot be used if so, what it means, and the next command. */
import type { PoisonedWork, Work, WorkKind } from '../domain/events/work.ts';
import { prose, visible } from '../reports/words/safe-text.ts';
import { cut, wrap } from '../reports/text/columns.ts';
import type { Terminal } from './terminal.ts';

const UNREADABLE = {
  run: 'something in the queue of runs',
  person: 'something in the queue of people',
  slow: 'something in the queue of slow runs',
  subscriptions: 'something in the queue of subscriptions',
  approval: 'something in the queue of approvals',
} as const satisfies Record<WorkKind, string>;

/** `known`: the connections of the configuration. An empty list is an empty text. */
export function renderPoisoned(
  listed: readonly PoisonedWork[],
  known: readonly string[],
  { paint, width }: Terminal,
): string {
  const room = Math.max(40, Math.min(120, width) - 6);
  const lines = listed.flatMap((one) => [
    `${paint.bold(visible(one.id))}  ${one.work === null ? UNREADABLE[one.kind] : nameOf(one.work)}  ${paint.dim(`since ${one.since}`)}`,
    ...problemOf(one, known).flatMap((line) => wrap(line, room).map((part) => `      ${paint.yellow(part)}`)),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

/** `count`: how much there is in all, about. */
export function sayWhatToDo(listed: readonly PoisonedWork[], count: number, { say }: Terminal): void {
  if (listed.length === 0)
    say(
      count === 0
        ? 'No work was put aside.'
        : `About ${count} are in other hands at the moment. Look again in a minute: rollcall poison`,
    );
  else if (count > listed.length) say(`These are the first of about ${count}.`);
  const usable = listed.some(({ work }) => work !== null);
  const unusable = listed.find(({ work }) => work === null);
  if (usable) {
    say(
      'It failed several times in a row, so nothing tries it again by itself. Nobody is forgotten: every scheduled run looks at everybody. The log of the function app says why it failed.',
    );
    say('When that is mended, put all of it back: rollcall poison --replay');
  }
  if (unusable !== undefined)
    say(`What cannot be used can only be removed, one by one: rollcall poison --discard ${visible(unusable.id)}`);
}

function nameOf(work: Work): string {
  switch (work.kind) {
    case 'run':
      return `run of ${work.connection}`;
    case 'person':
      return `run of ${work.connection} over the person ${work.person}`;
    case 'slow':
      return `run of ${work.connection}${work.person === null ? '' : ` over the person ${work.person}`}, which takes its time`;
    case 'subscriptions':
      return `look at the subscriptions of ${work.connection}`;
    case 'approval':
      return `run of ${work.connection} that carries out the approval ${work.decision}`;
  }
}

function problemOf({ id, work, problem, text }: PoisonedWork, known: readonly string[]): readonly string[] {
  if (work === null) return [`Cannot be used: ${prose(problem ?? '')}. It says: ${cut(prose(text), 200)}`];
  if (known.includes(work.connection)) return [];
  return [
    `Would fail again: the configuration has no connection "${work.connection}". Remove it: rollcall poison --discard ${visible(id)}`,
  ];
}
