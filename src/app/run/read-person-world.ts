// Reads all that a decision about one person is made from: the person by id, whoever may have a claim on the same member, and the members. No group is listed.
import { catalogueKinds } from '../../core/planning/catalogue-kinds.ts';
import {
  firstPersonLookups,
  furtherPersonLookups,
  lookedUp,
  NO_CATALOGUE,
  rolesFor,
} from '../../core/matching/person-lookups.ts';
import { settle } from '../../core/memory/settle.ts';
import type { PersonId } from '../../domain/ids.ts';
import type { Person } from '../../domain/person.ts';
import type { Place } from '../../domain/roster.ts';
import type { World } from '../../domain/world.ts';
import type { ConnectionPorts } from '../connection-ports.ts';
import { mappedGroups } from './read-world.ts';
import { readRecords } from './read-records.ts';
import { readWork } from './read-work.ts';
import { worldReading, type WorldReading } from './world-reading.ts';

/** Nobody was asked for a place: the account says enough. */
const NOWHERE: Place = { groups: [], inside: [], problems: [] };

/**
 * `now`: the instant of the run. Throws RemoteError when anything could not be read: half of what is known of one person is no basis for anything, and whoever asked
 * tries again. The PSA's count is not asked for: what the last good run over everybody counted stands in its place.
 */
export async function readPersonWorld(ports: ConnectionPorts, now: Date, person: PersonId): Promise<WorldReading> {
  const { policy, clock } = ports;
  const started = clock.elapsed();
  ports.progress.phase(`Reading one person from ${ports.directoryName}, and ConnectWise PSA`);
  const [psa, records] = await Promise.all([ports.psa.readMembers({ counted: false }), readRecords(ports, now)]);
  const memory = settle(records.memory, records.writes, psa);
  const known = { person, psa, memory };
  const first = await ports.directory.readPeople(firstPersonLookups(known));
  const readAt = clock.elapsed();

  const found = lookedUp(person, first);
  const others = furtherPersonLookups(known, found);
  const [further, place] = await Promise.all([
    others.length === 0 ? [] : ports.directory.readPeople(others),
    found?.state === 'enabled' ? ports.directory.readPlace(person, mappedGroups(ports)) : NOWHERE,
  ]);
  const stays = place.inside.length > 0;
  const kinds = stays ? catalogueKinds(policy) : rolesFor(known);
  const catalogue = kinds.length === 0 ? NO_CATALOGUE : await ports.psa.readCatalogue(kinds);
  const parts = {
    focus: person,
    directory: rosterOf(found, place),
    psa,
    lookups: [...first, ...further],
    unfinishedLookups: [],
    confirmedOutside: found?.state === 'enabled' && !stays && place.problems.length === 0 ? [person] : [],
    confirmedInside: [],
    catalogue,
    eventLog: null,
    duties: null,
    managers: [],
    activity: null,
  };
  const clocked = [started, readAt, clock.elapsed()] as const;
  return await readWork(ports, worldReading(ports, parts, { now, records, memory, clocked }));
}

/** The person where they belong to a mapped group; else nobody, as a run over everybody would have read it. */
function rosterOf(found: Person | undefined, place: Place): World['directory'] {
  const { groups, inside, problems } = place;
  const people = found === undefined || inside.length === 0 ? [] : [{ ...found, groups: inside }];
  return { people, groups, problems, complete: problems.length === 0 };
}
