import type { Message, MessagePart } from '../../../src/domain/messages/message.ts';
import { connectionName } from '../../../src/domain/ids.ts';

export function aPart(over: Partial<MessagePart> = {}): MessagePart {
  return {
    heading: '1 deactivation waits: the limit per run',
    advice: null,
    owner: null,
    lines: [],
    more: 0,
    link: null,
    ...over,
  };
}

export function aMessage(over: Partial<Message> = {}): Message {
  return {
    id: 'msg_0123456789abcdef',
    kind: 'at-once',
    connection: connectionName('harborpine'),
    at: '2026-11-23T10:00:00.000Z',
    title: 'Rollcall, harborpine: something waits for somebody',
    parts: [aPart({ lines: ['Sam Abbott (sabbott)'] })],
    link: null,
    command: 'rollcall show latest --connection harborpine',
    ...over,
  };
}

/** Names as somebody would write them into a directory to get at whoever reads of them. */
export const HOSTILE = [
  '<!channel>',
  '<!everyone> <@U012AB3CD> <#C012AB3CD>',
  '<https://evil.example|Approve here>',
  '[Approve here](https://evil.example)',
  '**bold** _and_ ~struck~ `code`',
  '# heading',
  '<at>Everyone</at>',
  '{{DATE(2026-01-01,SHORT)}} ${$root.secret}',
  '<script>alert(1)</script><img src=x onerror=alert(1)>',
  '&lt;b&gt;',
  '"}],"actions":[{"type":"Action.OpenUrl","url":"https://evil.example"}]',
  'line\nbreak\u202e\u0000\u200b',
] as const;
