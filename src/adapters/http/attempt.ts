/** Performs one HTTP request with axios and tells what came of it as a value. It repeats nothing, follows nothing and judges no status. */
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { isAxiosError } from 'axios';
import { InvariantError } from '../../errors.ts';
import type { Body } from './body.ts';
import { parseBody } from './body.ts';
import type { HeaderMap, HttpMethod } from './retry.ts';
import type { TransportFault } from './transport-fault.ts';
import { transportFault } from './transport-fault.ts';

export interface HttpRequest {
  readonly method: HttpMethod;
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Sent as JSON; absent: no body. */
  readonly json?: unknown;
}

export type HttpReply =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: HeaderMap; readonly body: Body }
  | { readonly kind: 'fault'; readonly fault: TransportFault };

interface AttemptLimits {
  /** For a whole attempt, from the look-up of the name to the last byte. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * Reads share kept-alive connections. A write gets a fresh one: a kept connection that the server has just closed would leave open whether the write arrived.
 * No proxy is taken from the environment, and a redirect is an answer like any other: credentials go to the configured host alone.
 */
export function createAttempt(limits: AttemptLimits): (request: HttpRequest) => Promise<HttpReply> {
  const agents = {
    read: { httpAgent: new HttpAgent({ keepAlive: true }), httpsAgent: new HttpsAgent({ keepAlive: true }) },
    write: { httpAgent: new HttpAgent({ keepAlive: false }), httpsAgent: new HttpsAgent({ keepAlive: false }) },
  };
  const client = axios.create({
    adapter: 'http',
    proxy: false,
    maxRedirects: 0,
    maxContentLength: limits.maxBytes,
    responseType: 'text',
    transformRequest: [(data: unknown) => data],
    transformResponse: [(data: unknown) => data],
    validateStatus: () => true,
  });

  return async (request) => {
    try {
      const response = await client.request<unknown>({
        method: request.method,
        url: request.url,
        headers: {
          'User-Agent': 'rollcall',
          ...request.headers,
          // `false` keeps axios from calling an absent body a form.
          'Content-Type': request.json === undefined ? false : 'application/json',
        },
        ...(request.json === undefined ? {} : { data: JSON.stringify(request.json) }),
        ...(request.method === 'GET' ? agents.read : agents.write),
        signal: AbortSignal.timeout(limits.timeoutMs),
      });
      const headers = headerMap(response.headers);
      const text = typeof response.data === 'string' ? response.data : '';
      return { kind: 'answer', status: response.status, headers, body: parseBody(headers['content-type'], text) };
    } catch (error) {
      // The library's error carries the request's headers, and with them the credentials: it is read here and goes no further.
      if (isAxiosError(error)) return { kind: 'fault', fault: transportFault(error, limits) };
      throw new InvariantError(`A ${request.method} request could not be made: ${nameOf(error)}`);
    }
  };
}

function headerMap(headers: object): HeaderMap {
  const entries = Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
