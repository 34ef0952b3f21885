/** Walks the pages of a list. Tolerates empty ones, and ends where the links lead nowhere. */
import { requestLabel } from '../../http/redact.ts';
import type { BatchPart } from './batch.ts';
import type { GraphClient, GraphQuestion } from './client.ts';
import { shaped, unusable } from './fault.ts';
import type { GraphPage } from '../schema.ts';
import { pageSchema } from '../schema.ts';

/** Largest page that Graph gives of directory objects. */
export const PAGE_SIZE = 999;
/** So many pages without a single entry in a row are no list any more. */
const MOST_EMPTY_PAGES = 50;

export type ListPart = { readonly kind: 'page'; readonly page: GraphPage } | { readonly kind: 'nowhere' };

/**
 * Yields page after page; `nowhere` (a link repeats, or too many pages in a row are empty) is the last thing that it yields. Throws RemoteError where a page cannot
 * be read. The headers are sent with every page: a next link does not carry them.
 */
export async function* readPages(client: GraphClient, first: GraphQuestion): AsyncGenerator<ListPart> {
  const walked = new Set<string>();
  let empty = 0;
  for (let path: string | undefined = first.path; path !== undefined;) {
    if (walked.has(path) || empty > MOST_EMPTY_PAGES) {
      yield { kind: 'nowhere' };
      return;
    }
    walked.add(path);
    const answer = await client.ask({ ...first, path });
    const page = shaped(pageSchema, answer.value, answer.request);
    empty = page.value.length === 0 ? empty + 1 : 0;
    yield { kind: 'page', page };
    const link = page['@odata.nextLink'] ?? undefined;
    path = link === undefined ? undefined : client.pathOf(link, answer.request);
  }
}

/** Every entry of a list that must be whole: links that lead nowhere are a fault. */
export async function* readEntries(client: GraphClient, first: GraphQuestion): AsyncGenerator {
  for await (const part of readPages(client, first)) {
    if (part.kind === 'nowhere')
      throw unusable(requestLabel('GET', `/v1.0${first.path}`), 'next links that repeat or lead to empty pages only');
    yield* part.page.value;
  }
}

/** The same of a list whose first page came in a batch. */
export async function readBatchedEntries(client: GraphClient, part: BatchPart): Promise<readonly unknown[]> {
  const request = requestLabel('GET', `/v1.0${part.question.path}`);
  if (part.kind === 'gone') throw unusable(request, 'the word that there is no such list');
  const page = shaped(pageSchema, part.value, request);
  const entries = [...page.value];
  const link = page['@odata.nextLink'] ?? null;
  if (link === null) return entries;
  const next = { ...part.question, path: client.pathOf(link, request), purpose: 'data' } as const;
  for await (const entry of readEntries(client, next)) entries.push(entry);
  return entries;
}
