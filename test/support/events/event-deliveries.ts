/** What a directory delivers of changes to people, as requests that somebody else sends: with an id of their own each, good ones and bad ones. */
import { randomUUID } from 'node:crypto';
import type { HookRequest } from '../../../src/sandbox/okta/events/hook-request.ts';
import { hookRequest } from '../../../src/sandbox/okta/events/hook-request.ts';
import { toLogEntry } from '../../../src/sandbox/okta/events/log-entry.ts';
import { notificationFor } from '../../../src/sandbox/graph/subscriptions/notification.ts';
import type { WorldPerson } from '../../../src/sandbox/world.ts';
import { HOOK_HEADER, HOOK_SECRET, type EventCompany } from './event-company.ts';

/** One for each of these people, in one delivery. `secret`: another one than the company's. */
export function deliveryFor(
  { directory, sandbox, hookUrl }: Pick<EventCompany, 'directory' | 'sandbox' | 'hookUrl'>,
  people: readonly WorldPerson[],
  secret: string = HOOK_SECRET,
): HookRequest {
  if (directory === 'okta') {
    const now = new Date();
    return hookRequest(
      { url: hookUrl, header: HOOK_HEADER, secret },
      people.map((person) => toLogEntry({ type: 'user.account.update_profile', person }, now)),
      { orgUrl: sandbox.urls.okta, now },
    );
  }
  const subscription = sandbox.graph.subscriptions().find((one) => one.resource === 'users');
  if (subscription === undefined) throw new Error('The company has no subscription to users yet');
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({
      value: people.map((person) => ({
        id: randomUUID(),
        ...notificationFor({ person }, { ...subscription, clientState: secret }),
      })),
    }),
  };
}
