/** Turns a reply that cannot be used into the RemoteError that says so. Statuses mean here what they mean everywhere; a system's own readings are passed in. */
import type { RemoteReason, RemoteSystem } from '../../errors.ts';
import { RemoteError } from '../../errors.ts';
import type { HttpReply } from './attempt.ts';

export interface FaultReading {
  readonly reason?: RemoteReason;
  readonly advice?: string | null;
  /** The other side's own words, already fit for a message. */
  readonly said?: string | null;
}

/** A reply that is not 2xx with a JSON body. `request` is a label made by `requestLabel`. */
export function remoteFault(
  system: RemoteSystem,
  request: string,
  reply: HttpReply,
  reading: FaultReading = {},
): RemoteError {
  const plain = reply.kind === 'fault' ? faultOfTransport(reply) : faultOfAnswer(reply);
  const said = reading.said == null || reading.said === '' ? '' : ` It said: "${reading.said}".`;
  const advice = reading.advice ?? plain.advice;
  return new RemoteError({
    system,
    request,
    status: reply.kind === 'answer' ? reply.status : null,
    reason: reading.reason ?? plain.reason,
    message: `${system} ${plain.what} (${request}).${said}${advice === null ? '' : ` ${advice}`}`,
    advice,
  });
}

interface Plain {
  readonly reason: RemoteReason;
  /** A predicate: "answered 503". */
  readonly what: string;
  readonly advice: string | null;
}

function faultOfTransport({ fault }: Extract<HttpReply, { kind: 'fault' }>): Plain {
  return { reason: fault.kind === 'too-large' ? 'malformed' : 'unavailable', what: fault.detail, advice: fault.advice };
}

function faultOfAnswer({ status, body }: Extract<HttpReply, { kind: 'answer' }>): Plain {
  if (status >= 200 && status < 300) {
    const advice = 'Check that the address is the right one; a proxy or a sign-in page may answer in its place.';
    switch (body.kind) {
      case 'foreign':
        return { reason: 'malformed', what: `answered ${status} with ${body.what} instead of JSON`, advice };
      case 'cut':
        return {
          reason: 'malformed',
          what: `answered ${status} with JSON that ends or breaks after ${body.characters} characters`,
          advice: 'Try again later.',
        };
      case 'empty':
        return { reason: 'malformed', what: `answered ${status} with nothing at all`, advice };
      case 'json':
        return { reason: 'malformed', what: `answered ${status} with JSON of another shape than documented`, advice };
    }
  }
  if (status >= 300 && status < 400)
    return {
      reason: 'malformed',
      what: `answered ${status}, a redirect, which is not followed`,
      advice: 'Use the address that it redirects to, or look for a sign-in page in between.',
    };
  const what = `answered ${status}`;
  if (status === 401) return { reason: 'credentials', what, advice: 'Check the credentials.' };
  if (status === 403) return { reason: 'forbidden', what, advice: 'Grant the missing right.' };
  if (status === 404 || status === 410) return { reason: 'missing', what, advice: null };
  if (status === 409 || status === 412) return { reason: 'conflict', what, advice: null };
  if (status === 429)
    return {
      reason: 'throttled',
      what: 'is throttling: it answered 429 again and again, or asked for too long a wait',
      advice: 'Try again later.',
    };
  if (status === 408 || status >= 500) return { reason: 'unavailable', what, advice: 'Try again later.' };
  return { reason: 'invalid', what, advice: null };
}
