/** Slack, by an incoming webhook. */
import type { Chat } from '../../ports/message-ports.ts';
import type { ChatOptions } from './chat-options.ts';
import { createPostedChat } from './posted-chat.ts';
import { slackBody } from './slack-blocks.ts';

const HOSTS = ['hooks.slack.com', 'hooks.slack-gov.com'];

export function createSlack(options: ChatOptions): Chat {
  return createPostedChat(options, { product: 'Slack', hosts: HOSTS, body: slackBody });
}
