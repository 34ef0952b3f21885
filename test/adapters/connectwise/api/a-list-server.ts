/** A PSA that has nothing but a list of members, for what the sandbox cannot play: a lower ceiling of the page size, and answers that wait for each other. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { close, listen } from '../../../support/served/listen.ts';

export interface ListServer {
  readonly url: string;
  /** `count`, `page 1` … in the order of arrival. */
  readonly asked: readonly string[];
  stop(): Promise<void>;
}

export async function startListServer(options: {
  readonly total: number;
  /** Larger pages are cut down to it. */
  readonly largestPage: number;
  /** What is counted, one after the other, and the last one for good; absent: the total. */
  readonly counts?: readonly number[];
  /** So many rows of each page stand on the next one again; the list is longer by these, and its count is not. */
  readonly shift?: number;
  /** Called before each answer is given; the answer is sent when it calls back. */
  readonly hold?: (asked: string, answer: () => void) => void;
}): Promise<ListServer> {
  const { total, largestPage, shift = 0 } = options;
  const counts = [...(options.counts ?? [total])];
  const hold =
    options.hold ??
    ((_asked: string, answer: () => void) => {
      answer();
    });
  const asked: string[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '', 'http://127.0.0.1');
    const send = (body: unknown): void => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(body));
    };
    if (url.pathname.startsWith('/login/')) {
      send({ Codebase: 'v4_6_release/' });
      return;
    }
    const page = Number(url.searchParams.get('page'));
    const what = url.pathname.endsWith('/count') ? 'count' : `page ${page}`;
    asked.push(what);
    hold(what, () => {
      if (what === 'count') {
        send({ count: counts.length > 1 ? counts.shift() : counts[0] });
        return;
      }
      const size = Math.min(largestPage, Number(url.searchParams.get('pageSize')));
      const from = (page - 1) * (size - shift);
      const length = Math.max(0, Math.min(size, total - from));
      url.searchParams.set('page', String(page + 1));
      if (from + length < total) response.setHeader('link', `<${url.href}>; rel="next"`);
      send(Array.from({ length }, (_, index) => member(from + index + 1)));
    });
  };
  const server = createServer(answer);
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    stop: () => close(server),
  };
}

function member(id: number) {
  return { id, identifier: `M${id}`, licenseClass: 'F', inactiveFlag: false };
}
