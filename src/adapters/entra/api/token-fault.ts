/** Reads why no token was given from the codes in the identity library's error, and says what to do. Quotes nothing of the error's text. */
import type { EntraCredential } from './credential.ts';

export interface TokenFault {
  readonly reason: 'credentials' | 'unavailable';
  /** A clause: "the secret has expired (AADSTS7000222)". */
  readonly what: string;
  readonly advice: string;
}

type Explained = Pick<TokenFault, 'what' | 'advice'>;

const APP_REGISTRATION = 'Microsoft Entra admin centre, App registrations, the application, Certificates & secrets';

/** By the number after AADSTS. */
const REFUSALS: ReadonlyMap<string, Explained> = new Map([
  [
    '7000215',
    { what: 'the client secret is wrong', advice: `Copy the secret's value, not its id: ${APP_REGISTRATION}.` },
  ],
  ['7000222', { what: 'the client secret has expired', advice: `Make a new one: ${APP_REGISTRATION}.` }],
  [
    '700016',
    {
      what: 'the tenant has no such application',
      advice: 'Check the client id, and that the tenant id is its tenant.',
    },
  ],
  [
    '700027',
    { what: 'the certificate is not registered for the application', advice: `Upload it: ${APP_REGISTRATION}.` },
  ],
  ['90002', { what: 'there is no such tenant', advice: 'Check the tenant id.' }],
  [
    '7000112',
    {
      what: 'the application is disabled',
      advice: 'Enable it: Microsoft Entra admin centre, Enterprise applications.',
    },
  ],
]);

const NO_ANSWER: ReadonlySet<string> = new Set(['AbortError', 'TimeoutError', 'RestError']);
const CONNECTION =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|network_error|endpoints_resolution_error)\b/;

export function readTokenFault(error: unknown, kind: EntraCredential['kind']): TokenFault {
  const { name, text } = error instanceof Error ? { name: error.name, text: error.message } : { name: '', text: '' };
  const code = /AADSTS(\d+)/.exec(text)?.[1];
  if (code !== undefined) {
    const known = REFUSALS.get(code) ?? { what: 'the sign-in was refused', advice: `Look up the code AADSTS${code}.` };
    return { reason: 'credentials', what: `${known.what} (AADSTS${code})`, advice: known.advice };
  }
  if (kind === 'managed-identity' && name === 'CredentialUnavailableError')
    return {
      reason: 'credentials',
      what: 'this machine has no such managed identity',
      advice: 'Assign the identity to the Function App, or configure a client secret or certificate.',
    };
  if (NO_ANSWER.has(name) || CONNECTION.test(text))
    return {
      reason: 'unavailable',
      what: 'the sign-in service gave no answer',
      advice: 'Check that this machine may reach it (DNS, firewall, proxy), then try again.',
    };
  return {
    reason: 'credentials',
    what: `the credential could not be used (${name === '' ? 'no error name' : name})`,
    advice:
      kind === 'certificate'
        ? 'Check that the PEM text holds the certificate and its unencrypted private key.'
        : 'Check the tenant id, the client id and the credential.',
  };
}
