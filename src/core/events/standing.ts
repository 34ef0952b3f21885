/** What is to be done for work that waited: nothing, since a run has seen its cause; a run over one person; or one over everybody. */
import type { AcceptedEvent } from '../../domain/events/event.ts';
import type { Asked } from '../../domain/events/work.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { RunEntry, Trigger } from '../../domain/runs/run.ts';

export type Standing =
  { readonly kind: 'covered'; readonly by: RunEntry } | { readonly kind: 'one' } | { readonly kind: 'everybody' };

export interface Waiting {
  readonly asked: Asked;
  /** null: the work is about everybody. */
  readonly person: PersonId | null;
  /** Whether the work is to write. */
  readonly apply: boolean;
  /** Nothing but new members; absent: everything. */
  readonly creationsOnly?: true;
  /** The connection's runs, newest first, as far back as an event may wait. */
  readonly runs: readonly RunEntry[];
  /** Events that were taken in lately. */
  readonly accepted: readonly AcceptedEvent[];
}

/** Whoever took an event in and whoever runs need not have the same time. A settling time longer than this lets a burst become one run. */
const SKEW_MS = 2_000;

/** So many runs are made for one cause while none of them is whole. What stays hidden for so long is left to the next hour, and to whoever looks after the source. */
export const MOST_PARTIAL = 3;

/**
 * So many people at most are looked at one by one. More at once is what a mistake in the directory looks like, and only a run over everybody sees it whole: an
 * emptied group, a shrunk source, more departures than the limit.
 */
export const MOST_ONE_BY_ONE = 3;

export function standing(waiting: Waiting): Standing {
  const { asked, person, runs, accepted } = waiting;
  const ended = runs.filter((run) => hasEnded(run, waiting));
  const coveredBy = (whom: PersonId | null, at: string): RunEntry | undefined =>
    enough(ended.filter((run) => concerns(run, whom) && beganAfter(run, at)));
  // A run that failed counts as well: the clock asks again, and whatever does not answer must not be asked once for every hour that it was silent.
  if (asked.by === 'schedule' && person === null && asked.due !== undefined) {
    const due = Date.parse(asked.due);
    const by = runs.find((run) => isOverEverybody(run) && isAlike(run, waiting) && Date.parse(run.startedAt) >= due);
    if (by !== undefined) return { kind: 'covered', by };
  }
  if (asked.by === 'event') {
    const by = coveredBy(person, asked.at);
    if (by !== undefined) return { kind: 'covered', by };
  }
  if (asked.by === 'request') {
    // Its own runs only: the message comes again when a run was not whole, or when the process died before it let the message go.
    const by = enough(runs.filter((run) => run.trigger.ticket === asked.ticket && run.planDigest !== null));
    if (by !== undefined) return { kind: 'covered', by };
  }
  if (person === null) return { kind: 'everybody' };
  // Without a run over everybody nothing is known yet that a look at one person could build on.
  if (!runs.some((run) => isOverEverybody(run) && run.planDigest !== null)) return { kind: 'everybody' };
  if (asked.by !== 'event') return { kind: 'one' };
  const open = new Set(
    accepted.flatMap(({ at, people }) => people.filter((each) => coveredBy(each, at) === undefined)),
  );
  return { kind: open.size > MOST_ONE_BY_ONE ? 'everybody' : 'one' };
}

/** Of runs for one cause, newest first, the one that saw and tried all; else the newest, once there were so many that another one is no use. */
function enough(runs: readonly RunEntry[]): RunEntry | undefined {
  return runs.find(({ whole }) => whole) ?? (runs.length < MOST_PARTIAL ? undefined : runs[0]);
}

/** By itself and in order: a person at the command line may have looked only, or done a part. And in the same mode: what another one left may now be done. */
function hasEnded(run: RunEntry, waiting: Waiting): boolean {
  return isAlike(run, waiting) && run.planDigest !== null && run.outcome !== 'failed';
}

function isAlike(run: RunEntry, { apply, creationsOnly }: Waiting): boolean {
  return UNATTENDED[run.trigger.kind] && run.applied === apply && run.creationsOnly === creationsOnly;
}

const UNATTENDED = {
  timer: true,
  queue: true,
  event: true,
  http: true,
  'command-line': false,
  approval: false,
} as const satisfies Record<Trigger['kind'], boolean>;

function isOverEverybody({ person, undoes }: RunEntry): boolean {
  return person === null && undoes === undefined;
}

function concerns(run: RunEntry, person: PersonId | null): boolean {
  return run.person === null || run.person.id === person;
}

function beganAfter(run: RunEntry, instant: string): boolean {
  return Date.parse(run.startedAt) >= Date.parse(instant) + SKEW_MS;
}
