/** Microsoft Teams, by a workflow that starts when a webhook request is received. */
import type { Chat } from '../../message-ports.ts';
import type { ChatOptions } from './chat-options.ts';
import { checkAddress } from './check-address.ts';
import { deliver } from './deliver.ts';
import { teamsBody } from './teams-card.ts';

const HOSTS = ['.logic.azure.com', '.api.powerplatform.com', '.logic.azure.us', '.api.powerplatform.us'];

export function createTeams(options: ChatOptions): Chat {
  const { name, address, atOnce, digest, names, patience } = options;
  return {
    name,
    atOnce,
    digest,
    names,
    // A card that may have been posted is not posted again.
    send: (message) =>
      deliver({ address, headers: {}, json: teamsBody(message), repeatable: false }, options, patience),
    check: async () => [checkAddress(`Messages: ${name} (Teams)`, address, HOSTS)],
  };
}
