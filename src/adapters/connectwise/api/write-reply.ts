/** Judges what became of a write from its one reply: carried out, surely not carried out, or not to be known. Pure. */
import type { WriteReply } from '../../../domain/memory/write-reply.ts';
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { remoteFault } from '../../http/remote-fault.ts';
import { SYSTEM } from './read-fault.ts';
import type { Right } from './rights.ts';
import { grantOf } from './rights.ts';
import type { Words } from './words.ts';
import { wordsOf } from './words.ts';

interface Sent {
  /** `POST /system/members` */
  readonly request: string;
  readonly right: Right;
  /** Texts that must never reach a message, the password of this very request included. */
  readonly secrets: readonly string[];
}

/** `accepted`: 2xx; its body is the caller's to judge. */
type Judged = Exclude<WriteReply, { kind: 'done' }> | { readonly kind: 'accepted' };

export function judgeWrite(sent: Sent, reply: HttpReply | RemoteError): Judged {
  if (reply instanceof RemoteError)
    return { kind: 'refused', detail: `Nothing was sent: ${reply.message}`, fatal: reply.reason === 'credentials' };
  const words = reply.kind === 'answer' ? wordsOf(reply.body, sent.secrets) : null;
  const said = words?.line ?? null;
  if (reply.kind === 'fault') {
    const { message } = remoteFault(SYSTEM, sent.request, reply);
    const unsent = reply.fault.kind === 'unreachable' || reply.fault.kind === 'tls';
    return unsent ? { kind: 'refused', detail: `Nothing was sent: ${message}`, fatal: false } : unknown(message);
  }
  const { status } = reply;
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  const { message } = remoteFault(SYSTEM, sent.request, reply, { said, advice: adviceFor(sent, status, words) });
  // 408 is a server that stopped waiting, a redirect may come from something in between after the fact: neither proves that nothing happened.
  if (status < 400 || status === 408 || status >= 500) return unknown(message);
  return { kind: 'refused', detail: message, fatal: status === 401 };
}

export function unknown(message: string): Extract<Judged, { kind: 'unknown' }> {
  return { kind: 'unknown', detail: message };
}

function adviceFor(sent: Sent, status: number, words: Words | null): string | null {
  const said = words?.line ?? '';
  if (status === 401) return 'The keys or the client id are not accepted (any more); check them in the PSA.';
  if (status === 403 && words === null)
    return `Something in front of the PSA may have refused it, or the API member lacks ${sent.right.area}, ${sent.right.level}.`;
  if (status === 403) return `The API member lacks ${sent.right.area}, ${sent.right.level}. ${grantOf(sent.right)}`;
  if (status === 429) return 'It was throttled and not carried out; the next run tries again.';
  // What a server says of its own trouble is nothing that the reader could correct.
  if (status >= 500) return null;
  const ofMember = memberAdvice(sent, said, words);
  if (ofMember !== null) return ofMember;
  if (status === 404)
    return sent.request.endsWith('/deactivate')
      ? 'Either the member is gone, or this PSA has no deactivation endpoint: then set psa.deactivateBy to "patch".'
      : 'The record is gone, or something that it points at is.';
  if (status === 409) return 'The record is in use or was changed at the same time; the next run tries again.';
  return said === ''
    ? 'It gave no explanation; look at the record in the PSA.'
    : 'Correct what it names, then run again.';
}

/** What is known of the ways in which the PSA refuses a member. */
function memberAdvice(sent: Sent, said: string, words: Words | null): string | null {
  if (!sent.request.includes(' /system/members')) return null;
  if (words?.codes.includes('ObjectExists') === true)
    return 'A member with this Member ID exists already, perhaps an inactive one: match it, or choose another Member ID.';
  if (/time ?sheet/i.test(said))
    return 'Open time sheets block it: have them submitted or removed in the PSA (Time & Expense), then run again. They are never deleted from here.';
  if (sent.request.endsWith('/deactivate') && /company ?team|status ?workflow/i.test(said)) return BY_HAND;
  return /\blicen[cs]es?\b|\bseats?\b/i.test(said)
    ? 'No seat is left in this licence class: free one or buy one, then run again.'
    : null;
}

const BY_HAND =
  "Customers' teams and the notifications of board statuses are not handed over from here: name somebody else there in the PSA (the Team tab of those companies; System > Setup Tables > Service Board > (the board) > Statuses), correct what else it names, then run again.";
