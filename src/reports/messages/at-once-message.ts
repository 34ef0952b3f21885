/** What is said as soon as it is seen. */
import type { Matter } from '../../domain/messages/matter.ts';
import type { Message } from '../../domain/messages/message.ts';
import type { Teller } from './matter-part.ts';
import { atMostParts, matterParts } from './message-parts.ts';

/** `news`: at least one matter. */
export function atOnceMessage(
  news: readonly Matter[],
  teller: Teller,
  made: { readonly id: string; readonly at: string },
): Message {
  const { connection, pages } = teller;
  const kinds = new Set(news.map(({ kind }) => kind));
  const title = kinds.has('missing-run')
    ? 'no good run'
    : kinds.has('failed-run') || kinds.has('frozen')
      ? 'a run needs a look'
      : kinds.has('failure')
        ? 'writes to the PSA failed'
        : 'something waits for somebody';
  const run = news.find((matter) => matter.run !== null)?.run ?? null;
  return {
    ...made,
    kind: 'at-once',
    connection,
    title: `Rollcall, ${connection}: ${title}`,
    parts: atMostParts(matterParts(news, teller)),
    link: pages === null ? null : { text: 'Open Rollcall', url: pages.home },
    command: `rollcall show ${run ?? 'latest'} --connection ${connection}`,
  };
}
