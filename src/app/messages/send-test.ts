// Sends a message that says nothing of anybody to each chat, to see whether it arrives. Tickets are not tried out: their self-test tells all that one would.
import { digestOf } from '../../core/digest.ts';
import { RefusedError } from '../../errors.ts';
import type { Check } from '../../ports/run-ports.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { testMessage } from '../../reports/messages/test-message.ts';

/** `receiver`: one of them; undefined: all. Throws RefusedError where there is none. */
export async function sendTest(
  { name, messages, clock }: Pick<ConnectionPorts, 'name' | 'messages' | 'clock'>,
  receiver: string | undefined,
): Promise<readonly Check[]> {
  if (messages === null) throw new RefusedError(400, `Nobody is told of ${name}: its configuration has no "messages".`);
  const wanted = <One extends { readonly name: string }>(all: readonly One[]): readonly One[] =>
    receiver === undefined ? all : all.filter((one) => one.name === receiver);
  const [chats, desks] = [wanted(messages.chats), wanted(messages.desks)];
  if (chats.length + desks.length === 0) {
    const names = [...messages.chats, ...messages.desks].map((one) => one.name).join(', ');
    throw new RefusedError(404, `No receiver of ${name} is named "${receiver ?? ''}". There are ${names}.`);
  }
  const at = clock.now().toISOString();
  const sent = await Promise.all(
    chats.map(async (chat): Promise<Check> => {
      const id = `msg_${digestOf({ test: chat.name, connection: name, at }).slice(0, 32)}`;
      const delivery = await chat.send(testMessage(name, messages.pages, { id, at }));
      return delivery.kind === 'delivered'
        ? { name: chat.name, result: 'ok', detail: 'It was taken; look whether it is there.', fix: null }
        : { name: chat.name, result: 'fail', detail: delivery.detail, fix: 'Mend it, then try again.' };
    }),
  );
  const checked = await Promise.all(desks.map((desk) => desk.check()));
  return [...sent, ...checked.flat()];
}
