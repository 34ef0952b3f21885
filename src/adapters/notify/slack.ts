/** Slack, by an incoming webhook. */
import type { Chat } from '../../message-ports.ts';
import type { ChatOptions } from './chat-options.ts';
import { checkAddress } from './check-address.ts';
import { deliver } from './deliver.ts';
import { slackBody } from './slack-blocks.ts';

const HOSTS = ['hooks.slack.com', 'hooks.slack-gov.com'];

export function createSlack(options: ChatOptions): Chat {
  const { name, address, atOnce, digest, names, patience } = options;
  return {
    name,
    atOnce,
    digest,
    names,
    send: (message) =>
      deliver({ address, headers: {}, json: slackBody(message), repeatable: false }, options, patience),
    check: async () => [checkAddress(`Messages: ${name} (Slack)`, address, HOSTS)],
  };
}
