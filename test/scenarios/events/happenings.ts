/** What can happen to a person in a directory, and how Okta and Entra ID tell of it: identities only, never what changed. */
import type { OktaHappening } from '../../../src/sandbox/okta/events/log-entry.ts';
import type { DirectoryChange } from '../../../src/sandbox/graph/subscriptions/notification.ts';
import type { WorldGroup, WorldPerson } from '../../../src/sandbox/world.ts';
import { oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import { openWebhook } from '../../support/webhook.ts';
import type { Company } from '../company.ts';

export type Happening = 'disabled' | 'enabled' | 'renamed' | 'joined' | 'left';

/** One directory's way of telling. */
export interface Teller {
  readonly kind: Company['directory'];
  /** Below the app's address. */
  readonly path: string;
  /** The configuration's `events` but for the settling time. `address`: where the directory is to deliver. */
  readonly configuredEvents: (address: string) => object;
  /** `address`: the app's, under which it is there from now on. */
  readonly moved: (address: string) => void;
  /** One delivery about all of them. Answers the status of each attempt; the world is left as it is. */
  readonly tell: (what: Happening, people: readonly WorldPerson[]) => Promise<readonly (number | null)[]>;
  /** The latest delivery once more, byte for byte but for the time. */
  readonly again: () => Promise<readonly (number | null)[]>;
  /** As the directory's API names them. */
  readonly idOf: (person: WorldPerson) => string;
  readonly stop: () => Promise<void>;
}

export const EVENT_SECRET = 'a-secret-for-the-events-of-this-story';
export const HOOK_HEADER = 'X-Rollcall-Secret';
const SECRETS = [{ env: 'EVENT_SECRET' }];

export function makeHappen(what: Happening, person: WorldPerson, group: WorldGroup): void {
  switch (what) {
    case 'disabled':
      person.state = 'disabled';
      return;
    case 'enabled':
      person.state = 'enabled';
      return;
    case 'renamed':
      person.firstName = `${person.firstName ?? ''}x`;
      return;
    case 'joined':
      group.people.push(person.id);
      return;
    case 'left':
      group.people = group.people.filter((id) => id !== person.id);
  }
}

const OKTA_TYPES = {
  disabled: 'user.lifecycle.deactivate',
  enabled: 'user.lifecycle.reactivate',
  renamed: 'user.account.update_profile',
  joined: 'group.user_membership.add',
  left: 'group.user_membership.remove',
} as const satisfies Record<Happening, string>;

/** Two hooks: the app's, and one that keeps what was delivered, so that it can be delivered again. */
export async function createOktaTeller({ sandbox, group }: Company): Promise<Teller> {
  const copies = await openWebhook();
  const secret = { header: HOOK_HEADER, secret: EVENT_SECRET };
  let url = '';
  return {
    kind: 'okta',
    path: '/api/webhooks/okta/harborpine',
    configuredEvents: () => ({ header: HOOK_HEADER, secrets: SECRETS }),
    moved(address) {
      url = address;
      sandbox.okta.hooks.splice(0, Infinity, { url, ...secret }, { url: copies.url, ...secret });
    },
    async tell(what, people) {
      const about = (person: WorldPerson): OktaHappening => ({
        type: OKTA_TYPES[what],
        person,
        ...((what === 'joined' || what === 'left') && { group: group() }),
      });
      const [delivery] = await sandbox.okta.publishAll(people.map(about));
      return [delivery?.status ?? null];
    },
    async again() {
      const headers = { 'content-type': 'application/json', [HOOK_HEADER]: EVENT_SECRET };
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(copies.deliveries.at(-1)) });
      return [answer.status];
    },
    idOf: ({ id }) => oktaUserId(id),
    stop: () => copies[Symbol.asyncDispose](),
  };
}

/** Its deliveries have no ids, so the same change told again is the same delivery. */
export function createEntraTeller({ sandbox, group }: Company): Teller {
  let latest: readonly DirectoryChange[] = [];
  const deliver = async (): Promise<readonly (number | null)[]> =>
    (await sandbox.graph.notifyAll(latest)).flatMap(({ attempts }) => attempts);
  return {
    kind: 'entra',
    path: '/api/webhooks/entra/harborpine',
    configuredEvents: (notificationUrl) => ({ notificationUrl, secrets: SECRETS }),
    moved: () => undefined,
    tell(what, people) {
      latest = people.map((person): DirectoryChange => {
        if (what !== 'joined' && what !== 'left') return { person };
        return { group: group(), members: [{ id: person.id, removed: what === 'left' }] };
      });
      return deliver();
    },
    again: deliver,
    idOf: ({ id }) => id,
    stop: async () => undefined,
  };
}
