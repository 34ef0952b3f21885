/** Obtains the access token for Graph, once for all requests of a run, and says what to do when Entra ID refuses it. */
import type { AccessToken, TokenCredential } from '@azure/identity';
import { RemoteError } from '../../../errors.ts';
import type { Clock, RequestMeter } from '../../../ports/run-ports.ts';
import { readTokenFault } from './token-fault.ts';
import type { TokenFault } from './token-fault.ts';
import { SYSTEM } from './fault.ts';

export type EntraCredential =
  /** `clientId` of a user-assigned identity; null: the system-assigned one. */
  | { readonly kind: 'managed-identity'; readonly clientId: string | null }
  | { readonly kind: 'client-secret'; readonly tenantId: string; readonly clientId: string; readonly secret: string }
  /** The PEM text holds the certificate and its private key. */
  | {
      readonly kind: 'certificate';
      readonly tenantId: string;
      readonly clientId: string;
      readonly certificatePem: string;
    }
  /** For the sandbox on loopback alone. */
  | { readonly kind: 'fixed-token'; readonly token: string };
type RealCredential = Exclude<EntraCredential, { readonly kind: 'fixed-token' }>;

export interface TokenSource {
  /** Throws RemoteError `credentials` when Entra ID refuses, `unavailable` when it cannot be reached. */
  read(): Promise<string>;
}

export interface TokenSourceOptions {
  readonly credential: EntraCredential;
  /** Host of the Graph endpoint: national clouds have their own sign-in service. */
  readonly graphHost: string;
  readonly timeoutMs: number;
  readonly meter: RequestMeter;
  readonly clock: Clock;
}

/** National clouds: a sign-in service of their own, and tokens for their own Graph. Any other host is taken for the public cloud's. */
const SIGN_IN: ReadonlyMap<string, string> = new Map([
  ['graph.microsoft.us', 'https://login.microsoftonline.us'],
  ['dod-graph.microsoft.us', 'https://login.microsoftonline.us'],
  ['microsoftgraph.chinacloudapi.cn', 'https://login.chinacloudapi.cn'],
]);
const PUBLIC_SIGN_IN = 'https://login.microsoftonline.com';
/** A token that ends within this time is not used any more. */
const SPARE_MS = 5 * 60_000;

export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const { credential, clock, meter } = options;
  if (credential.kind === 'fixed-token') return { read: async () => credential.token };
  const real = credential;

  const signIn = SIGN_IN.get(options.graphHost);
  const scope = `https://${signIn === undefined ? 'graph.microsoft.com' : options.graphHost}/.default`;
  let signer: Promise<TokenCredential> | undefined;
  let current: Promise<AccessToken> | undefined;

  async function request(): Promise<AccessToken> {
    meter.count(SYSTEM, 'token');
    try {
      signer ??= createSigner(real, signIn ?? PUBLIC_SIGN_IN);
      const token = await (await signer).getToken(scope, { abortSignal: AbortSignal.timeout(options.timeoutMs) });
      if (token !== null) return token;
    } catch (error) {
      // The library's error may quote the request, and with it the assertion or secret: its codes are read and it goes no further.
      throw tokenFault(readTokenFault(error, credential.kind));
    }
    throw tokenFault({ reason: 'credentials', what: 'the answer holds none', advice: 'Check the credential.' });
  }

  /** Callers that come together share one request; a failed one is tried again by whoever comes after it. */
  async function renew(held: Promise<AccessToken> | undefined): Promise<AccessToken> {
    const token = await held?.catch(() => undefined);
    if (token !== undefined && token.expiresOnTimestamp - clock.now().getTime() > SPARE_MS) return token;
    if (current === held || current === undefined) current = request();
    return current;
  }

  return { read: async () => (await renew(current)).token };
}

/** Loaded here and not at the top: the sandbox and the other directory never need the library. */
async function createSigner(credential: RealCredential, authorityHost: string): Promise<TokenCredential> {
  const identity = await import('@azure/identity');
  switch (credential.kind) {
    case 'managed-identity':
      return new identity.ManagedIdentityCredential(
        credential.clientId === null ? {} : { clientId: credential.clientId },
      );
    case 'client-secret':
      return new identity.ClientSecretCredential(credential.tenantId, credential.clientId, credential.secret, {
        authorityHost,
      });
    case 'certificate':
      return new identity.ClientCertificateCredential(
        credential.tenantId,
        credential.clientId,
        { certificate: credential.certificatePem },
        { authorityHost },
      );
  }
}

function tokenFault(fault: TokenFault): RemoteError {
  return new RemoteError({
    system: SYSTEM,
    request: 'POST /oauth2/v2.0/token',
    status: null,
    reason: fault.reason,
    message: `${SYSTEM} gave no access token: ${fault.what}. ${fault.advice}`,
    advice: fault.advice,
  });
}
