/** What the PSA adapter is made of, and the checks that need no network. */
import type { ConfigProblem } from '../../../errors.ts';
import { ConfigError } from '../../../errors.ts';
import type { Clock, RequestMeter } from '../../../ports/run-ports.ts';
import type { RetryRules } from '../../http/retry.ts';
import { safeEndpoint } from '../../http/safe-endpoint.ts';

/** Member fields that may hold the directory's id of a person. The second one is spelled as the API spells it. */
export type JoinField = 'vendorNumber' | 'employeeIdentifer';

export interface ConnectWiseOptions {
  /** `https://api-na.myconnectwise.net`, or a self-hosted server's origin; plain http for loopback only. */
  readonly site: string;
  /** The company name that is typed at sign-in. */
  readonly companyId: string;
  readonly publicKey: string;
  readonly privateKey: string;
  /** GUID registered with ConnectWise for this integration. */
  readonly clientId: string;
  /** Shape of the records that is asked for, `YYYY.N`; default 2025.1. */
  readonly apiVersion?: string;
  readonly joinField: JoinField | null;
  /** `endpoint`: POST …/deactivate. `patch`: PATCH of inactiveFlag, for servers where the endpoint does not work. */
  readonly deactivateBy: 'endpoint' | 'patch';
  /** The most requests at once; default 12. All of them at the start: a run is a dozen requests, and the first 429 halves it. */
  readonly concurrency?: number;
  /** Per attempt, milliseconds; default 30,000. */
  readonly timeoutMs?: number;
  /** Default: patient, as a run can be. */
  readonly retry?: RetryRules;
  readonly meter: RequestMeter;
  readonly clock: Clock;
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  /** 30 to 60 characters from a cryptographic source, fresh at every call. */
  readonly randomPassword: () => string;
}

export const DEFAULTS = { apiVersion: '2025.1', concurrency: 12, timeoutMs: 30_000 } as const;

/** The site's origin. Throws ConfigError with every problem of the options at once; values of credentials are never named. */
export function checkedSite(options: ConnectWiseOptions): string {
  const problems: ConfigProblem[] = [];
  for (const name of ['companyId', 'publicKey', 'privateKey', 'clientId'] as const) {
    // Printable ASCII without blanks: anything else is a slip in copying, and could not travel in a header.
    if (!/^[\x21-\x7e]+$/.test(options[name]))
      problems.push({ path: name, message: 'is empty or holds blanks or characters that such a value never has' });
  }
  if (options.companyId.includes(':'))
    problems.push({ path: 'companyId', message: 'holds a colon; expected the company name typed at sign-in' });
  const version = options.apiVersion ?? DEFAULTS.apiVersion;
  if (!/^\d{4}\.\d{1,2}$/.test(version))
    problems.push({ path: 'apiVersion', message: `is "${version}"; expected a year and a number like 2025.1` });
  for (const [path, value] of [
    ['concurrency', options.concurrency ?? DEFAULTS.concurrency],
    ['timeoutMs', options.timeoutMs ?? DEFAULTS.timeoutMs],
  ] as const)
    if (!Number.isInteger(value) || value < 1)
      problems.push({ path, message: `is ${value}; expected a whole number from 1` });

  let origin = '';
  try {
    const url = safeEndpoint(options.site, 'site');
    origin = url.origin;
    if (url.pathname !== '/')
      problems.push({ path: 'site', message: `has the path ${url.pathname}; expected the bare address of the server` });
    if (url.hostname.endsWith('.myconnectwise.net') && !url.hostname.startsWith('api-'))
      problems.push({
        path: 'site',
        message: `is ${url.hostname}, where people sign in; the API answers at api-${url.hostname}`,
      });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    problems.push(...error.problems);
  }
  if (problems.length > 0) throw new ConfigError(problems);
  return origin;
}
