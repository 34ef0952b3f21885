import type { ConnectionName } from '../../domain/ids.ts';
import type { Message, PageAddresses } from '../../domain/messages/message.ts';

/** Says that messages arrive, and nothing of anybody. */
export function testMessage(
  connection: ConnectionName,
  pages: PageAddresses | null,
  made: { readonly id: string; readonly at: string },
): Message {
  return {
    ...made,
    kind: 'test',
    connection,
    title: `Rollcall, ${connection}: a test message`,
    parts: [
      {
        heading: 'Messages of this connection arrive here',
        advice: 'Nothing has happened: somebody tried it out.',
        owner: null,
        lines: [],
        more: 0,
        link: null,
      },
    ],
    link: pages === null ? null : { text: 'Open Rollcall', url: pages.home },
    command: `rollcall show latest --connection ${connection}`,
  };
}
