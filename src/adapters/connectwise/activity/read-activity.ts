/** Reads what members did of late, for those whose last login does not tell: first time entries, then tickets of whoever has none. */
import type { MemberRef } from '../../../domain/people/member.ts';
import type { Activity, MemberActivity } from '../../../domain/people/seat.ts';
import type { PsaApi } from '../api/api.ts';
import { createAsker } from '../duties/ask-list.ts';
import { readSource } from './read-source.ts';
import { PROJECT_TICKETS, SERVICE_TICKETS } from './tickets.ts';
import { TIME_ENTRIES } from './time-entries.ts';

/** A time entry that is only just within the question may not be enough for whoever asked. */
const CLEARLY_MS = 2 * 86_400_000;
const NOT_ASKED: Activity = { kind: 'unknown', why: 'Tickets were not asked for: there is a time entry.' };

/** `since`: ISO 8601. Throws RemoteError for `credentials` alone. */
export async function readActivity(
  api: PsaApi,
  members: readonly MemberRef[],
  since: string,
): Promise<readonly MemberActivity[]> {
  if (members.length === 0) return [];
  const asker = createAsker(api);
  const enough = Date.parse(since) + CLEARLY_MS;
  const entries = await readSource(asker, TIME_ENTRIES, members, since);
  const rest = members.filter(({ key }) => {
    const entry = entries.get(key);
    return entry?.kind !== 'at' || Date.parse(entry.at) < enough;
  });
  const [service, project] = await Promise.all([
    readSource(asker, SERVICE_TICKETS, rest, since),
    readSource(asker, PROJECT_TICKETS, rest, since),
  ]);
  return Array.from(entries, ([member, timeEntry]) => ({
    member,
    timeEntry,
    ticket: latestOf([service.get(member) ?? NOT_ASKED, project.get(member) ?? NOT_ASKED]),
  }));
}

/** What was seen counts, whatever was not; of nothing seen, not knowing outweighs never. */
function latestOf(activities: readonly Activity[]): Activity {
  const instants = activities.flatMap((each) => (each.kind === 'at' ? [each.at] : []));
  const latest = instants.sort().at(-1);
  if (latest !== undefined) return { kind: 'at', at: latest };
  return activities.find((each) => each.kind === 'unknown') ?? { kind: 'never' };
}
