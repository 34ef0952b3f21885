/** What the PSA itself counts as a member's: the only word on some duties, and the last one on those that nobody thought of. */
import { z } from 'zod';
import type { DutyKind, RecordDuty, UnseenDuty } from '../../../../domain/offboarding/duty.ts';
import type { MemberKey } from '../../../../domain/ids.ts';
import { memberKey } from '../../../../domain/ids.ts';
import { malformed } from '../../api/read-fault.ts';
import type { Asker, Blindness } from '../ask-list.ts';
import { blindBy } from '../ask-list.ts';
import { text } from '../shapes.ts';
import type { DutyReport } from './record-list.ts';
import { unseenOf } from './record-list.ts';
import { meaningOf } from './usage-kinds.ts';

const usage = z.object({
  type: text,
  typeKey: text,
  count: z.int().nullish(),
  id: z.int().nullish(),
  description: text,
});
type Usage = z.infer<typeof usage>;

type Counted = ReadonlyMap<MemberKey, readonly Usage[]>;

/** Told by usages, if not by them alone: without them these are not seen whole. */
const TOLD: readonly DutyKind[] = ['usage', 'project-team', 'company-role', 'ticket-template', 'knowledge-article'];

/** Each member's counts, one request each. */
export async function countUsages(
  { api }: Asker,
  members: readonly number[],
): Promise<{ readonly counts: Counted; readonly blind: Blindness | null }> {
  const read = await Promise.all(members.map(async (member) => [member, await readUsages(api, member, '')] as const));
  const counts = read.flatMap(([member, rows]) => ('because' in rows ? [] : [[memberKey(member), rows] as const]));
  const blind = read.map(([, rows]) => rows).find((rows): rows is Blindness => 'because' in rows) ?? null;
  return { counts: new Map(counts), blind };
}

/** `unseen`: what the lists could not show; of these even the counts are worth telling. Records are listed only for those who have some that no list shows. */
export async function readUsageDuties(
  { api }: Asker,
  { counts, blind }: Awaited<ReturnType<typeof countUsages>>,
  unseen: readonly UnseenDuty[],
): Promise<DutyReport> {
  const hidden = new Set(unseen.map(({ kind }) => kind));
  const reports = await Promise.all(
    [...counts].map(async ([member, all]) => {
      const wanted = all.filter((one) => (one.count ?? 0) > 0 && isTold(one, hidden));
      if (wanted.length === 0) return { records: [], blind: null };
      const listed = await readUsages(api, member, '/list');
      const rows = 'because' in listed ? [] : listed;
      const records = wanted.flatMap((one) =>
        dutiesOf(
          member,
          one,
          rows.filter((row) => wordsOf(row) === wordsOf(one)),
        ),
      );
      return { records, blind: 'because' in listed ? listed : null };
    }),
  );
  const missed = blind ?? reports.map((report) => report.blind).find((one) => one !== null) ?? null;
  return { records: reports.flatMap(({ records }) => records), unseen: unseenOf(TOLD, missed) };
}

function isTold(one: Usage, hidden: ReadonlySet<DutyKind>): boolean {
  const meaning = meaningOf(wordsOf(one));
  return meaning.kind === 'told' || meaning.by.some((kind) => hidden.has(kind));
}

/** Each record, and how many more are counted than listed. */
function dutiesOf(member: MemberKey, counted: Usage, listed: readonly Usage[]): readonly RecordDuty[] {
  const words = wordsOf(counted);
  const meaning = meaningOf(words);
  const kind = meaning.kind === 'told' ? meaning.as : 'usage';
  const rows = listed.map((row): RecordDuty => ({
    kind,
    member,
    id: row.id ?? null,
    title: row.description ?? words,
    state: words,
  }));
  const more = (counted.count ?? 0) - rows.length;
  if (more <= 0) return rows;
  const state = rows.length === 0 ? `${more} counted by the PSA` : `${more} more counted by the PSA`;
  return [...rows, { kind, member, id: null, title: words, state }];
}

function wordsOf({ type, typeKey }: Usage): string {
  return type ?? typeKey ?? 'Something';
}

async function readUsages(
  api: Asker['api'],
  member: number,
  below: '' | '/list',
): Promise<readonly Usage[] | Blindness> {
  const path = `/system/members/${member}/usages${below}`;
  // One page and no more: what a longer list leaves out is counted all the same.
  const reply = await api.read(path, { pageSize: '1000' }, 'data');
  if (reply.kind === 'fault') return blindBy(reply.error);
  const rows = z.array(usage).safeParse(reply.value);
  return rows.success ? rows.data : blindBy(malformed(path, 'usages of another shape'));
}
