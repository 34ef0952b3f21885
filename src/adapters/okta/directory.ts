/** Okta as a directory, read through the Management API. */
import type { Directory } from '../../ports/run-ports.ts';
import { checkAccess } from './access-check.ts';
import { createOktaClient } from './api/client.ts';
import { createEventLog } from './events/event-log.ts';
import { listGroups } from './groups/list-groups.ts';
import { lookUpPeople } from './people/look-up.ts';
import { readManagersOf } from './people/managers.ts';
import { readMembershipOf } from './groups/membership.ts';
import { readPlaceOf } from './people/place.ts';
import { readWholeRoster } from './people/roster.ts';
import type { OktaOptions } from './api/settings.ts';
import { checkedSettings } from './api/settings.ts';

/** Loads and sends nothing yet. Throws ConfigError with everything that is wrong with the settings. */
export function createOktaDirectory(options: OktaOptions): Directory {
  const settings = checkedSettings(options);
  const { org, pageSize } = settings;
  const client = createOktaClient(options, settings, 'people');
  const logClient = options.readsEventLog === true ? createOktaClient(options, settings, 'log') : null;
  return {
    kind: 'okta',
    readRoster: (groups) => readWholeRoster(client, { org, pageSize }, groups),
    readGroups: () => listGroups(client, org),
    readPeople: (lookups) => lookUpPeople(client, org, lookups),
    readMembership: (person, groups) => readMembershipOf(client, org, person, groups),
    readManagers: (people, known) => readManagersOf(client, org, { people, known }),
    readPlace: (person, groups) => readPlaceOf(client, org, person, groups),
    eventLog: logClient === null ? null : createEventLog(logClient, org),
    check: (groups) => checkAccess({ client, logClient, org, clock: options.clock }, groups),
  };
}
