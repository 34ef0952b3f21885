// Reads all that one decision is made from: both sides whole and side by side, then the few people who need a look of their own.
import { lookupsFor, membershipChecksFor } from '../../../core/matching/lookups.ts';
import { settle } from '../../../core/memory/settle.ts';
import type { MemberKey, PersonId } from '../../../domain/ids.ts';
import type { DirectoryRoster } from '../../../domain/people/roster.ts';
import type { Lookup, LookupAnswer, World } from '../../../domain/planning/world.ts';
import { RemoteError } from '../../../errors.ts';
import { atMost } from '../../at-most.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { faultFields } from '../../fault-words.ts';
import { readEventLog } from './read-event-log.ts';
import { readRoleReach } from './read-role-reach.ts';
import { readAllOfCatalogue, readDirectory, readMembers, readOwnRecords } from './read-sides.ts';
import { readWork } from './read-work.ts';
import { worldReading, type WorldReading } from './world-reading.ts';

/** Look-ups per call: a fault costs these members' answers and no others. */
const LOOKUP_BATCH = 100;
const AT_ONCE = 4;

/** `now`: the instant of the run. Throws RemoteError when one of the sides, the reference lists or the records could not be read at all. */
export async function readWorld(ports: ConnectionPorts, now: Date): Promise<WorldReading> {
  const { policy, clock, toAscii } = ports;
  const started = clock.elapsed();
  ports.progress.phase(`Reading ${ports.directoryName} and ConnectWise PSA`);
  const [directory, psa, catalogue, records] = await ports.trace.span('rollcall.read', () =>
    Promise.all([
      readDirectory(ports, mappedGroups(ports)),
      readMembers(ports),
      readAllOfCatalogue(ports),
      readOwnRecords(ports, now),
    ]),
  );
  const readAt = clock.elapsed();

  const memory = settle(records.memory, records.writes, psa);
  const lookups = lookupsFor({ policy, directory, psa, memory, toAscii });
  if (lookups.length > 0)
    ports.progress.phase(
      `Looking up ${lookups.length === 1 ? 'one member' : `${lookups.length} members`} whom no mapped group accounts for`,
    );
  const { answers, memberships, eventLog, rolesRead } = await ports.trace.span(
    'rollcall.look-up',
    async () => {
      const found = await readLookups(ports, lookups);
      const toConfirm = membershipChecksFor({ policy, directory, psa, memory, lookups: found, toAscii });
      const [confirmed, log, roles] = await Promise.all([
        readMemberships(ports, toConfirm, directory),
        readEventLog(ports, memory, now),
        readRoleReach(ports, psa, catalogue),
      ]);
      return { answers: found, memberships: confirmed, eventLog: log, rolesRead: roles };
    },
    (looked) => ({
      'rollcall.lookups': lookups.length,
      'rollcall.unanswered': unanswered(lookups, looked.answers).length,
    }),
  );
  const parts = {
    focus: null,
    directory,
    psa,
    lookups: answers,
    unfinishedLookups: unanswered(lookups, answers),
    ...memberships,
    catalogue: rolesRead,
    eventLog,
    duties: null,
    managers: [],
    activity: null,
  };
  const clocked = [started, readAt, clock.elapsed()] as const;
  return await readWork(ports, worldReading(ports, parts, { now, records, memory, clocked }));
}

/** Every group that a profile names, once, in the profiles' order. */
export function mappedGroups(ports: Pick<ConnectionPorts, 'policy'>): readonly string[] {
  return [...new Set(ports.policy.profiles.flatMap((profile) => profile.groups))];
}

/** A failed batch leaves its members unanswered; core does nothing absence-based to those, and the evidence of the other batches still counts. */
async function readLookups(ports: ConnectionPorts, lookups: readonly Lookup[]): Promise<readonly LookupAnswer[]> {
  const answers = await atMost(AT_ONCE, batches(lookups), async (batch) => {
    try {
      return await ports.directory.readPeople(batch);
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      ports.logger.warn('look-ups could not be finished', { members: batch.length, ...faultFields(error) });
      return [];
    }
  });
  return answers.flat();
}

/** Proves absence person by person. A check that fails proves nothing, and with a mapped group missing no check can prove anything. */
async function readMemberships(
  ports: ConnectionPorts,
  people: readonly PersonId[],
  directory: DirectoryRoster,
): Promise<Pick<World, 'confirmedOutside' | 'confirmedInside'>> {
  const groups = directory.groups.flatMap((group) => (group.id === null ? [] : [group.id]));
  if (groups.length < directory.groups.length) return { confirmedOutside: [], confirmedInside: [] };
  const found = await atMost(AT_ONCE, people, async (person) => {
    try {
      return (await ports.directory.readMembership(person, groups)).length === 0 ? 'outside' : 'inside';
    } catch (error) {
      if (!(error instanceof RemoteError)) throw error;
      ports.logger.warn('a membership check could not be finished', faultFields(error));
      return 'unknown';
    }
  });
  const those = (where: 'outside' | 'inside'): readonly PersonId[] =>
    people.filter((_person, index) => found[index] === where);
  return { confirmedOutside: those('outside'), confirmedInside: those('inside') };
}

function unanswered(lookups: readonly Lookup[], answers: readonly LookupAnswer[]): readonly MemberKey[] {
  const answered = new Set(answers.map((answer) => answer.member));
  return lookups.map((lookup) => lookup.member).filter((member) => !answered.has(member));
}

function batches(lookups: readonly Lookup[]): readonly (readonly Lookup[])[] {
  return Array.from({ length: Math.ceil(lookups.length / LOOKUP_BATCH) }, (_unused, index) =>
    lookups.slice(index * LOOKUP_BATCH, (index + 1) * LOOKUP_BATCH),
  );
}
