/** Asks Okta through its SDK, which signs in and signs requests. Answers are the raw JSON: the SDK's own models would take a web page for a list of empty users. */
import { InvariantError } from '../../../errors.ts';
import type { ApiAnswer } from './executor.ts';
import type { Reach } from './faults.ts';
import { faultOf } from './faults.ts';
import { createRepeat } from './repeat.ts';
import type { Session } from './session.ts';
import { openSession } from './session.ts';
import type { OktaOptions, OktaSettings } from './settings.ts';
import { UnusableReply } from './unusable-reply.ts';

export interface OktaClient {
  /** GET of an address. undefined: Okta itself says that there is no such record (404 with E0000007); a 404 from anybody else is a fault. */
  find(url: URL, purpose: 'data' | 'reference'): Promise<ApiAnswer | undefined>;
  /** Asks for an access token where the credential needs one and none is at hand. */
  signIn(): Promise<void>;
}

/** A token is given up this long before it lapses, so that none lapses on the way; a short-lived one at half time. */
const MARGIN_MS = 60_000;
const NOT_FOUND = 'E0000007';

/** Sends nothing yet. A private key's access token is good for what is in `reach` and nothing else. */
export function createOktaClient(options: OktaOptions, settings: OktaSettings, reach: Reach): OktaClient {
  const { meter, clock } = options;
  const repeat = createRepeat(options);
  let session: Promise<Session> | null = null;
  let token: Promise<void> | null = null;
  let tokenUntil = Infinity;

  function open(): Promise<Session> {
    session ??= openSession(settings, reach, {
      onToken: () => {
        meter.count('Okta', 'token');
      },
      onSecondTry: () => {
        meter.retried('Okta', 'failed');
      },
    });
    return session;
  }

  /** One token for everybody who waits for one; a failed attempt leaves none behind. */
  async function signIn(): Promise<void> {
    if (settings.credential.kind === 'api-token') return;
    if (token === null || clock.elapsed() >= tokenUntil) {
      tokenUntil = Infinity;
      token = obtainToken();
    }
    const awaited = token;
    try {
      await awaited;
    } catch (error) {
      if (token === awaited) token = null;
      throw explained(error);
    }
  }

  async function obtainToken(): Promise<void> {
    const { sdk } = await open();
    const askedAt = clock.elapsed();
    const granted = await repeat(
      () => {
        sdk.oauth.clearCachedAccessToken();
        return sdk.oauth.getAccessToken();
      },
      // Each request for a token is counted where it leaves.
      () => undefined,
    );
    const lifetimeMs = granted.expires_in * 1000;
    tokenUntil = askedAt + lifetimeMs - Math.min(MARGIN_MS, lifetimeMs / 2);
  }

  async function find(url: URL, purpose: 'data' | 'reference'): Promise<ApiAnswer | undefined> {
    await signIn();
    const { sdk, answerTo } = await open();
    meter.count('Okta', purpose);
    try {
      return await repeat(
        async () => {
          const request = { url: url.href, method: 'GET', headers: { Accept: 'application/json' } };
          const answer = answerTo(await sdk.http.http(url.href, request));
          if (answer === undefined) throw new InvariantError('The Okta SDK returned an answer that nobody gave');
          return answer;
        },
        (because) => {
          meter.retried('Okta', because);
        },
      );
    } catch (error) {
      if (error instanceof UnusableReply && error.status === 404 && error.code === NOT_FOUND) return undefined;
      throw explained(error);
    }
  }

  function explained(error: unknown): unknown {
    return error instanceof UnusableReply ? faultOf(error, settings.credential.kind, reach) : error;
  }

  return { find, signIn };
}
