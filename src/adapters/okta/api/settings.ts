/** What an Okta directory is made from, and the checks that spare a run from failing on a mistyped setting. No secret's value is ever named. */
import { createPrivateKey } from 'node:crypto';
import type { ConfigProblem } from '../../../errors.ts';
import { ConfigError } from '../../../errors.ts';
import type { Clock, RequestMeter } from '../../../ports/run-ports.ts';
import { safeEndpoint } from '../../http/safe-endpoint.ts';

export type OktaCredential =
  | { readonly kind: 'api-token'; readonly token: string }
  | {
      readonly kind: 'private-key';
      readonly clientId: string;
      /** RSA, unencrypted, PKCS#1 or PKCS#8. */
      readonly privateKeyPem: string;
      /** `kid` of the public key that the app knows; null when it knows one key only. */
      readonly keyId: string | null;
    };

export interface OktaOptions {
  /** `https://acme.okta.com` or a custom domain; plain http for loopback only. */
  readonly orgUrl: string;
  readonly credential: OktaCredential;
  /** Group members asked for per page; default 1000. Okta may serve fewer. */
  readonly pageSize?: number;
  /** Whether the System Log is of interest; default false. With a private key it takes the scope okta.logs.read. */
  readonly readsEventLog?: boolean;
  /** For each attempt, from the look-up of the name to the last byte. Milliseconds. */
  readonly timeoutMs: number;
  readonly meter: RequestMeter;
  readonly clock: Clock;
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
}

export interface OktaSettings {
  readonly org: URL;
  /** The private key as PKCS#8, whatever form it came in. */
  readonly credential: OktaCredential;
  readonly pageSize: number;
  readonly timeoutMs: number;
}

/** Throws ConfigError with every problem at once. */
export function checkedSettings(options: OktaOptions): OktaSettings {
  const problems: ConfigProblem[] = [];
  const note = (path: string, message: string): void => {
    problems.push({ path, message });
  };
  const pageSize = options.pageSize ?? 1000;
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000)
    note('directory.pageSize', `is ${pageSize}; expected a whole number from 1 to 1000`);
  if (!Number.isInteger(options.timeoutMs) || options.timeoutMs < 1)
    note('directory.timeoutMs', `is ${options.timeoutMs}; expected a positive whole number of milliseconds`);
  const org = checkedOrg(options.orgUrl, note);
  const credential = checkedCredential(options.credential, note);
  if (org === null || problems.length > 0) throw new ConfigError(problems);
  return { org, credential, pageSize, timeoutMs: options.timeoutMs };
}

type Note = (path: string, message: string) => void;

function checkedOrg(orgUrl: string, note: Note): URL | null {
  try {
    const org = safeEndpoint(orgUrl, 'directory.orgUrl');
    if (org.pathname !== '/') note('directory.orgUrl', `ends in ${org.pathname}; expected the bare address of the org`);
    if (/-admin\.okta(preview|-emea|-gov)?\.com$/.test(org.hostname))
      note('directory.orgUrl', 'is the address of the admin console; leave out "-admin"');
    return org;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) note(problem.path, problem.message);
    return null;
  }
}

function checkedCredential(credential: OktaCredential, note: Note): OktaCredential {
  if (credential.kind === 'api-token') {
    // Anything else could not stand in a header, and the complaint about that would quote the token.
    if (!/^[\x21-\x7e]+$/.test(credential.token))
      note('directory.credential.token', 'is empty, or holds blanks or characters that no API token has');
    return credential;
  }
  if (!/^[\x21-\x7e]+$/.test(credential.clientId))
    note('directory.credential.clientId', 'is empty, or holds blanks or characters that no client id has');
  if (credential.keyId !== null && credential.keyId.trim() === '')
    note('directory.credential.keyId', 'is empty; leave it out, or name the key that the app knows');
  try {
    const key = createPrivateKey(credential.privateKeyPem);
    if (key.asymmetricKeyType === 'rsa')
      return { ...credential, privateKeyPem: key.export({ type: 'pkcs8', format: 'pem' }).toString() };
    note(
      'directory.credential.privateKeyPem',
      `is a key of type ${key.asymmetricKeyType ?? 'unknown'}; expected an RSA key`,
    );
  } catch {
    // What the parser says may quote the key, so it is not repeated.
    note('directory.credential.privateKeyPem', 'cannot be read; expected an unencrypted RSA private key in PEM form');
  }
  return credential;
}
