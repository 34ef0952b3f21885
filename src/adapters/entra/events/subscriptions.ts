/** Change subscriptions in Microsoft Graph: listed whole, written to once each. The client state goes in with a creation and is kept out of everything else. */
import type {
  SubscribedResource,
  Subscription,
  SubscriptionDraft,
  SubscriptionReply,
} from '../../../domain/events/subscription.ts';
import { SUBSCRIBED_RESOURCES } from '../../../domain/events/subscription.ts';
import type { Subscriptions } from '../../../ports/event-ports.ts';
import { shaped } from '../api/fault.ts';
import type { EntraOptions } from '../api/open-graph.ts';
import { openGraph } from '../api/open-graph.ts';
import { readEntries } from '../api/pages.ts';
import type { Permission } from '../api/permission.ts';
import { howToGrant } from '../api/permission.ts';
import type { GraphWriteReply } from '../api/write-reply.ts';
import { subscriptionSchema } from '../schema.ts';
import { rolesOf } from '../token-roles.ts';

export interface EntraSubscriptionOptions extends EntraOptions {
  /** At most 128 characters; every delivery carries it. */
  readonly clientState: string;
}

const LIST = '/subscriptions';
/** The least that each resource needs; and what includes it. */
const RIGHTS = {
  users: { least: 'User.Read.All', enough: ['User.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'] },
  groups: { least: 'Group.Read.All', enough: ['Group.ReadWrite.All', 'Directory.Read.All', 'Directory.ReadWrite.All'] },
} as const satisfies Record<SubscribedResource, { least: Permission; enough: readonly string[] }>;

/** Sends nothing yet. Throws ConfigError as `openGraph` does. */
export function createEntraSubscriptions(options: EntraSubscriptionOptions): Subscriptions {
  const { clientState, credential } = options;
  const { client, tokens } = openGraph(options);
  const secrets = [clientState];
  const pathOf = ({ id }: Subscription): string => `${LIST}/${encodeURIComponent(id)}`;

  return {
    async list() {
      const subscriptions: Subscription[] = [];
      for await (const entry of readEntries(client, { path: LIST, purpose: 'data', secrets })) {
        const subscription = toSubscription(shaped(subscriptionSchema, entry, `GET /v1.0${LIST}`));
        if (subscription !== null) subscriptions.push(subscription);
      }
      return subscriptions;
    },
    async create(draft) {
      const permission = RIGHTS[draft.resource].least;
      const json = { ...toBody(draft), clientState };
      const all = [...secrets, ...keysIn(draft.notificationUrl)];
      const reply = await client.write({ method: 'POST', path: LIST, json, permission, secrets: all });
      if (reply.kind !== 'done') return settled(reply, whyNotCreated(reply));
      const created = subscriptionSchema.safeParse(reply.value);
      const subscription = created.success ? toSubscription(created.data) : null;
      return subscription?.resource === draft.resource
        ? { kind: 'done', subscription }
        : { kind: 'unknown', detail: `The answer is no subscription to ${draft.resource} (${reply.request}).` };
    },
    async renew(subscription, expires) {
      const permission = RIGHTS[subscription.resource].least;
      const json = { expirationDateTime: expires };
      const reply = await client.write({ method: 'PATCH', path: pathOf(subscription), json, permission, secrets });
      return reply.kind === 'done' ? { kind: 'done', subscription: { ...subscription, expires } } : settled(reply);
    },
    async remove(subscription) {
      const permission = RIGHTS[subscription.resource].least;
      const reply = await client.write({ method: 'DELETE', path: pathOf(subscription), permission, secrets });
      if (reply.kind === 'done') return { kind: 'done', subscription };
      const judged = settled(reply);
      return judged.kind === 'refused' && judged.because === 'gone' ? { kind: 'done', subscription } : judged;
    },
    async readRights() {
      const roles = rolesOf(await tokens.read());
      return SUBSCRIBED_RESOURCES.map((resource) => {
        const { least, enough } = RIGHTS[resource];
        const held = roles === null ? null : [least, ...enough].some((right) => roles.includes(right));
        return { resource, held, grant: howToGrant(least, credential.kind) };
      });
    },
  };
}

/** null: a subscription to something else, or to one user or group, is none of Rollcall's. */
function toSubscription(found: ReturnType<typeof subscriptionSchema.parse>): Subscription | null {
  const resource = SUBSCRIBED_RESOURCES.find((known) => known === found.resource.replace(/^\//, '').toLowerCase());
  if (resource === undefined) return null;
  return {
    id: found.id,
    resource,
    changeTypes: found.changeType
      .split(',')
      .map((type) => type.trim())
      .toSorted(),
    notificationUrl: found.notificationUrl,
    lifecycleUrl: found.lifecycleNotificationUrl ?? null,
    expires: new Date(found.expirationDateTime).toISOString(),
  };
}

function toBody({ resource, changeTypes, notificationUrl, lifecycleUrl, expires }: SubscriptionDraft): object {
  return {
    resource,
    changeType: changeTypes.join(','),
    notificationUrl,
    ...(lifecycleUrl !== null && { lifecycleNotificationUrl: lifecycleUrl }),
    expirationDateTime: expires,
  };
}

/** An address may carry the function's key, and Graph may repeat the address when it does not like it. */
function keysIn(url: string): readonly string[] {
  const { search, searchParams } = new URL(url);
  return [search.slice(1), ...searchParams.values()];
}

type Unfinished = Exclude<GraphWriteReply, { kind: 'done' }>;

/** What Graph leaves unsaid of a creation that it refused; empty: nothing. */
function whyNotCreated({ kind, fault }: Unfinished): string {
  if (kind === 'refused' && fault.status === 400)
    return ' Graph calls the address while it answers, and wants its token back within 10 seconds: check that events.notificationUrl is this function app’s /api/webhooks/entra/CONNECTION, reachable from the internet over https.';
  if (kind === 'refused' && fault.status === 403)
    return ' If the permission is granted: an application may have 100 subscriptions in a tenant; remove some that nobody needs.';
  return '';
}

function settled(reply: Unfinished, more = ''): SubscriptionReply {
  const detail = `${reply.fault.message}${more}`;
  if (reply.kind === 'unknown') return { kind: 'unknown', detail };
  return { kind: 'refused', because: becauseOf(reply), detail };
}

function becauseOf({ fault, code }: Extract<Unfinished, { kind: 'refused' }>): 'exists' | 'gone' | 'other' {
  if (fault.status === 409) return 'exists';
  return fault.status === 404 && code !== null ? 'gone' : 'other';
}
