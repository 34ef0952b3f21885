/** Reads all members: active or not, API members included, because their Member IDs are taken as well. */
import type { Member } from '../../../domain/people/member.ts';
import type { MemberRoster, SourceProblem } from '../../../domain/people/roster.ts';
import type { PsaApi } from '../api/api.ts';
import { mapMember, NO_LOGIN_SHOWN } from './map-member.ts';
import { projection } from './member-record.ts';
import type { JoinField } from '../api/options.ts';
import { readRows } from '../api/paging.ts';

/** `GET /system/members` in pages and, where it is to be counted, `GET /system/members/count` beside them. Throws RemoteError when no page could be read. */
export async function readMembers(
  api: PsaApi,
  { joinField, counted }: { readonly joinField: JoinField | null; readonly counted: boolean },
): Promise<MemberRoster> {
  const read = await readRows(api, {
    path: '/system/members',
    query: { fields: projection(joinField), orderBy: 'id' },
    purpose: 'data',
    place: 'members',
    counted,
  });
  const members: Member[] = [];
  const problems: SourceProblem[] = [...read.problems];
  for (const row of read.rows) {
    const mapped = mapMember(row, joinField);
    if (mapped.kind === 'member') members.push(mapped.member);
    else problems.push({ check: 'unreadable', place: mapped.place, detail: mapped.detail });
  }
  return { members: toldLogins(members), problems, complete: problems.length === 0 };
}

/** A role hides the field of all members or of none: where anybody's login is shown, whoever has none has never signed in. */
function toldLogins(members: readonly Member[]): readonly Member[] {
  if (!members.some(({ lastLogin }) => lastLogin.kind === 'at')) return members;
  return members.map((member) =>
    member.lastLogin === NO_LOGIN_SHOWN ? { ...member, lastLogin: { kind: 'never' } } : member,
  );
}
