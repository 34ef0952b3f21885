/** A chat that takes what is posted to its address: only the product's hosts and the form of its messages differ. */
import type { Chat } from '../../ports/message-ports.ts';
import type { Message } from '../../domain/messages/message.ts';
import type { ChatOptions } from './chat-options.ts';
import { checkAddress } from './check-address.ts';
import { deliver } from './deliver.ts';

export interface ChatProduct {
  readonly product: string;
  /** Ends of the host names that its addresses have. */
  readonly hosts: readonly string[];
  readonly body: (message: Message) => object;
}

export function createPostedChat(options: ChatOptions, { product, hosts, body }: ChatProduct): Chat {
  const { name, address, atOnce, digest, names, patience } = options;
  return {
    name,
    atOnce,
    digest,
    names,
    // What may have been posted is not posted again.
    send: (message) => deliver({ address, headers: {}, json: body(message), repeatable: false }, options, patience),
    check: async () => [checkAddress(`Messages: ${name} (${product})`, address, hosts)],
  };
}
