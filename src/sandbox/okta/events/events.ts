/** What happens at Okta: each happening is written to the System Log and delivered to every event hook, as Okta does it. */
import { randomUUID } from 'node:crypto';
import { hookRequest } from './hook-request.ts';
import type { LogEntry, OktaHappening } from './log-entry.ts';
import { toLogEntry } from './log-entry.ts';
import type { Reply, Sending } from './send-to-hook.ts';
import { assertLoopback, sendToHook } from './send-to-hook.ts';

/** Registered, active and verified. Tests push them, and break them while the sandbox runs. */
export interface EventHook {
  /** Loopback only. */
  readonly url: string;
  /** Header that carries the secret, as it is. */
  readonly header: string;
  readonly secret: string;
  /** Nothing is sent, as when Okta loses an event; default false. */
  broken?: boolean;
}

export interface Delivery {
  readonly hook: EventHook;
  /** `delivered`: any 2xx. `refused`: another status. `unanswered`: no status within the time. `not-sent`: the hook is broken. */
  readonly outcome: 'delivered' | 'refused' | 'unanswered' | 'not-sent';
  /** Of the last attempt. */
  readonly status: number | null;
  readonly attempts: number;
}

export interface OktaEvents {
  readonly hooks: EventHook[];
  /** Resolves when every hook has been tried. Rejects with RangeError, and nothing happens, on a hook beyond loopback or on what happens to nobody. */
  publish(happening: OktaHappening): Promise<readonly Delivery[]>;
  /** Several in one delivery. */
  publishAll(happenings: readonly OktaHappening[]): Promise<readonly Delivery[]>;
  /** The one GET by which Okta asks a new hook whether it is wanted. It carries no secret. */
  verify(hook: EventHook): Promise<{ readonly verified: boolean; readonly status: number | null }>;
}

export interface OktaEventsOptions extends Sending {
  /** Grows by what is published. */
  readonly log: LogEntry[];
  readonly orgUrl: string;
  readonly now: () => Date;
}

export function createOktaEvents(options: OktaEventsOptions): OktaEvents {
  const { log, orgUrl, now } = options;
  const hooks: EventHook[] = [];

  const deliver = async (hook: EventHook, entries: readonly LogEntry[]): Promise<Delivery> => {
    if (hook.broken === true) return { hook, outcome: 'not-sent', status: null, attempts: 0 };
    const { status, attempts } = await sendToHook(
      hook.url,
      hookRequest(hook, entries, { orgUrl, now: now() }),
      options,
    );
    return { hook, outcome: outcomeOf(status), status, attempts };
  };

  const publishAll = async (happenings: readonly OktaHappening[]): Promise<readonly Delivery[]> => {
    if (happenings.length === 0) throw new RangeError('A delivery holds at least one event');
    for (const { type, person, group } of happenings) {
      if (person === undefined && group === undefined) throw new RangeError(`${type} happens to a person or a group`);
    }
    for (const hook of hooks) assertLoopback(hook.url);
    const entries = happenings.map((happening) => toLogEntry(happening, now()));
    log.push(...entries);
    return Promise.all(hooks.map((hook) => deliver(hook, entries)));
  };

  return {
    hooks,
    publishAll,
    publish: (happening) => publishAll([happening]),
    async verify(hook) {
      assertLoopback(hook.url);
      const challenge = randomUUID();
      const headers = { accept: 'application/json', 'x-okta-verification-challenge': challenge };
      const reply = await sendToHook(hook.url, { method: 'GET', headers }, options);
      return { verified: reply.status === 200 && echoOf(reply) === challenge, status: reply.status };
    },
  };
}

function outcomeOf(status: number | null): Delivery['outcome'] {
  if (status === null) return 'unanswered';
  return status >= 200 && status < 300 ? 'delivered' : 'refused';
}

function echoOf({ text }: Reply): unknown {
  try {
    const answer: unknown = JSON.parse(text);
    return typeof answer === 'object' && answer !== null && 'verification' in answer ? answer.verification : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
