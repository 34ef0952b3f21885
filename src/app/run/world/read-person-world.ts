// Reads all that a decision about one person is made from: the person by id, whoever may have a claim on the same member, and the members. No group is listed.
import { catalogueKinds } from '../../../core/planning/catalogue-kinds.ts';
import {
  firstPersonLookups,
  furtherPersonLookups,
  lookedUp,
  NO_CATALOGUE,
  rolesFor,
} from '../../../core/matching/person-lookups.ts';
import { settle } from '../../../core/memory/settle.ts';
import type { PersonId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { Place } from '../../../domain/people/roster.ts';
import type { World } from '../../../domain/planning/world.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { mappedGroups } from './read-world.ts';
import { readMembers, readOwnRecords } from './read-sides.ts';
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
  const { psa, records, known, first } = await ports.trace.span('rollcall.read', async () => {
    const [members, own] = await Promise.all([readMembers(ports, false), readOwnRecords(ports, now)]);
    const about = { person, psa: members, memory: settle(own.memory, own.writes, members) };
    const answers = await ports.directory.readPeople(firstPersonLookups(about));
    return { psa: members, records: own, known: about, first: answers };
  });
  const readAt = clock.elapsed();

  const found = lookedUp(person, first);
  const others = furtherPersonLookups(known, found);
  const { further, place, stays, catalogue } = await ports.trace.span('rollcall.look-up', async () => {
    const [rest, where] = await Promise.all([
      others.length === 0 ? [] : ports.directory.readPeople(others),
      found?.state === 'enabled' ? ports.directory.readPlace(person, mappedGroups(ports)) : NOWHERE,
    ]);
    const inside = where.inside.length > 0;
    const kinds = inside ? catalogueKinds(policy) : rolesFor(known);
    const lists = kinds.length === 0 ? NO_CATALOGUE : await ports.psa.readCatalogue(kinds);
    return { further: rest, place: where, stays: inside, catalogue: lists };
  });
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
  return await readWork(ports, worldReading(ports, parts, { now, records, memory: known.memory, clocked }));
}

/** The person where they belong to a mapped group; else nobody, as a run over everybody would have read it. */
function rosterOf(found: Person | undefined, place: Place): World['directory'] {
  const { groups, inside, problems } = place;
  const people = found === undefined || inside.length === 0 ? [] : [{ ...found, groups: inside }];
  return { people, groups, problems, complete: problems.length === 0 };
}
