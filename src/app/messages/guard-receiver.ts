// One receiver's trouble, kept to itself: what the others were told must be remembered, or they are told it again and again.
import type { ReceiverRecord } from '../../domain/messages/message-record.ts';
import { RemoteError } from '../../errors.ts';
import { faultFields, faultWords } from '../fault-words.ts';
import type { TellingPorts } from './telling-ports.ts';

/** Answers what was remembered before, and what is wrong, where `work` throws. */
export async function guardReceiver(
  { name, logger }: TellingPorts,
  before: ReceiverRecord,
  now: string,
  work: () => Promise<ReceiverRecord>,
): Promise<ReceiverRecord> {
  try {
    return await work();
  } catch (error) {
    logger.error('a receiver could not be told', { connection: name, receiver: before.name, ...faultFields(error) });
    const detail =
      error instanceof RemoteError ? faultWords(error) : 'Rollcall itself failed at it; its log says with what.';
    return { ...before, problem: { since: before.problem?.since ?? now, at: now, detail } };
  }
}
