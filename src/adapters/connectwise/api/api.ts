/** Speaks to one PSA: base path, headers, credentials, the one repetition after a move. It knows no record's shape. */
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { createHttpClient } from '../../http/client.ts';
import type { HeaderMap } from '../../http/retry.ts';
import { createCodebase } from './codebase.ts';
import type { ConnectWiseOptions } from './options.ts';
import { checkedSite, DEFAULTS } from './options.ts';
import { readFault, SYSTEM } from './read-fault.ts';

/** A page of 1,000 projected members is about a megabyte; anything near this is no answer of the API. */
const MAX_BYTES = 64 * 1024 * 1024;

export type ReadReply =
  | { readonly kind: 'json'; readonly value: unknown; readonly headers: HeaderMap }
  /** `cut`: JSON that does not parse. */
  | { readonly kind: 'fault'; readonly error: RemoteError; readonly cut: boolean };

export interface PsaApi {
  /** `path` below the base: `/system/members`. Faults are values, so that one bad page need not cost the others. */
  read(path: string, query: Readonly<Record<string, string>>, purpose: 'reference' | 'data'): Promise<ReadReply>;
  /** One write, sent once. An error means that it never left. */
  write(method: 'POST' | 'PATCH', path: string, json?: unknown): Promise<HttpReply | RemoteError>;
  /** Finds the base path; throws RemoteError when there is no PSA or no such company. */
  discover(): Promise<void>;
  /** Whether any request was answered under these keys: until then a 404 may stand for wrong keys. */
  proven(): boolean;
  /** Texts that must never reach a message. */
  readonly secrets: readonly string[];
}

/** Throws ConfigError when the options cannot work. */
export function createPsaApi(options: ConnectWiseOptions): PsaApi {
  const site = checkedSite(options);
  const most = options.concurrency ?? DEFAULTS.concurrency;
  const client = createHttpClient({
    system: SYSTEM,
    timeoutMs: options.timeoutMs ?? DEFAULTS.timeoutMs,
    maxBytes: MAX_BYTES,
    concurrency: { start: Math.min(12, most), most },
    ...(options.retry !== undefined && { retry: options.retry }),
    meter: options.meter,
    clock: options.clock,
    delay: options.delay,
    random: options.random,
  });
  const codebase = createCodebase(client, site, options.companyId);
  const basic = Buffer.from(`${options.companyId}+${options.publicKey}:${options.privateKey}`).toString('base64');
  const headers = {
    Authorization: `Basic ${basic}`,
    clientId: options.clientId,
    Accept: `application/vnd.connectwise.com+json; version=${options.apiVersion ?? DEFAULTS.apiVersion}`,
  };
  const secrets = [options.privateKey, options.publicKey, options.clientId, basic];
  let proven = false;

  return {
    secrets,
    proven: () => proven,
    async discover() {
      await codebase.base();
    },
    async read(path, query, purpose) {
      const search = new URLSearchParams(query).toString();
      const target = search === '' ? path : `${path}?${search}`;
      try {
        const base = await codebase.base();
        let reply = await client.send({ method: 'GET', url: base + target, headers, purpose });
        if (reply.kind === 'answer' && reply.status === 404) {
          // An upgrade may have moved the API since the base was asked for.
          const moved = await codebase.refetch();
          if (moved !== base) reply = await client.send({ method: 'GET', url: moved + target, headers, purpose });
        }
        if (reply.kind === 'answer' && reply.status === 200 && reply.body.kind === 'json') {
          proven = true;
          return { kind: 'json', value: reply.body.value, headers: reply.headers };
        }
        const cut = reply.kind === 'answer' && reply.status === 200 && reply.body.kind === 'cut';
        return { kind: 'fault', error: readFault(path, reply, { proven, secrets }), cut };
      } catch (error) {
        if (error instanceof RemoteError) return { kind: 'fault', error, cut: false };
        throw error;
      }
    },
    async write(method, path, json) {
      try {
        const base = await codebase.base();
        return await client.send({
          method,
          url: base + path,
          headers,
          purpose: 'write',
          ...(json === undefined ? {} : { json }),
        });
      } catch (error) {
        if (error instanceof RemoteError) return error;
        throw error;
      }
    },
  };
}
