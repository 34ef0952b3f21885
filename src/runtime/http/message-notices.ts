/** What the health page says of a connection's receivers: visible, and never red by itself, since it is told again with the next period. */
import { receiverProblems } from '../../app/messages/check-messages.ts';
import { faultWords } from '../../app/fault-words.ts';
import type { ConnectionConfig } from '../../config/config.ts';
import { RemoteError } from '../../errors.ts';
import type { OpenStorage } from '../compose/open-storage.ts';

/** In sentences; empty: nothing that is known. */
export async function messageNotices(
  { name, messages }: ConnectionConfig,
  { messages: records }: OpenStorage,
): Promise<readonly string[]> {
  if (messages.receivers.length === 0) return [];
  try {
    const { record } = await records.read(name);
    return receiverProblems(
      record,
      messages.receivers.map((receiver) => receiver.name),
    ).map(({ detail }) => detail);
  } catch (error) {
    if (error instanceof RemoteError) return [faultWords(error)];
    throw error;
  }
}
