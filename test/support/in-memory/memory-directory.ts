// A Directory in memory: tests change its people between runs, as an administrator's clicks would, and can make single reads fail.
import type { GroupId, PersonId } from '../../../src/domain/ids.ts';
import type { Person } from '../../../src/domain/people/person.ts';
import type { DirectoryRoster } from '../../../src/domain/people/roster.ts';
import type { Lookup, LookupAnswer } from '../../../src/domain/planning/world.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { RemoteReason } from '../../../src/errors.ts';
import type { Check, Directory } from '../../../src/ports/run-ports.ts';

export interface MemoryDirectory extends Directory {
  /** Everyone the directory knows, in a group or not; `deleted` ones are found by look-up alone. Of whom it has no trace, a look-up by id says `gone`. */
  readonly people: Map<PersonId, Person>;
  /** Who is whose manager; somebody who is not listed has none. */
  readonly managers: Map<PersonId, Person>;
  /** Mapped groups by selector; null: the group cannot be found. */
  readonly groups: Map<string, GroupId | null>;
  /** Look-ups and membership checks that were made. */
  readonly lookedUp: Lookup[];
  readonly checkedMembership: PersonId[];
  /** Faults to throw, each as long as it is set. */
  readonly faults: {
    readRoster?: Error;
    readPeople?: (lookups: readonly Lookup[]) => void;
    readMembership?: Error;
    readPlace?: Error;
  };
  checks: readonly Check[];
  put(...people: readonly Person[]): void;
}

export function directoryFault(reason: RemoteReason, message: string): RemoteError {
  return new RemoteError({ system: 'Microsoft Entra ID', request: 'GET /users', status: null, reason, message });
}

export function createMemoryDirectory(groups: readonly (readonly [string, GroupId | null])[]): MemoryDirectory {
  const directory: MemoryDirectory = {
    kind: 'entra',
    people: new Map(),
    managers: new Map(),
    groups: new Map(groups),
    lookedUp: [],
    checkedMembership: [],
    faults: {},
    checks: [],
    put: (...people) => {
      for (const person of people) directory.people.set(person.id, person);
    },
    readRoster: async (selectors) => {
      if (directory.faults.readRoster !== undefined) throw directory.faults.readRoster;
      return rosterOf(directory, selectors);
    },
    readGroups: async () => ({
      groups: [...directory.groups].flatMap(([name, id]) => (id === null ? [] : [{ id, name }])),
      complete: true,
    }),
    readPeople: async (lookups) => {
      directory.lookedUp.push(...lookups);
      directory.faults.readPeople?.(lookups);
      return lookups.map((lookup) => answerOf(directory, lookup));
    },
    readMembership: async (person, asked) => {
      directory.checkedMembership.push(person);
      if (directory.faults.readMembership !== undefined) throw directory.faults.readMembership;
      return (directory.people.get(person)?.groups ?? []).filter((group) => asked.includes(group));
    },
    readPlace: async (person, selectors) => {
      directory.checkedMembership.push(person);
      if (directory.faults.readPlace !== undefined) throw directory.faults.readPlace;
      const found = directory.people.get(person);
      if (found === undefined || found.state === 'deleted') throw directoryFault('missing', 'There is no such person.');
      const { groups, problems } = rosterOf(directory, selectors);
      const known = groups.flatMap((group) => (group.id === null ? [] : [group.id]));
      return {
        groups: groups.map((group) => ({ ...group, people: 0 })),
        inside: found.groups.filter((group) => known.includes(group)),
        problems,
      };
    },
    readManagers: async (people) =>
      people.map((person) => ({ person, manager: directory.managers.get(person) ?? null })),
    eventLog: null,
    check: async () => directory.checks,
  };
  return directory;
}

function rosterOf(directory: MemoryDirectory, selectors: readonly string[]): DirectoryRoster {
  const listed = [...directory.people.values()].filter((person) => person.state !== 'deleted');
  const groups = selectors.map((selector) => {
    const id = directory.groups.get(selector) ?? null;
    const people = id === null ? 0 : listed.filter((person) => person.groups.includes(id)).length;
    return { selector, id, name: id === null ? null : selector, people };
  });
  const problems = groups
    .filter((group) => group.id === null)
    .map((group) => ({
      check: 'group-missing' as const,
      place: `group ${group.selector}`,
      detail: 'There is no such group.',
    }));
  const known = groups.flatMap((group) => (group.id === null ? [] : [group.id]));
  const people = listed.filter((person) => person.groups.some((group) => known.includes(group)));
  return { people, groups, problems, complete: problems.length === 0 };
}

function answerOf(directory: MemoryDirectory, lookup: Lookup): LookupAnswer {
  const { by } = lookup;
  if (by.kind === 'id') {
    const person = directory.people.get(by.id) ?? nobody(by.id);
    return { member: lookup.member, people: [{ ...person, groups: [] }] };
  }
  const found = [...directory.people.values()].filter(
    (person) =>
      (by.kind === 'addresses' || person.state !== 'deleted') &&
      person.addresses.some((address) => by.addresses.includes(address.toLowerCase())),
  );
  return { member: lookup.member, people: found.map((person) => ({ ...person, groups: [] })) };
}

function nobody(id: PersonId): Person {
  return {
    id,
    state: 'gone',
    type: 'unknown',
    displayName: id,
    firstName: null,
    lastName: null,
    login: id,
    mail: null,
    addresses: [],
    accountName: null,
    employeeNumber: null,
    title: null,
    officePhone: null,
    mobilePhone: null,
    hiredOn: null,
    groups: [],
  };
}
