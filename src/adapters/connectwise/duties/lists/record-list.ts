/** One of the lists whose every record is somebody's duty: how it is asked, and what its records say to whom. */
import type { RecordDuty, RecordDutyKind, UnseenDuty } from '../../../../domain/offboarding/duty.ts';
import { memberKey } from '../../../../domain/ids.ts';
import type { Asker, AskedList, Blindness, ListReading } from '../ask-list.ts';
import { askList } from '../ask-list.ts';

export interface DutyReport {
  readonly records: readonly RecordDuty[];
  readonly unseen: readonly UnseenDuty[];
}

interface Holding {
  /** A member's record id; null or undefined: nobody's. */
  readonly member: number | null | undefined;
  /** As what: "writes to them". */
  readonly state: string;
}

export interface RecordList<Row extends { readonly id: number }> extends AskedList<Row> {
  readonly kind: RecordDutyKind;
  readonly condition: (ids: readonly number[]) => string;
  readonly title: (row: Row) => string;
  /** Several of one member become one duty. */
  readonly holdings: (row: Row) => readonly Holding[];
}

export async function readRecords<Row extends { readonly id: number }>(
  asker: Asker,
  list: RecordList<Row>,
  members: readonly number[],
): Promise<DutyReport> {
  return reportOf(list, await askList(asker, list, members, list.condition), members);
}

export function reportOf<Row extends { readonly id: number }>(
  list: Pick<RecordList<Row>, 'kind' | 'title' | 'holdings'>,
  { rows, blind }: ListReading<Row>,
  members: readonly number[],
): DutyReport {
  const wanted = new Set(members);
  const records = rows.flatMap((row) => {
    const states = new Map<number, readonly string[]>();
    for (const { member, state } of list.holdings(row)) {
      if (member == null || !wanted.has(member)) continue;
      states.set(member, [...(states.get(member) ?? []), state]);
    }
    const title = list.title(row);
    return [...states].map(([member, said]): RecordDuty => ({
      kind: list.kind,
      member: memberKey(member),
      id: row.id,
      title,
      state: said.filter((state) => state !== '').join(', '),
    }));
  });
  return { records, unseen: unseenOf([list.kind], blind) };
}

export function unseenOf(kinds: readonly UnseenDuty['kind'][], blind: Blindness | null): readonly UnseenDuty[] {
  return blind === null ? [] : kinds.map((kind) => ({ kind, ...blind }));
}
