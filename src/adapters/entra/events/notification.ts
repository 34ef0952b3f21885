/** What Microsoft Graph delivers: a collection of notifications, each with its own client state, tenant and subscription. */
import { z } from 'zod';
import type { DirectoryEvent } from '../../../domain/events/event.ts';
import { toDirectoryEvent } from './change.ts';

const collectionShape = z.object({ value: z.array(z.unknown()) });

/** Lifecycle items lack what changes have, and changes have been seen without their own id. */
const itemShape = z.object({
  subscriptionId: z.string().toLowerCase(),
  tenantId: z.string().toLowerCase(),
  /** It becomes a key, so nothing long or invisible is taken for one. */
  id: z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/)
    .nullish(),
  changeType: z.string().nullish(),
  lifecycleEvent: z.string().nullish(),
  resource: z.string().nullish(),
  resourceData: z
    .object({
      '@odata.type': z.string().nullish(),
      id: z.string().nullish(),
      eventTime: z.string().nullish(),
      'members@delta': z.array(z.unknown()).nullish(),
    })
    .nullish(),
});
export type NotificationItem = z.infer<typeof itemShape>;

export interface Notification {
  /** In lower case, like the tenant. */
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly about:
    | { readonly kind: 'change'; readonly event: DirectoryEvent }
    /** The subscription itself: it wants to be renewed, or something befell it. */
    | { readonly kind: 'subscription' }
    /** Neither a user nor a group, or none that can be named. */
    | { readonly kind: 'unknown' };
}

/** The items, still to be judged one by one; undefined: this is no delivery. */
export function readCollection(json: unknown): readonly unknown[] | undefined {
  const parsed = collectionShape.safeParse(json);
  return parsed.success ? parsed.data.value : undefined;
}

/** Without reading anything else of the item: whoever does not know the secret gets no further. null: there is none. */
export function clientStateOf(item: unknown): string | null {
  return typeof item === 'object' && item !== null && 'clientState' in item && typeof item.clientState === 'string'
    ? item.clientState
    : null;
}

/** undefined: this is no notification. */
export function readNotification(item: unknown): Notification | undefined {
  const parsed = itemShape.safeParse(item);
  if (!parsed.success) return undefined;
  const { subscriptionId, tenantId, lifecycleEvent } = parsed.data;
  return { subscriptionId, tenantId, about: lifecycleEvent ? { kind: 'subscription' } : changeOf(parsed.data) };
}

function changeOf(item: NotificationItem): Notification['about'] {
  const event = toDirectoryEvent(item);
  return event === null ? { kind: 'unknown' } : { kind: 'change', event };
}
