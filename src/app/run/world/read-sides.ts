// The reads of a run, each timed by itself, for whoever reads the world in one way or another.
import { catalogueKinds } from '../../../core/planning/catalogue-kinds.ts';
import type { DirectoryRoster, MemberRoster } from '../../../domain/people/roster.ts';
import type { Catalogue } from '../../../domain/planning/world.ts';
import type { ConnectionPorts } from '../../connection-ports.ts';
import { readRecords, type Records } from './read-records.ts';

type Traced<Port extends keyof ConnectionPorts> = Pick<ConnectionPorts, Port | 'trace'>;

export function readDirectory(
  { directory, trace }: Traced<'directory'>,
  groups: readonly string[],
): Promise<DirectoryRoster> {
  return trace.span(
    'rollcall.read-directory',
    () => directory.readRoster(groups),
    ({ people, groups: read, problems, complete }) => ({
      'rollcall.people': people.length,
      'rollcall.groups': read.length,
      'rollcall.problems': problems.length,
      'rollcall.complete': complete,
    }),
  );
}

/** `counted`: as in Psa.readMembers. */
export function readMembers({ psa, trace }: Traced<'psa'>, counted = true): Promise<MemberRoster> {
  return trace.span(
    'rollcall.read-psa',
    () => psa.readMembers({ counted }),
    ({ members, problems, complete }) => ({
      'rollcall.members': members.length,
      'rollcall.problems': problems.length,
      'rollcall.complete': complete,
    }),
  );
}

export function readAllOfCatalogue({ psa, policy, trace }: Traced<'psa' | 'policy'>): Promise<Catalogue> {
  return trace.span('rollcall.read-catalogue', () => psa.readCatalogue(catalogueKinds(policy)));
}

export function readOwnRecords(ports: ConnectionPorts, now: Date): Promise<Records> {
  return ports.trace.span('rollcall.read-records', () => readRecords(ports, now));
}
