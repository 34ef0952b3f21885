/** Microsoft Entra ID as a directory, read through Microsoft Graph v1.0. */
import type { Directory } from '../../ports/run-ports.ts';
import { checkAccess } from './access-check.ts';
import type { EntraOptions } from './api/open-graph.ts';
import { openGraph } from './api/open-graph.ts';
import { listGroups } from './groups/list-groups.ts';
import { lookUpPeople } from './people/look-up.ts';
import { readManagersOf } from './people/managers.ts';
import { readMembershipOf } from './groups/membership.ts';
import { readPlaceOf } from './people/place.ts';
import { readWholeRoster } from './people/roster.ts';

/** Sends nothing yet. Throws ConfigError as `openGraph` does. */
export function createEntraDirectory(options: EntraOptions): Directory {
  const { credential, clock } = options;
  const { client, tokens } = openGraph(options);
  return {
    kind: 'entra',
    readRoster: (groups) => readWholeRoster(client, groups),
    readGroups: () => listGroups(client),
    readPeople: (lookups) => lookUpPeople(client, lookups),
    readMembership: (person, groups) => readMembershipOf(client, person, groups),
    readManagers: (people) => readManagersOf(client, people),
    readPlace: (person, groups) => readPlaceOf(client, person, groups),
    // Its audit log would take a further permission and lags behind: what notifications miss, the schedule finds.
    eventLog: null,
    check: (groups) => checkAccess({ client, tokens, clock, credentialKind: credential.kind }, groups),
  };
}
