/** Microsoft Teams, by a workflow that starts when a webhook request is received. */
import type { Chat } from '../../ports/message-ports.ts';
import type { ChatOptions } from './chat-options.ts';
import { createPostedChat } from './posted-chat.ts';
import { teamsBody } from './teams-card.ts';

const HOSTS = ['.logic.azure.com', '.api.powerplatform.com', '.logic.azure.us', '.api.powerplatform.us'];

export function createTeams(options: ChatOptions): Chat {
  return createPostedChat(options, { product: 'Teams', hosts: HOSTS, body: teamsBody });
}
