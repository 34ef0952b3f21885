/** Puts the groups' readings together: each person once, with all the groups they were read from, and every problem. */
import type { GroupId } from '../../../domain/ids.ts';
import type { Person } from '../../../domain/people/person.ts';
import type { DirectoryRoster, GroupReading, SourceProblem } from '../../../domain/people/roster.ts';
import type { RemoteError } from '../../../errors.ts';
import type { GraphClient } from '../api/client.ts';
import type { GroupPeople } from '../groups/group-people.ts';
import { readGroupPeople } from '../groups/group-people.ts';
import type { FoundGroup } from '../groups/groups.ts';
import { findGroups } from '../groups/groups.ts';
import { toPerson } from './person.ts';
import type { GraphUser } from '../schema.ts';

/** Groups are read at the same time, each once however many selectors mean it. Throws as Directory.readRoster does. */
export async function readWholeRoster(client: GraphClient, selectors: readonly string[]): Promise<DirectoryRoster> {
  const groups = await findGroups(client, selectors);
  const readings = await readEach(client, groups);
  const outcomes = groups.map((group) => ({ group, ...outcomeOf(group, readings) }));

  const faults = outcomes.flatMap(({ fault }) => fault ?? []);
  const someRead = [...readings.values()].some((reading) => reading.exists && reading.fault === null);
  if (faults[0] !== undefined && !someRead) throw faults[0];

  const people = mergePeople(readings);
  const problems = [
    ...outcomes.flatMap(({ problem }) => problem ?? []),
    ...[...readings.values()].flatMap((reading) => reading.problems),
    ...untold(people),
  ];
  return { people, groups: outcomes.map(({ reading }) => reading), problems, complete: problems.length === 0 };
}

async function readEach(
  client: GraphClient,
  groups: readonly FoundGroup[],
): Promise<ReadonlyMap<GroupId, GroupPeople>> {
  const once = new Map(groups.flatMap((group) => (group.kind === 'found' ? [[group.id, group]] : [])));
  const readings = [...once.values()].map(
    async (group) => [group.id, await readGroupPeople(client, group.id, placeOf(group))] as const,
  );
  return new Map(await Promise.all(readings));
}

interface Outcome {
  readonly reading: GroupReading;
  /** Of finding the group; problems of reading it are the reading's own. */
  readonly problem: SourceProblem | null;
  readonly fault: RemoteError | null;
}

function outcomeOf(group: FoundGroup, readings: ReadonlyMap<GroupId, GroupPeople>): Outcome {
  const { selector } = group;
  const place = placeOf(group);
  const unread = { selector, id: null, name: null, people: 0 };
  switch (group.kind) {
    case 'missing':
      return { reading: unread, problem: { check: 'group-missing', place, detail: group.detail }, fault: null };
    case 'failed':
      return {
        reading: unread,
        problem: { check: 'failed', place, detail: `The group could not be looked up: ${group.fault.message}` },
        fault: group.fault,
      };
    case 'found': {
      const read = readings.get(group.id);
      if (read?.exists !== true) return { reading: unread, problem: null, fault: null };
      const reading = { selector, id: group.id, name: group.name, people: read.users.size };
      return { reading, problem: null, fault: read.fault };
    }
  }
}

function mergePeople(readings: ReadonlyMap<GroupId, GroupPeople>): readonly Person[] {
  const people = new Map<string, { readonly user: GraphUser; readonly groups: GroupId[] }>();
  for (const [group, { users }] of readings)
    for (const [id, user] of users) {
      const known = people.get(id);
      if (known === undefined) people.set(id, { user, groups: [group] });
      else known.groups.push(group);
    }
  return [...people.values()].map(({ user, groups }) => toPerson(user, 'listed', groups));
}

/** Without the permission to read users, Graph lists them all the same, with nothing but their ids. */
function untold(people: readonly Person[]): readonly SourceProblem[] {
  const unknown = people.filter((person) => person.state === 'unknown');
  const [first] = unknown;
  if (first === undefined) return [];
  return [
    {
      check: 'unreadable',
      place: 'people',
      detail:
        `The directory does not tell whether ${unknown.length} of ${people.length} people are enabled (the first: ${first.id}). ` +
        'The application permission User.Read.All is likely missing.',
    },
  ];
}

function placeOf(group: FoundGroup): string {
  return `group ${group.selector}`;
}
