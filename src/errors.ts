/** The four faults. Expected results (findings, holds, outcomes) are values and never come this way. */

/** The configuration is wrong. Holds every problem at once, so that one round of mending is enough. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(
      [`The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:`]
        .concat(problems.map((problem) => `  ${problem.path}: ${problem.message}`))
        .join('\n'),
    );
    this.problems = problems;
  }
}
export interface ConfigProblem {
  /** Dotted path in the file, or the name of an environment variable. */
  readonly path: string;
  /** What was found and what was expected; never a secret's value. */
  readonly message: string;
}

/** An outside system failed or answered something that cannot be used. */
export class RemoteError extends Error {
  override readonly name = 'RemoteError';
  readonly system: RemoteSystem;
  /** `GET /system/members`: no host, no query, no ids of people beyond the path. */
  readonly request: string;
  /** HTTP status; null when no answer came. */
  readonly status: number | null;
  readonly reason: RemoteReason;
  /** What to do next, when it is known. */
  readonly advice: string | null;
  constructor(fault: {
    readonly system: RemoteSystem;
    readonly request: string;
    readonly status: number | null;
    readonly reason: RemoteReason;
    readonly message: string;
    readonly advice?: string | null;
    readonly cause?: unknown;
  }) {
    super(fault.message, fault.cause === undefined ? undefined : { cause: fault.cause });
    this.system = fault.system;
    this.request = fault.request;
    this.status = fault.status;
    this.reason = fault.reason;
    this.advice = fault.advice ?? null;
  }
}
export type RemoteSystem = 'ConnectWise PSA' | 'Microsoft Entra ID' | 'Okta' | 'storage';
/**
 * - `credentials`: 401, or a 404/403 that means the same. - `forbidden`: a right is missing. - `missing`: not there.
 * - `invalid`: the request was understood and refused. - `conflict`: 409 or a failed condition. - `throttled`: still 429 after the retries.
 * - `unavailable`: 5xx, no connection, time-out, TLS. - `malformed`: an answer that is not what it claims (HTML, cut JSON, wrong shape).
 */
export type RemoteReason =
  'credentials' | 'forbidden' | 'missing' | 'invalid' | 'conflict' | 'throttled' | 'unavailable' | 'malformed';

/** The caller asked for something that is not done: an unknown run, an approval that no longer stands. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: 400 | 403 | 404 | 409;
  constructor(status: RefusedError['status'], message: string) {
    super(message);
    this.status = status;
  }
}

/** A bug in Rollcall. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}
