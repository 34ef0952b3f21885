// One look at a connection's change subscriptions: list, plan, perform, list again, remember, and ask for a run where deliveries may have been missed.
import {
  planSubscriptions,
  stillKnown,
  type SubscriptionAction,
  type WantedSubscriptions,
} from '../../core/events/subscriptions.ts';
import type { ConnectionName } from '../../domain/ids.ts';
import {
  SUBSCRIBED_RESOURCES,
  type KnownSubscription,
  type KnownSubscriptions,
  type Subscription,
  type SubscriptionProblem,
} from '../../domain/events/subscription.ts';
import { RemoteError } from '../../errors.ts';
import type { Clock, Lock, Logger } from '../../ports/run-ports.ts';
import type { SubscriptionRecords, Subscriptions, WorkQueue } from '../../ports/event-ports.ts';
import { faultWords } from '../fault-words.ts';
import { performSubscriptions } from './perform-subscriptions.ts';

export interface SubscriptionPorts {
  readonly name: ConnectionName;
  readonly subscriptions: Subscriptions;
  readonly records: SubscriptionRecords;
  readonly queue: Pick<WorkQueue, 'send'>;
  readonly lock: Lock;
  readonly clock: Clock;
  readonly logger: Logger;
}

export interface SubscriptionOrder extends WantedSubscriptions {
  /** Whatever is left of their time: the directory asked for it. */
  readonly renewAll: boolean;
}

/**
 * What could not be put right is a problem in the record, each resource for itself; the next look tries again. Ends quietly, with undefined, while another look is
 * under way. Throws when the record cannot be read or written, when the run cannot be asked for, and when the lease is lost: whoever asked for the look asks
 * again, and nothing is made twice.
 */
export async function keepSubscriptions(
  ports: SubscriptionPorts,
  order: SubscriptionOrder,
): Promise<KnownSubscriptions | undefined> {
  const { name, lock, logger } = ports;
  // No connection has a dot in its name, so this is not the lock of anybody's runs.
  const lease = await lock.acquire(`${name}.subscriptions`);
  if (lease === undefined) {
    logger.info('another look at the subscriptions is under way', { connection: name });
    return undefined;
  }
  try {
    return await look(ports, order, lease.lost);
  } finally {
    await lease.release();
  }
}

type Remembered = Omit<KnownSubscriptions, 'version' | 'checkedAt'>;

async function look(
  ports: SubscriptionPorts,
  order: SubscriptionOrder,
  lost: AbortSignal,
): Promise<KnownSubscriptions> {
  const { name, subscriptions, records, queue, clock, logger } = ports;
  const now = (): string => clock.now().toISOString();
  async function remember({ subscriptions, problems, runOwed }: Remembered): Promise<KnownSubscriptions> {
    lost.throwIfAborted();
    const record: KnownSubscriptions = { version: 1, subscriptions, problems, runOwed, checkedAt: now() };
    await records.write(name, record);
    return record;
  }

  const before: Remembered = (await records.read(name)) ?? { subscriptions: [], problems: [], runOwed: false };
  const listed = await readList(subscriptions);
  if (listed.kind === 'problem') {
    logger.warn('subscriptions could not be listed', { connection: name });
    return remember({ ...before, problems: [listed.problem] });
  }

  const view = { wanted: order, renewAll: order.renewAll };
  const plan = planSubscriptions({ ...view, listed: listed.all, known: before.subscriptions, now: now() });
  const living = stillKnown(before.subscriptions, listed.all, now());
  const made: KnownSubscription[] = [];
  const performed = await performSubscriptions(
    {
      subscriptions,
      clock,
      lost,
      async note({ id, resource, expires }) {
        made.push({ id, resource, expires, secretDigest: order.secretDigest });
        await remember({ ...before, subscriptions: [...living, ...made], runOwed: true });
      },
    },
    order,
    listed.all,
    plan.actions,
  );
  const after = plan.actions.length === 0 ? listed : await readList(subscriptions);
  const known = [...(after.kind === 'list' ? stillKnown(living, after.all, now()) : living), ...made];
  const problems =
    after.kind === 'problem'
      ? [...performed.problems, after.problem]
      : stillWrong(planSubscriptions({ ...view, listed: after.all, known, now: now() }).actions, performed.problems);

  // Graph may deliver from the moment at which it makes a subscription, and the webhook takes nothing of one that is not remembered: every creation is made up for.
  const runOwed =
    before.runOwed || made.length > 0 || plan.gaps.some(({ because }) => because === 'lost' || because === 'expired');
  let record = await remember({ subscriptions: known, problems, runOwed });
  if (runOwed) {
    await queue.send({ kind: 'run', connection: name, asked: { by: 'event', at: now() } });
    record = await remember({ ...record, runOwed: false });
  }
  logger[problems.length === 0 ? 'info' : 'warn']('subscriptions looked at', {
    connection: name,
    created: made.length,
    renewed: performed.renewed,
    removed: performed.removed,
    problems: problems.length,
    run: runOwed,
  });
  return record;
}

type Reading =
  | { readonly kind: 'list'; readonly all: readonly Subscription[] }
  | { readonly kind: 'problem'; readonly problem: SubscriptionProblem };

async function readList(subscriptions: Subscriptions): Promise<Reading> {
  try {
    return { kind: 'list', all: await subscriptions.list() };
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const detail = `The subscriptions could not be listed. ${faultWords(error)}`;
    return { kind: 'problem', problem: { resource: null, detail } };
  }
}

/** The list has the last word: where nothing is left to be done, whatever went wrong on the way has gone right. */
function stillWrong(
  due: readonly SubscriptionAction[],
  told: readonly SubscriptionProblem[],
): readonly SubscriptionProblem[] {
  return SUBSCRIBED_RESOURCES.filter((resource) => due.some((action) => action.resource === resource)).flatMap(
    (resource) => {
      const own = told.filter((problem) => problem.resource === resource);
      const detail = `The directory does not list the subscription to ${resource} as it was asked for. The next look tries again; if it stays so, remove the application's subscriptions to this address by hand.`;
      return own.length > 0 ? own : [{ resource, detail }];
    },
  );
}
