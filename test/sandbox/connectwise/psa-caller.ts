/** Calls the PSA double over real HTTP with the sandbox's credentials. */
import { z } from 'zod';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';

export interface PsaAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** null: nothing. */
  readonly body: unknown;
}
export interface PsaCaller {
  get(path: string, headers?: Record<string, string>): Promise<PsaAnswer>;
  send(method: string, path: string, body?: unknown): Promise<PsaAnswer>;
}

const { companyId, publicKey, privateKey, clientId } = SANDBOX_CREDENTIALS.psa;
export const PSA_HEADERS = {
  authorization: `Basic ${btoa(`${companyId}+${publicKey}:${privateKey}`)}`,
  clientId,
  accept: 'application/json',
};

/** Paths are relative to the API's root; query values must be encoded. */
export function psaCaller(sandbox: Sandbox): PsaCaller {
  const call = async (path: string, init: RequestInit): Promise<PsaAnswer> => {
    const answer = await fetch(`${sandbox.urls.psa}/v4_6_release/apis/3.0${path}`, init);
    const text = await answer.text();
    const body: unknown = text === '' ? null : JSON.parse(text);
    return { status: answer.status, headers: answer.headers, body };
  };
  return {
    get: (path, headers = {}) => call(path, { headers: { ...PSA_HEADERS, ...headers } }),
    send: (method, path, body) =>
      call(path, {
        method,
        headers: { ...PSA_HEADERS, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

/** One operation of a PATCH. */
export function replace(
  path: string,
  value: unknown,
): { readonly op: string; readonly path: string; readonly value: unknown } {
  return { op: 'replace', path, value };
}

/** The records of a list answer; throws when it is none. */
export function rowsOf(answer: PsaAnswer): readonly Record<string, unknown>[] {
  return z.array(z.record(z.string(), z.unknown())).parse(answer.body);
}

/** One record; throws when the answer is a list or a text. */
export function recordOf(answer: PsaAnswer): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(answer.body);
}

/** `[field, code]` of each error of a refusal; throws when the answer is no refusal. */
export function errorsOf(answer: PsaAnswer): readonly (readonly [string, string])[] {
  const refusal = z.object({
    code: z.string().min(1),
    message: z.string().min(1),
    errors: z.array(
      z.object({ code: z.string(), message: z.string().min(1), resource: z.string(), field: z.string() }),
    ),
  });
  return refusal.parse(answer.body).errors.map((error) => [error.field, error.code]);
}

/** Targets of the Link header by relation. */
export function linksOf(answer: PsaAnswer): Readonly<Record<string, string>> {
  const header = answer.headers.get('link') ?? '';
  return Object.fromEntries(
    [...header.matchAll(/<([^>]+)>; rel="([a-z]+)"/g)].map(([, target = '', rel = '']) => [rel, target]),
  );
}
