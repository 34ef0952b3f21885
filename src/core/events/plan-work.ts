// From events to work: one look at each person whom they name, and one run where they name groups alone.
import type { DirectoryEvent } from '../../domain/events/event.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import type { Work } from '../../domain/events/work.ts';

/**
 * Milliseconds between a change of a group and the run that looks at it. Groups of a large directory change all day, most of them mapped to nothing; a run
 * that has begun by then has seen every change before it, so there is at most one in this time however often they change.
 */
export const GROUP_SETTLE_MS = 5 * 60_000;

export interface DueWork {
  readonly work: Work;
  /** Milliseconds until somebody may take it. */
  readonly afterMs: number;
}

/** `at`: now, ISO 8601; `settleMs`: the wait before a person is looked at. People in the order in which they are first named, the run last. */
export function planWork(
  events: readonly DirectoryEvent[],
  { connection, at, settleMs }: { readonly connection: ConnectionName; readonly at: string; readonly settleMs: number },
): readonly DueWork[] {
  const asked = { by: 'event', at } as const;
  const people = new Set(events.flatMap((event) => event.people));
  const looks = [...people].map((person): DueWork => ({
    work: { kind: 'person', connection, person, asked },
    afterMs: settleMs,
  }));
  if (events.every((event) => event.groups.length === 0)) return looks;
  return [...looks, { work: { kind: 'run', connection, asked }, afterMs: GROUP_SETTLE_MS }];
}
