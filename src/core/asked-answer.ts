/** What whoever holds a ticket is told when there is no run for it: what happened, why, until when, and what to do next. */
import type { Dropped } from '../domain/dropped.ts';
import type { ConnectionName } from '../domain/ids.ts';
import type { PoisonedWork } from '../domain/work.ts';
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

export function droppedAnswer({ at, standstill }: Dropped, connection: ConnectionName): AskedAnswer {
  const { why } = standstill;
  const until = standstill.kind === 'connection' ? standstill.until : null;
  const again = until === null ? 'once the setting ROLLCALL_PAUSED is taken away' : `after ${until}`;
  const next = `Ask again ${again}; the next run of the timer sees everybody all the same. A person can start a run now: rollcall apply --connection ${connection}`;
  return {
    state: 'dropped',
    detail: `What was asked for was dropped at ${at}, and no run will be made of it. ${standstillWords(standstill)} ${next}`,
    why,
    until,
    next,
  };
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
