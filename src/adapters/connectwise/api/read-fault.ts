/** Turns a read that failed into the RemoteError that says what this PSA means by it, and what to do. */
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { requestLabel } from '../../http/redact.ts';
import { remoteFault } from '../../http/remote-fault.ts';
import { grantOf, rightFor } from './rights.ts';
import { wordsOf } from './words.ts';

export const SYSTEM = 'ConnectWise PSA';

const KEYS_ADVICE =
  'Check company id, public key, private key and client id: in the PSA, System > Members > API Members > (the API member) > API Keys.';
const CLIENT_ID_ADVICE =
  'Check the configured client id against the one registered for this integration at developer.connectwise.com.';
const NOT_FOUND_ADVICE = `The cloud answers so to wrong keys, too. ${KEYS_ADVICE}`;

/** `proven`: these keys have worked before, so that a 404 can only mean that something is not there. */
export function readFault(
  path: string,
  reply: HttpReply,
  known: { readonly proven: boolean; readonly secrets: readonly string[] },
): RemoteError {
  const request = requestLabel('GET', path);
  if (reply.kind === 'fault') return remoteFault(SYSTEM, request, reply);
  const said = wordsOf(reply.body, known.secrets)?.line ?? null;
  switch (reply.status) {
    case 401:
      return remoteFault(SYSTEM, request, reply, { said, advice: KEYS_ADVICE });
    case 403:
      // The PSA answers so to a client id that it does not know, too.
      return /client ?id/i.test(said ?? '')
        ? remoteFault(SYSTEM, request, reply, { said, reason: 'credentials', advice: CLIENT_ID_ADVICE })
        : remoteFault(SYSTEM, request, reply, { said, advice: grantOf(rightFor('GET', path)) });
    case 404:
      return known.proven
        ? remoteFault(SYSTEM, request, reply, { said })
        : remoteFault(SYSTEM, request, reply, { said, reason: 'credentials', advice: NOT_FOUND_ADVICE });
    default:
      return remoteFault(SYSTEM, request, reply, { said });
  }
}

/** The answer arrived whole, but is not what the API documents. `what`: "JSON that is not a list". */
export function malformed(path: string, what: string): RemoteError {
  const request = requestLabel('GET', path);
  const advice = 'Try again; if it stays so, check the configured API version against the version of the PSA.';
  return new RemoteError({
    system: SYSTEM,
    request,
    status: 200,
    reason: 'malformed',
    message: `${SYSTEM} answered ${what} (${request}). ${advice}`,
    advice,
  });
}
