// Tells which change subscriptions there are, and what keeps the others from being there. Reads only: the function app makes and renews them.
import { planSubscriptions, type WantedSubscriptions } from '../../core/events/subscriptions.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import {
  SUBSCRIBED_RESOURCES,
  type KnownSubscriptions,
  type SubscribedResource,
  type Subscription,
  type SubscriptionRight,
} from '../../domain/events/subscription.ts';
import { RemoteError } from '../../errors.ts';
import type { Check, Clock } from '../../ports/run-ports.ts';
import type { SubscriptionRecords, Subscriptions } from '../../ports/event-ports.ts';

export interface CheckedSubscriptions {
  readonly name: ConnectionName;
  readonly subscriptions: Pick<Subscriptions, 'list' | 'readRights'>;
  readonly records: Pick<SubscriptionRecords, 'read'>;
  readonly clock: Clock;
}

const NAME = 'Microsoft Entra ID: change subscriptions';

/** Never more than a warning: without them changes are found by the schedule. Throws no RemoteError. */
export async function checkSubscriptions(ports: CheckedSubscriptions, wanted: WantedSubscriptions): Promise<Check> {
  const { name, subscriptions, records, clock } = ports;
  try {
    const [listed, rights, record] = await Promise.all([
      subscriptions.list(),
      subscriptions.readRights(),
      records.read(name),
    ]);
    const now = clock.now().toISOString();
    const due = planSubscriptions({ wanted, listed, known: record?.subscriptions ?? [], now, renewAll: false }).actions;
    const states = SUBSCRIBED_RESOURCES.map((resource) => {
      const action = due.find((one) => one.resource === resource && one.kind === 'create');
      const lives = action === undefined ? endOf(resource, listed, record) : null;
      const right = rights.find((one) => one.resource === resource);
      return { resource, lives, fix: fixFor({ resource, lives, right, record }) };
    });
    const detail = states
      .map(({ resource, lives }) =>
        lives === null ? `none for ${resource}` : `${resource} until ${lives.slice(0, 10)}`,
      )
      .join(', ');
    const fixes = states.flatMap(({ fix }) => fix ?? []);
    return fixes.length === 0
      ? { name: NAME, result: 'ok', detail: `There are subscriptions: ${detail}.`, fix: null }
      : {
          name: NAME,
          result: 'warn',
          detail: `Changes are not delivered as they should be: ${detail}.`,
          fix: fixes.join(' '),
        };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    return { name: NAME, result: 'warn', detail: error.message, fix: error.advice ?? 'Try again later.' };
  }
}

function endOf(
  resource: SubscribedResource,
  listed: readonly Subscription[],
  record: KnownSubscriptions | undefined,
): string | null {
  const ours = listed.filter(
    (one) => one.resource === resource && record?.subscriptions.some(({ id }) => id === one.id),
  );
  return (
    ours
      .map(({ expires }) => expires)
      .toSorted()
      .at(-1) ?? null
  );
}

/** What the latest look was told, else what the credential lacks, else that nobody has looked yet. null: all is well. */
function fixFor(state: {
  readonly resource: SubscribedResource;
  readonly lives: string | null;
  readonly right: SubscriptionRight | undefined;
  readonly record: KnownSubscriptions | undefined;
}): string | null {
  const { resource, lives, right, record } = state;
  const told = record?.problems.filter((problem) => problem.resource === resource).map(({ detail }) => detail) ?? [];
  if (told.length > 0) return `${resource}: ${told.join(' ')}`;
  if (right?.held === false) return `${resource}: ${right.grant}`;
  if (lives !== null) return null;
  return `${resource}: the function renew-entra-subscriptions has it made within the hour, once the function app runs. The right that it takes: ${right?.grant ?? ''}`;
}
