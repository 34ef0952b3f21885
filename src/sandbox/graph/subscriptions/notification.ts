/** A change, and a word about a subscription itself, in the shape in which Graph delivers them. */
import { SANDBOX_CREDENTIALS } from '../../context.ts';
import type { GraphSubscription } from './subscription-store.ts';

/** What happened. A creation and a soft deletion are `updated` too. */
export type DirectoryChange = (
  | { readonly person: { readonly id: string } }
  | {
      readonly group: { readonly id: string };
      /** Whose membership changed. */
      readonly members?: readonly { readonly id: string; readonly removed?: boolean }[];
    }
) & { readonly changeType?: 'updated' | 'deleted' };

/** null: this subscription does not hear of it. */
export function notificationFor(change: DirectoryChange, subscription: GraphSubscription): object | null {
  const changeType = change.changeType ?? 'updated';
  const resource = 'person' in change ? 'users' : 'groups';
  if (subscription.resource !== resource || !subscription.changeType.split(',').includes(changeType)) return null;
  const [id, type] = 'person' in change ? [change.person.id, 'User'] : [change.group.id, 'Group'];
  const path = `${type}s/${id}`;
  return {
    changeType,
    ...envelope(subscription),
    resource: path,
    resourceData: {
      '@odata.type': `#Microsoft.Graph.${type}`,
      '@odata.id': path,
      id,
      organizationId: SANDBOX_CREDENTIALS.graphTenantId,
      ...('group' in change && change.members !== undefined ? { 'members@delta': change.members.map(delta) } : {}),
    },
  };
}

export function lifecycleNotification(subscription: GraphSubscription, lifecycleEvent: string): object {
  return { ...envelope(subscription), lifecycleEvent };
}

function envelope({ id, clientState, expirationDateTime }: GraphSubscription): object {
  return {
    subscriptionId: id,
    ...(clientState === null ? {} : { clientState }),
    tenantId: SANDBOX_CREDENTIALS.graphTenantId,
    subscriptionExpirationDateTime: `${expirationDateTime.slice(0, 19)}.0000000+00:00`,
  };
}

function delta({ id, removed }: { readonly id: string; readonly removed?: boolean }): object {
  return removed === true ? { '@removed': 'deleted', id } : { id };
}
