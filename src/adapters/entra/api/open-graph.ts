/** Opens Graph for whoever needs it: the endpoint checked, the credential chosen, nothing sent yet. */
import { ConfigError } from '../../../errors.ts';
import type { Clock, RequestMeter } from '../../../ports/run-ports.ts';
import { isLoopback } from '../../../domain/loopback.ts';
import { safeEndpoint } from '../../http/safe-endpoint.ts';
import type { GraphClient } from './client.ts';
import { createGraphClient } from './client.ts';
import type { EntraCredential, TokenSource } from './credential.ts';
import { createTokenSource } from './credential.ts';

export interface EntraOptions {
  /** Address of Graph without version; the public cloud's when absent. Any https address, plain http on loopback only. */
  readonly graphUrl?: string;
  readonly credential: EntraCredential;
  /** Per attempt, in milliseconds. */
  readonly timeoutMs: number;
  readonly meter: RequestMeter;
  readonly clock: Clock;
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
}

const PUBLIC_GRAPH = 'https://graph.microsoft.com';

/** Throws ConfigError on an endpoint that would carry the token in the clear, and on a fixed token for anything but loopback. */
export function openGraph(options: EntraOptions): { readonly client: GraphClient; readonly tokens: TokenSource } {
  const { credential, timeoutMs, meter, clock, delay, random } = options;
  const endpoint = safeEndpoint(options.graphUrl ?? PUBLIC_GRAPH, 'directory.graphUrl');
  if (credential.kind === 'fixed-token' && !isLoopback(endpoint))
    throw new ConfigError([
      {
        path: 'directory.credential',
        message: `is a fixed token for ${endpoint.host}; a fixed token is for the sandbox on loopback only`,
      },
    ]);
  const tokens = createTokenSource({ credential, graphHost: endpoint.hostname, timeoutMs, meter, clock });
  const client = createGraphClient({
    endpoint: endpoint.href.replace(/\/+$/, ''),
    credentialKind: credential.kind,
    tokens,
    timeoutMs,
    meter,
    clock,
    delay,
    random,
  });
  return { client, tokens };
}
