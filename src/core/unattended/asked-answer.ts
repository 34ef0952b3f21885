/** What whoever holds a ticket is told when there is no run for it: what happened, why, until when, and what to do next. */
import type { Dropped } from '../../domain/events/dropped.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { PoisonedWork } from '../../domain/events/work.ts';
import { standstillWords } from './standstill.ts';

export interface AskedAnswer {
  /** `dropped`: nothing is made of it any more. `put-aside`: it failed too often, and waits for somebody to put it back. */
  readonly state: 'dropped' | 'put-aside';
  /** All of it in sentences. */
  readonly detail: string;
  readonly why: string;
  /** When what kept it ends by itself, ISO 8601; null: when somebody ends it. */
  readonly until: string | null;
  readonly next: string;
}

export function droppedAnswer({ at, because }: Dropped, connection: ConnectionName): AskedAnswer {
  const { why, until, words, again } = causeOf(because);
  const next = `${again}; the next run of the timer sees everybody all the same. A person can start a run now: rollcall apply --connection ${connection}`;
  return {
    state: 'dropped',
    detail: `What was asked for was dropped at ${at}, and no run will be made of it. ${words} ${next}`,
    why,
    until,
    next,
  };
}

function causeOf(because: Dropped['because']): Pick<AskedAnswer, 'why' | 'until'> & Record<'words' | 'again', string> {
  switch (because.kind) {
    case 'connection': {
      const { why, until } = because;
      return { why, until, words: standstillWords(because), again: `Ask again after ${until}` };
    }
    case 'everything':
      return {
        why: because.why,
        until: null,
        words: standstillWords(because),
        again: 'Ask again once the setting ROLLCALL_PAUSED is taken away',
      };
    case 'discarded': {
      const why = 'It failed too often, and somebody removed it.';
      return { why, until: null, words: why, again: 'Ask again once the cause is mended' };
    }
  }
}

export function putAsideAnswer({ id, since }: Pick<PoisonedWork, 'id' | 'since'>): AskedAnswer {
  const why = 'It failed too often; the log of the function says how.';
  const next = `Put it back once the cause is mended: rollcall poison --replay ${id}`;
  return {
    state: 'put-aside',
    detail: `What was asked for was put aside at ${since}, and nothing tries it again by itself. ${why} ${next}`,
    why,
    until: null,
    next,
  };
}
