/** Walks the pages of a list along Okta's own links, which are followed as they are and never made up. Ends where they begin to run in a circle. */
import { requestLabel } from '../../http/redact.ts';
import type { OktaClient } from './client.ts';
import type { ApiAnswer } from './executor.ts';
import { unusable } from './faults.ts';
import type { NextLink } from './next-link.ts';
import { nextLink } from './next-link.ts';
import { pageSchema } from '../schema.ts';

/** So many pages without a single entry in a row are no list any more. */
const MOST_EMPTY_PAGES = 50;

export interface ListQuestion {
  readonly url: URL;
  readonly purpose: 'data' | 'reference';
}
export type ListPart =
  /** `last`: no link leads on. */
  | { readonly kind: 'page'; readonly entries: readonly unknown[]; readonly last: boolean }
  /** Okta knows nothing of the record whose list this is; only ever the first part. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'circle' };

/** Yields page after page, empty ones included; `gone` and `circle` are the last thing that it yields. Throws RemoteError where a page cannot be read. */
export async function* readPages(client: OktaClient, first: ListQuestion): AsyncGenerator<ListPart, void, undefined> {
  const walked = new Set<string>();
  let empty = 0;
  for (let url: URL | null = first.url; url !== null;) {
    if (walked.has(url.href) || empty > MOST_EMPTY_PAGES) {
      yield { kind: 'circle' };
      return;
    }
    const request = requestLabel('GET', url.href);
    const answer: ApiAnswer | undefined = await client.find(url, first.purpose);
    if (answer === undefined) {
      if (walked.size > 0) throw unusable(request, 'the word that the next page of a list is not there', 404);
      yield { kind: 'gone' };
      return;
    }
    walked.add(url.href);
    const page = pageSchema.safeParse(answer.value);
    if (!page.success) throw unusable(request, 'something else where a list was expected');
    empty = page.data.length === 0 ? empty + 1 : 0;
    const link = nextLink(answer.headers['link'] ?? null);
    yield { kind: 'page', entries: page.data, last: link.kind === 'none' };
    url = addressOf(link, url, request);
  }
}

/** Every entry of a list that must be whole; undefined: Okta knows nothing of the record whose list this is. */
export async function readEntries(client: OktaClient, first: ListQuestion): Promise<readonly unknown[] | undefined> {
  const entries: unknown[] = [];
  for await (const part of readPages(client, first)) {
    if (part.kind === 'gone') return undefined;
    if (part.kind === 'circle') throw unusable(requestLabel('GET', first.url.href), 'next links that run in a circle');
    entries.push(...part.entries);
  }
  return entries;
}

function addressOf(link: NextLink, url: URL, request: string): URL | null {
  switch (link.kind) {
    case 'none':
      return null;
    case 'unreadable':
      throw unusable(request, 'a Link header in which no link can be read');
    case 'next':
      if (URL.canParse(link.target, url.href)) return new URL(link.target, url);
      throw unusable(request, 'a link to the next page that is no address');
  }
}
