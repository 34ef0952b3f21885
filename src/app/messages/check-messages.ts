// Whether the receivers of a connection are configured as they should be, and whether the last attempt reached them. Sends nothing.
import type { MessageRecord } from '../../domain/messages/message-record.ts';
import { RemoteError } from '../../errors.ts';
import type { Check } from '../../ports/run-ports.ts';
import type { SelfTest } from '../look/check-connection.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { faultWords } from '../fault-words.ts';

/** Nothing where nobody is told. */
export function messagesSelfTest({ name, messages }: Pick<ConnectionPorts, 'name' | 'messages'>): SelfTest {
  return {
    async check() {
      if (messages === null) return [];
      const receivers = [...messages.chats, ...messages.desks];
      const checks = await Promise.all(receivers.map((receiver) => receiver.check()));
      return [...checks.flat(), ...(await lastAttempts())];
    },
  };

  async function lastAttempts(): Promise<readonly Check[]> {
    if (messages === null) return [];
    const fix = `Mend it, then try it out: rollcall messages test --connection ${name}`;
    try {
      const { record } = await messages.records.read(name);
      const names = [...messages.chats, ...messages.desks].map((receiver) => receiver.name);
      return receiverProblems(record, names).map(({ receiver, detail }) => ({
        name: `Messages: ${receiver}, last attempt`,
        result: 'warn',
        detail,
        fix,
      }));
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      return [{ name: 'Messages: what was told', result: 'fail', detail: faultWords(error), fix: error.advice ?? fix }];
    }
  }
}

/** Of those receivers that are still configured. */
export function receiverProblems(
  record: MessageRecord | null,
  configured: readonly string[],
): readonly { readonly receiver: string; readonly detail: string }[] {
  return (record?.receivers ?? []).flatMap(({ name, problem }) =>
    problem === null || !configured.includes(name)
      ? []
      : [{ receiver: name, detail: `Messages do not reach "${name}" since ${problem.since}: ${problem.detail}` }],
  );
}
