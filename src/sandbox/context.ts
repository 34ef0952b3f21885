import type { OktaEvents } from './okta/events/events.ts';
import type { GraphControls } from './graph/subscriptions/graph-controls.ts';
import type { SandboxWorld } from './world.ts';

export type SandboxSystem = 'psa' | 'graph' | 'okta';

/** What every double is given. One object per running sandbox. */
export interface SandboxContext {
  readonly world: SandboxWorld;
  readonly quirks: Quirks;
  /** Instant shown in dates that the doubles make. */
  readonly now: () => Date;
}

/** Where the real behaviour is unverified or varies, the sandbox can play either side. Tests change it while the sandbox runs. */
export interface Quirks {
  /**
   * The PSA's deactivation endpoint: works, answers 404 as if absent, demands reassignments of two kinds always, or of every kind of which the leaver holds
   * something.
   */
  deactivateEndpoint: 'works' | 'absent' | 'demands-reassignment' | 'demands-what-is-held';
  /** Tickets that a leaver owns when the endpoint is called: they stay where they are, or refuse the deactivation. */
  workAtDeactivation: 'left' | 'refused';
  /** Whether a closed ticket can still be changed. */
  closedTicketPatch: 'taken' | 'refused';
  /** Whether PATCH of inactiveFlag is honoured, ignored with a false 200, or refused. */
  patchInactiveFlag: 'honoured' | 'ignored' | 'refused';
  /** Bad PSA credentials show as 401 or, as the cloud may do, as 404. */
  badCredentials: 401 | 404;
  /** What a posted search answers: the generated clients expect 201, a list elsewhere answers 200. */
  searchStatus: 200 | 201;
  /** Seats after which the PSA refuses a creation by itself; null: it never does. */
  psaSeatLimit: number | null;
  /** The Graph member list lags: these ids are still (or not yet) in groups whatever the world says. */
  staleGroupMembers: { groupId: string; add: string[]; remove: string[] }[];
  /** Another Graph subscription to what one of the application's delivers already: refused with 409, or made beside it. */
  duplicateSubscription: 'conflict' | 'accepted';
  /** How long Graph waits for a webhook, when it tries the address and when it delivers; milliseconds. */
  webhookLimitsMs: { handshake: number; delivery: number };
  /** Puts an empty page with a next link into the middle of long lists. */
  emptyMiddlePage: boolean;
  /** Largest page that the Okta double serves, whatever `limit` asks for. */
  oktaMaxPage: number;
}

export const DEFAULT_QUIRKS: Quirks = {
  deactivateEndpoint: 'works',
  workAtDeactivation: 'left',
  closedTicketPatch: 'taken',
  patchInactiveFlag: 'honoured',
  badCredentials: 401,
  searchStatus: 201,
  psaSeatLimit: null,
  staleGroupMembers: [],
  duplicateSubscription: 'conflict',
  webhookLimitsMs: { handshake: 10_000, delivery: 3_000 },
  emptyMiddlePage: false,
  oktaMaxPage: 1000,
};

/** Credentials that the doubles accept. They open nothing but the sandbox. */
export const SANDBOX_CREDENTIALS = {
  psa: {
    companyId: 'harborpine',
    publicKey: 'sandboxPublicKey',
    privateKey: 'sandboxPrivateKey',
    clientId: '6c1f0b1e-7c2b-4f7e-9a53-2d0c9e4b8a11',
  },
  graphToken: 'sandbox-graph-token',
  /** The tenant that notifications come from. */
  graphTenantId: '3d5a2c84-9b1e-4f60-8a7d-c2e41f0b6d95',
  graphApplicationId: 'a8c6e0f2-51d7-4b39-9e84-7f3b2d1c0a65',
  oktaToken: 'sandbox-okta-ssws-token',
  /** OAuth client for private-key JWT at the Okta double; any key pair signs, the client id and the assertion's shape are checked. */
  oktaClientId: '0oasandboxclient12345',
} as const;

/** One thing that goes wrong. Faults are tried in the order in which they were added. */
export interface Fault {
  readonly system: SandboxSystem;
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Tested against path and query. */
  readonly path: RegExp;
  /** How many matching requests pass before it strikes; default 0. */
  readonly skip?: number;
  /** How many requests it strikes; default 1, Infinity for good. */
  readonly times?: number;
  readonly effect: FaultEffect;
}
export type FaultEffect =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** The connection drops before the request is carried out. */
  | { readonly kind: 'drop' }
  /** The request is carried out, then the connection drops without an answer. */
  | { readonly kind: 'drop-after' }
  | { readonly kind: 'delay'; readonly ms: number }
  /** The JSON answer is cut in the middle. */
  | { readonly kind: 'cut' }
  /** The JSON answer is changed. */
  | { readonly kind: 'edit'; readonly edit: (body: unknown) => unknown }
  /** Runs first (to change the world between plan and write), then answers as usual. A promise is waited for. */
  | { readonly kind: 'meanwhile'; readonly act: () => unknown };

export interface SandboxRequest {
  readonly system: SandboxSystem;
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly status: number | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
}

/** A running sandbox. */
export interface Sandbox {
  readonly world: SandboxWorld;
  readonly quirks: Quirks;
  /** `http://127.0.0.1:PORT` each. The PSA answers under /login/companyinfo and /v4_6_release/apis/3.0, Graph under /v1.0, Okta under /api/v1 and /oauth2/v1. */
  readonly urls: Readonly<Record<SandboxSystem, string>>;
  /** What happens in the directory, and what is delivered of it. */
  readonly graph: GraphControls;
  /** Every request since the start or the last clear, in order of arrival. Bodies are kept only when `recordBodies` was asked for. */
  readonly traffic: readonly SandboxRequest[];
  clearTraffic(): void;
  addFault(fault: Fault): void;
  clearFaults(): void;
  /** What happens at Okta, told to its System Log and to event hooks. */
  readonly okta: OktaEvents;
  stop(): Promise<void>;
}
export interface SandboxOptions {
  readonly world: SandboxWorld;
  readonly quirks?: Partial<Quirks>;
  /** Added to every answer; milliseconds. */
  readonly latencyMs?: number;
  readonly recordBodies?: boolean;
  /** How long Okta waits for an event hook; milliseconds, default 3,000 as Okta does. */
  readonly hookTimeoutMs?: number;
  /** Default: the system clock. */
  readonly now?: () => Date;
  /** Fixed ports instead of free ones. */
  readonly ports?: Partial<Record<SandboxSystem, number>>;
}
