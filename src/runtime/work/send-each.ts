/** Sends one message per connection; one that cannot be sent does not keep the others from it. */
import type { Work } from '../../domain/events/work.ts';
import type { Logger } from '../../ports/run-ports.ts';
import type { WorkQueue } from '../../ports/event-ports.ts';

/** `message` is the constant log line, `after` says how many milliseconds a message is hidden (default: not at all). Throws AggregateError with every fault, once the others are sent. */
export async function sendEach(
  queue: Pick<WorkQueue, 'send'>,
  works: readonly Work[],
  {
    logger,
    message,
    after = () => 0,
  }: { readonly logger: Logger; readonly message: string; readonly after?: (work: Work) => number },
): Promise<void> {
  const sent = await Promise.allSettled(works.map(async (work) => queue.send(work, after(work))));
  const failed = sent.filter((result) => result.status === 'rejected').map((result): unknown => result.reason);
  logger.info(message, { queued: sent.length - failed.length, failed: failed.length });
  if (failed.length === 0) return;
  // The host shows the message alone; what several connections have in common is said once.
  const reasons = [...new Set(failed.map((reason) => (reason instanceof Error ? reason.message : String(reason))))];
  throw new AggregateError(
    failed,
    `${failed.length} of ${sent.length} connections could not be queued. ${reasons.join(' ')}`,
  );
}
