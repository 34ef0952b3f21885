/** Reads the people of one group and says whether they are all of them. Never takes a part for the whole. */
import type { GroupId } from '../../../domain/ids.ts';
import type { SourceProblem } from '../../../domain/people/roster.ts';
import { RemoteError } from '../../../errors.ts';
import type { GraphClient } from '../api/client.ts';
import { PAGE_SIZE, readPages } from '../api/pages.ts';
import { NO_SUCH_GROUP } from './groups.ts';
import type { GraphUser } from '../schema.ts';
import { ADVANCED, USER_PROPERTIES, userSchema } from '../schema.ts';

export interface GroupPeople {
  /** By id; nested groups included. */
  readonly users: ReadonlyMap<string, GraphUser>;
  readonly problems: readonly SourceProblem[];
  /** false: Graph answers that there is no such group. */
  readonly exists: boolean;
  /** Why not a single page could be read; null when one was. */
  readonly fault: RemoteError | null;
}

/** GET /groups/{id}/transitiveMembers/microsoft.graph.user. Faults are part of the answer; `place` names the group in its problems. */
export async function readGroupPeople(client: GraphClient, group: GroupId, place: string): Promise<GroupPeople> {
  const users = new Map<string, GraphUser>();
  const problems: SourceProblem[] = [];
  const note = (check: SourceProblem['check'], detail: string): void => {
    problems.push({ check, place, detail });
  };
  let counted: number | null = null;
  let unreadable = 0;
  let pages = 0;
  let ended = true;

  try {
    for await (const part of readPages(client, { path: pathOf(group), purpose: 'data', headers: ADVANCED })) {
      if (part.kind === 'nowhere') {
        ended = false;
        note(
          'repeated',
          `After page ${pages} with ${users.size} people the next links repeat, or lead to empty pages only.`,
        );
        break;
      }
      pages += 1;
      if (pages === 1) counted = part.page['@odata.count'] ?? null;
      for (const entry of part.page.value) {
        const parsed = userSchema.safeParse(entry);
        if (parsed.success) users.set(parsed.data.id, parsed.data);
        else unreadable += 1;
      }
    }
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    if (pages === 0 && error.reason === 'missing') {
      note('group-missing', NO_SUCH_GROUP);
      return { users, problems, exists: false, fault: null };
    }
    ended = false;
    note(pages === 0 ? 'failed' : 'cut', `After page ${pages} with ${users.size} people: ${error.message}`);
    if (pages === 0) return { users, problems, exists: true, fault: error };
  }

  if (unreadable > 0)
    note('unreadable', `${unreadable} entries have no id or are not shaped like users; they were left out.`);
  if (ended && counted === null)
    note('count-contradicted', 'The first page holds no @odata.count, so nothing proves the list whole.');
  if (ended && counted !== null && users.size < counted)
    note('count-contradicted', `The directory counts ${counted} people, but listed ${users.size}.`);
  return { users, problems, exists: true, fault: null };
}

function pathOf(group: GroupId): string {
  const members = `/groups/${encodeURIComponent(group)}/transitiveMembers/microsoft.graph.user`;
  return `${members}?$count=true&$top=${PAGE_SIZE}&$select=${USER_PROPERTIES}`;
}
