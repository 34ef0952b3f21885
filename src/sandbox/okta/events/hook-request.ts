/** One delivery to an event hook, as Okta sends it. */
import { randomUUID } from 'node:crypto';
import type { EventHook } from './events.ts';
import { oktaHookId } from '../ids.ts';
import type { LogEntry } from './log-entry.ts';

export interface HookRequest {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Each call makes another delivery, even of the same entries. */
export function hookRequest(
  hook: EventHook,
  entries: readonly LogEntry[],
  { orgUrl, now }: { readonly orgUrl: string; readonly now: Date },
): HookRequest {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', [hook.header]: hook.secret },
    body: JSON.stringify({
      eventType: 'com.okta.event_hook',
      eventTypeVersion: '1.0',
      cloudEventsVersion: '0.1',
      source: `${orgUrl}/api/v1/eventHooks/${oktaHookId(hook.url)}`,
      eventId: randomUUID(),
      data: { events: entries },
      eventTime: now.toISOString(),
      contentType: 'application/json',
    }),
  };
}
