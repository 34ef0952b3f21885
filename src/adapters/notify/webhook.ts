/** Any other receiver: the message as JSON, signed. It is plain data; whoever shows it makes it safe for where it is shown. */
import type { Message } from '../../domain/messages/message.ts';
import type { Chat } from '../../ports/message-ports.ts';
import type { ChatOptions } from './chat-options.ts';
import { checkAddress } from './check-address.ts';
import { deliver } from './deliver.ts';
import { signedHeaders } from './sign.ts';

export interface WebhookOptions extends ChatOptions {
  readonly secret: string;
}

export function createWebhook(options: WebhookOptions): Chat {
  const { name, address, secret, atOnce, digest, names, patience, clock } = options;
  return {
    name,
    atOnce,
    digest,
    names,
    send: (message) => {
      const json = webhookBody(message);
      const timestamp = Math.floor(clock.now().getTime() / 1000);
      const headers = signedHeaders(secret, { id: message.id, timestamp, body: JSON.stringify(json) });
      return deliver({ address, headers, json, repeatable: true }, options, patience);
    },
    check: async () => [checkAddress(`Messages: ${name} (webhook)`, address, [])],
  };
}

function webhookBody({ id, kind, connection, at, title, parts, link, command }: Message) {
  return { version: 1, type: `rollcall.${kind}`, id, connection, at, title, parts, link, command };
}
