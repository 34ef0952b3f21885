/** Calls the Okta double over real HTTP. */
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';

export interface OktaAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}
export type OktaCaller = (path: string, authorization?: string) => Promise<OktaAnswer>;

/** `path` is relative to the org, or a whole next link. */
export function oktaCaller(sandbox: Sandbox): OktaCaller {
  return async (path, authorization = `SSWS ${SANDBOX_CREDENTIALS.oktaToken}`) => {
    const url = path.startsWith('http') ? path : `${sandbox.urls.okta}/api/v1${path}`;
    const answer = await fetch(url, { headers: authorization === '' ? {} : { authorization } });
    return { status: answer.status, headers: answer.headers, body: await answer.json() };
  };
}

/** Encodes an expression for `filter=` or `search=`. */
export const asking = (kind: 'filter' | 'search', expression: string): string =>
  `/users?${kind}=${encodeURIComponent(expression)}`;

/** A list answer; throws when it is none. */
export function rowsOf(answer: OktaAnswer): readonly Record<string, unknown>[] {
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`);
  return z.array(z.record(z.string(), z.unknown())).parse(answer.body);
}

/** The profiles of a list answer, whatever else its entries hold. */
export function profilesOf(answer: OktaAnswer): readonly Record<string, unknown>[] {
  return rowsOf(answer).map((row) => z.record(z.string(), z.unknown()).parse(row['profile']));
}

/** `status code` of a refusal in Okta's error shape; throws when the body has another. */
export function refusalOf(answer: OktaAnswer): string {
  const refusal = z.object({
    errorCode: z.string().min(1),
    errorSummary: z.string().min(1),
    errorLink: z.string().min(1),
    errorId: z.string().min(1),
    errorCauses: z.array(z.unknown()),
  });
  return `${answer.status} ${refusal.parse(answer.body).errorCode}`;
}

export function linksOf(answer: OktaAnswer): Readonly<Record<string, string>> {
  const header = answer.headers.get('link') ?? '';
  return Object.fromEntries(
    [...header.matchAll(/<([^>]+)>; rel="([a-z]+)"/g)].map(([, target = '', rel = '']) => [rel, target]),
  );
}

export async function allPages(okta: OktaCaller, path: string): Promise<readonly OktaAnswer[]> {
  const pages = [await okta(path)];
  for (let next = linksOf(pages[0]!)['next']; next !== undefined; next = linksOf(pages.at(-1)!)['next']) {
    pages.push(await okta(next));
  }
  return pages;
}
