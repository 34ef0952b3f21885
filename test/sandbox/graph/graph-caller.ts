/** Calls the Graph double over real HTTP. */
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';

export const ADVANCED = { ConsistencyLevel: 'eventual' };

export interface GraphAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Answers of every kind; `path` is relative to /v1.0 or a whole next link. */
export interface GraphCaller {
  get(path: string, headers?: Record<string, string>): Promise<GraphAnswer>;
  post(path: string, body: unknown): Promise<GraphAnswer>;
  patch(path: string, body: unknown): Promise<GraphAnswer>;
  /** The body is null. */
  remove(path: string): Promise<GraphAnswer>;
}

export function graphCaller(sandbox: Sandbox): GraphCaller {
  const authorization = `Bearer ${SANDBOX_CREDENTIALS.graphToken}`;
  const call = async (path: string, init: RequestInit): Promise<GraphAnswer> => {
    const answer = await fetch(path.startsWith('http') ? path : `${sandbox.urls.graph}/v1.0${path}`, init);
    const text = await answer.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return { status: answer.status, headers: answer.headers, body };
  };
  const send = (method: string, path: string, body: unknown): Promise<GraphAnswer> =>
    call(path, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return {
    get: (path, headers = {}) => call(path, { headers: { authorization, ...headers } }),
    post: (path, body) => send('POST', path, body),
    patch: (path, body) => send('PATCH', path, body),
    remove: (path) => call(path, { method: 'DELETE', headers: { authorization } }),
  };
}

/** Encodes a filter for `$filter=`. */
export const filtered = (path: string, filter: string): string => `${path}?$filter=${encodeURIComponent(filter)}`;

const page = z.object({
  value: z.array(z.record(z.string(), z.unknown())),
  '@odata.count': z.number().optional(),
  '@odata.nextLink': z.url().optional(),
});

/** A list answer; throws when it is none. */
export function pageOf(answer: GraphAnswer): z.infer<typeof page> {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return page.parse(answer.body);
}

export function rowsOf(answer: GraphAnswer): readonly Record<string, unknown>[] {
  return pageOf(answer).value;
}

/** `status code` of a refusal in Graph's error shape; throws when the body has another. */
export function refusalOf(answer: GraphAnswer): string {
  const { error } = z
    .object({
      error: z.object({
        code: z.string().min(1),
        message: z.string().min(1),
        innerError: z.object({ date: z.string(), 'request-id': z.guid(), 'client-request-id': z.string().min(1) }),
      }),
    })
    .parse(answer.body);
  return `${answer.status} ${error.code}`;
}

/** All pages along the next links, with the advanced header on each. */
export async function allPages(graph: GraphCaller, path: string): Promise<readonly z.infer<typeof page>[]> {
  const pages = [pageOf(await graph.get(path, ADVANCED))];
  for (let next = pages.at(-1)?.['@odata.nextLink']; next !== undefined; next = pages.at(-1)?.['@odata.nextLink']) {
    pages.push(pageOf(await graph.get(next, ADVANCED)));
  }
  return pages;
}
