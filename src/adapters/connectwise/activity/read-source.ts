/** Reads one source for many members in a handful of requests: whoever was seen is not asked about again, so that a busy team needs no more pages than a quiet one. */
import { z } from 'zod';
import type { MemberKey } from '../../../domain/ids.ts';
import type { MemberRef } from '../../../domain/people/member.ts';
import type { Activity } from '../../../domain/people/seat.ts';
import { blindBy, inParts, narrowness, type Asker } from '../duties/ask-list.ts';
import type { ActivitySource, Trace } from './source.ts';

/** So many Member IDs, named twice, are half of what an address may hold. */
const MOST_AT_ONCE = 100;
const PAGE_SIZE = 1000;
/** Every further page is about fewer members; this many are only needed where somebody has written thousands of records. */
const MOST_PAGES = 10;

const NEVER: Activity = { kind: 'never' };
type Seen = Map<Trace['by'], string>;

/** By the key of each member. `never`: not since then. Throws RemoteError for `credentials` alone. */
export async function readSource(
  asker: Asker,
  source: ActivitySource,
  members: readonly MemberRef[],
  since: string,
): Promise<ReadonlyMap<MemberKey, Activity>> {
  const askable = members.filter((member) => source.condition([member], since) !== null);
  const seen: Seen = new Map();
  const parts = await Promise.all(
    inParts(askable, MOST_AT_ONCE).map(
      async (part) => [part, await readPart(asker, source, { part, since, seen })] as const,
    ),
  );
  // With nobody in sight at all it is asked whether anything would be.
  const hidden = askable.length > 0 && seen.size === 0 ? await hiddenness(asker, source, since) : null;
  const told = new Map<MemberKey, Activity>();
  for (const { key } of members)
    told.set(key, {
      kind: 'unknown',
      why: `${source.place}: the Member ID holds characters that cannot be asked for.`,
    });
  for (const [part, why] of parts)
    for (const member of part) {
      const at = seen.get(source.nameOf(member));
      const blind = why ?? hidden;
      told.set(
        member.key,
        at !== undefined ? { kind: 'at', at } : blind === null ? NEVER : { kind: 'unknown', why: blind },
      );
    }
  return told;
}

/** Notes who was seen, and answers why the others were not all looked for; null: they were. */
async function readPart(
  asker: Asker,
  source: ActivitySource,
  { part, since, seen }: { readonly part: readonly MemberRef[]; readonly since: string; readonly seen: Seen },
): Promise<string | null> {
  let asked = part;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const conditions = source.condition(asked, since);
    if (conditions === null) break;
    const reply = await asker.api.read(
      source.path,
      { conditions, fields: source.fields, orderBy: source.orderBy, page: '1', pageSize: String(PAGE_SIZE) },
      'data',
    );
    if (reply.kind === 'fault') return blindBy(reply.error).detail;
    const rows = z.array(z.unknown()).safeParse(reply.value);
    const traces = rows.data?.map(source.tracesOf) ?? [null];
    if (traces.includes(null)) return `${source.place}: GET ${source.path} answered something that cannot be read.`;
    note(
      seen,
      traces.flatMap((each) => each ?? []),
      since,
    );
    if (traces.length < PAGE_SIZE && !pointsOn(reply.headers['link'])) return null;
    const rest = asked.filter((member) => !seen.has(source.nameOf(member)));
    if (rest.length === 0) return null;
    if (rest.length === asked.length) return `${source.place}: a full page shows nobody of those who were asked for.`;
    asked = rest;
  }
  return `${source.place}: there are more of them than are read in one run.`;
}

/** What is older than the question is no answer to it: it must not keep anybody from being asked about further. */
function note(seen: Seen, traces: readonly Trace[], since: string): void {
  for (const { by, at } of traces)
    if (Date.parse(at) >= Date.parse(since) && Date.parse(at) > Date.parse(seen.get(by) ?? '1970-01-01'))
      seen.set(by, at);
}

/** Why the list may show nothing although there is something; null: it would be seen. */
async function hiddenness(asker: Asker, source: ActivitySource, since: string): Promise<string | null> {
  const narrow = await narrowness(asker, source.path);
  if (narrow !== null) return narrow.detail;
  if (!source.always) return null;
  const reply = await asker.api.read(`${source.path}/count`, { conditions: source.anybody(since) }, 'data');
  if (reply.kind === 'fault') return blindBy(reply.error).detail;
  const count = z.object({ count: z.int().nonnegative() }).safeParse(reply.value);
  return count.success && count.data.count > 0
    ? null
    : `${source.place}: the PSA shows none of anybody since ${since.slice(0, 10)}, which is more likely a right that is missing.`;
}

function pointsOn(link: string | undefined): boolean {
  return link !== undefined && /;\s*rel="?next\b/i.test(link);
}
