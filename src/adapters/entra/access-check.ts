/** The self-test: may Rollcall read what it must, and if not, which permission is missing and how is it granted. Writes nothing, never throws. */
import { z } from 'zod';
import type { Check, Clock } from '../../ports/run-ports.ts';
import { clockVerdict } from '../http/clock-verdict.ts';
import type { GraphClient } from './api/client.ts';
import type { EntraCredential, TokenSource } from './api/credential.ts';
import { SYSTEM } from './api/fault.ts';
import type { FoundGroup } from './groups/groups.ts';
import { findGroups } from './groups/groups.ts';
import { howToGrant } from './api/permission.ts';
import type { Prober, Verdict } from './api/probe.ts';
import { createProber, fine } from './api/probe.ts';
import { ADVANCED, pageSchema } from './schema.ts';

export interface AccessCheckOptions {
  readonly client: GraphClient;
  readonly tokens: TokenSource;
  readonly clock: Clock;
  readonly credentialKind: EntraCredential['kind'];
}

/** Tokens carry their hours: Entra ID tolerates five minutes of difference. */
const GRAPH_CLOCK = {
  whose: 'Graph',
  mostSkewS: 300,
  because: 'tokens carry their hours and are refused when they do not fit.',
};

const tellingUser = z.object({ accountEnabled: z.boolean() });

/** In a stable order: token, clock, users, deleted users, then the groups as given. Without a token nothing else is tried. */
export async function checkAccess(
  options: AccessCheckOptions,
  selectors: readonly string[],
): Promise<readonly Check[]> {
  const { client, tokens, clock, credentialKind } = options;
  const prober = createProber(client, credentialKind);
  const named = (name: string, verdict: Verdict): Check => ({ name: `${SYSTEM}: ${name}`, ...verdict });

  const token = await prober.attempt(null, async () => {
    await tokens.read();
    return fine('An access token was given.');
  });
  if (token.result === 'fail') return [named('token', token)];

  const [users, deleted, groups] = await Promise.all([
    prober.ask({ path: '/users?$top=1&$select=id,accountEnabled' }, 'User.Read.All', ({ value }) => {
      const [first] = pageSchema.safeParse(value).data?.value ?? [];
      if (tellingUser.safeParse(first).success) return fine('The properties of users are visible.');
      const detail = 'No user is listed with the word whether they are enabled.';
      return { result: 'fail', detail, fix: howToGrant('User.Read.All', credentialKind) };
    }),
    prober.ask({ path: '/directory/deletedItems/microsoft.graph.user?$top=1&$select=id' }, 'User.Read.All', () =>
      fine('Deleted users are visible.'),
    ),
    findGroups(client, selectors).then((found) => Promise.all(found.map((group) => checkGroup(prober, group)))),
  ]);
  return [
    named('token', token),
    named('clock', clockVerdict(prober.lastDate(), clock.now(), GRAPH_CLOCK)),
    named('users', users),
    named('deleted users', deleted),
    ...groups.map((verdict, at) => named(`group ${selectors[at] ?? ''}`, verdict)),
  ];
}

async function checkGroup(prober: Prober, group: FoundGroup): Promise<Verdict> {
  switch (group.kind) {
    case 'missing':
      return { result: 'fail', detail: group.detail, fix: 'Correct the group in the configuration.' };
    case 'failed':
      return prober.attempt('GroupMember.Read.All', () => Promise.reject(group.fault));
    case 'found': {
      const members = `/groups/${encodeURIComponent(group.id)}/transitiveMembers/microsoft.graph.user`;
      const question = { path: `${members}?$count=true&$top=1&$select=id`, headers: ADVANCED };
      return prober.ask(question, 'GroupMember.Read.All', ({ value }) => {
        const count = pageSchema.safeParse(value).data?.['@odata.count'] ?? null;
        if (count === null)
          return { result: 'fail', detail: 'The members are listed without a count.', fix: 'Try again later.' };
        if (count > 0) return fine(`${count} people, nested groups included.`);
        return { result: 'warn', detail: 'Nobody is in this group.', fix: 'Check that it is the right group.' };
      });
    }
  }
}
