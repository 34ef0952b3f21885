/** Brings one message to one address: a few attempts, each with its time, and all within a minute. What came of it is told without a word of the address. */
import type { Clock } from '../../ports/run-ports.ts';
import type { Delivery } from '../../ports/message-ports.ts';
import { askedWait } from '../http/asked-wait.ts';
import { createAttempt, type HttpReply } from '../http/attempt.ts';
import { hookAddress } from './hook-address.ts';

export interface Surroundings {
  readonly clock: Clock;
  readonly delay: (ms: number) => Promise<void>;
}

interface Post {
  /** As in the secret. */
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly json: unknown;
  /** Whether it may be sent again although it may have arrived: the receiver recognises it by its id. */
  readonly repeatable: boolean;
}

/** Milliseconds. */
export interface Patience {
  readonly attempts: number;
  readonly attemptMs: number;
  /** Between attempts, where the receiver asks for nothing else. */
  readonly waitMs: number;
  /** A receiver that asks for more is not waited for. */
  readonly longestWaitMs: number;
}
const PATIENCE: Patience = { attempts: 3, attemptMs: 10_000, waitMs: 1_000, longestWaitMs: 10_000 };

const MAX_BYTES = 64 * 1024;

export async function deliver(
  post: Post,
  { clock, delay }: Surroundings,
  patience: Patience = PATIENCE,
): Promise<Delivery> {
  const address = hookAddress(post.address);
  if (address.kind === 'unusable') return failed(`The address ${address.problem}. Nothing was sent.`);
  const attempt = createAttempt({ timeoutMs: patience.attemptMs, maxBytes: MAX_BYTES });
  for (let number = 1; ; number += 1) {
    const reply = await attempt({ method: 'POST', url: address.url.href, headers: post.headers, json: post.json });
    if (reply.kind === 'answer' && reply.status >= 200 && reply.status < 300) return { kind: 'delivered' };
    const wait = number < patience.attempts ? waitBefore(reply, post, patience, clock.now()) : null;
    if (wait === null) return failureOf(reply);
    await delay(wait);
  }
}

/** null: it is not tried again. */
function waitBefore(reply: HttpReply, post: Post, { waitMs, longestWaitMs }: Patience, now: Date): number | null {
  if (reply.kind === 'fault') {
    const lost = reply.fault.kind === 'timeout' || reply.fault.kind === 'dropped';
    return reply.fault.kind === 'unreachable' || (lost && post.repeatable) ? waitMs : null;
  }
  if (reply.status !== 429 && reply.status < 500) return null;
  const wait = askedWait(reply, now) ?? waitMs;
  return wait > longestWaitMs ? null : wait;
}

function failureOf(reply: HttpReply): Delivery {
  if (reply.kind === 'fault') return failed(`The receiver ${reply.fault.detail}. ${reply.fault.advice}`);
  return failed(`The receiver answered ${reply.status}. ${adviceFor(reply.status)}`, reply.status);
}

function adviceFor(status: number): string {
  if (status >= 300 && status < 400)
    return 'Redirects are not followed; take the address anew from where the webhook was made.';
  if (status === 401 || status === 403)
    return 'The address or its signature is not accepted any more; make the webhook anew and put its address into the secret.';
  if (status === 404 || status === 410)
    return 'There is no such webhook any more; make it anew and put its address into the secret.';
  if (status === 429) return 'It takes no more for now; it is told again with the next period.';
  if (status >= 500) return 'It is told again with the next period.';
  return 'It does not take such a message; check that the address belongs to this kind of receiver.';
}

function failed(detail: string, status: number | null = null): Delivery {
  return { kind: 'failed', detail, status };
}
