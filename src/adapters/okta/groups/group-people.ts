/** Reads the people of one group and says whether they are all of them. Never takes a part for the whole. */
import type { GroupId } from '../../../domain/ids.ts';
import type { SourceProblem } from '../../../domain/people/roster.ts';
import { RemoteError } from '../../../errors.ts';
import type { OktaClient } from '../api/client.ts';
import { complaint } from '../api/faults.ts';
import { readPages } from '../api/pages.ts';
import { NO_SUCH_GROUP } from './groups.ts';
import type { OktaUser } from '../schema.ts';
import { userSchema } from '../schema.ts';

export interface GroupPeople {
  /** By id; a user who turns up on two pages is one, as seen last. */
  readonly users: ReadonlyMap<string, OktaUser>;
  readonly problems: readonly SourceProblem[];
  /** false: Okta answers that there is no such group. */
  readonly exists: boolean;
  /** Why not a single page could be read; null when one was. */
  readonly fault: RemoteError | null;
}

/** Where and how much to read. */
export interface GroupSource {
  readonly org: URL;
  readonly pageSize: number;
}

/**
 * GET /groups/{id}/users: users of every status, those who were deactivated too, for Okta leaves them in their groups. Faults are part of the answer; `place` names
 * the group in its problems.
 */
export async function readGroupPeople(
  client: OktaClient,
  source: GroupSource,
  group: GroupId,
  place: string,
): Promise<GroupPeople> {
  const users = new Map<string, OktaUser>();
  const problems: SourceProblem[] = [];
  const note = (check: SourceProblem['check'], detail: string): void => {
    problems.push({ check, place, detail });
  };
  const unreadable: string[] = [];
  let pages = 0;

  try {
    for await (const part of readPages(client, { url: membersOf(source, group), purpose: 'data' })) {
      if (part.kind === 'gone') {
        note('group-missing', NO_SUCH_GROUP);
        return { users, problems, exists: false, fault: null };
      }
      if (part.kind === 'circle') {
        note('repeated', `After page ${pages} with ${users.size} people the next links run in a circle.`);
        break;
      }
      pages += 1;
      for (const entry of part.entries) {
        const parsed = userSchema.safeParse(entry);
        if (parsed.success) users.set(parsed.data.id, parsed.data);
        else unreadable.push(complaint(parsed.error));
      }
    }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    note(pages === 0 ? 'failed' : 'cut', `After page ${pages} with ${users.size} people: ${error.message}`);
    if (pages === 0) return { users, problems, exists: true, fault: error };
  }

  const [first] = unreadable;
  if (first !== undefined)
    note(
      'unreadable',
      `${unreadable.length} entries are not shaped like users and were left out; the first: ${first}.`,
    );
  return { users, problems, exists: true, fault: null };
}

function membersOf({ org, pageSize }: GroupSource, group: GroupId): URL {
  return new URL(`/api/v1/groups/${encodeURIComponent(group)}/users?limit=${pageSize}`, org);
}
