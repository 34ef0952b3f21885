/** Microsoft Entra ID as a directory, read through Microsoft Graph v1.0. */
import { ConfigError } from '../../errors.ts';
import type { Clock, Directory, RequestMeter } from '../../ports.ts';
import { isLoopback } from '../../domain/loopback.ts';
import { safeEndpoint } from '../http/safe-endpoint.ts';
import { checkAccess } from './access-check.ts';
import { createGraphClient } from './api/client.ts';
import type { EntraCredential } from './api/credential.ts';
import { createTokenSource } from './api/credential.ts';
import { lookUpPeople } from './look-up.ts';
import { readMembershipOf } from './membership.ts';
import { readPlaceOf } from './place.ts';
import { readWholeRoster } from './roster.ts';

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

/** Sends nothing yet. Throws ConfigError on an endpoint that would carry the token in the clear, and on a fixed token for anything but loopback. */
export function createEntraDirectory(options: EntraOptions): Directory {
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
  return {
    kind: 'entra',
    readRoster: (groups) => readWholeRoster(client, groups),
    readPeople: (lookups) => lookUpPeople(client, lookups),
    readMembership: (person, groups) => readMembershipOf(client, person, groups),
    readPlace: (person, groups) => readPlaceOf(client, person, groups),
    // Its audit log would take a further permission and lags behind: what notifications miss, the schedule finds.
    eventLog: null,
    check: (groups) => checkAccess({ client, tokens, clock, credentialKind: credential.kind }, groups),
  };
}
