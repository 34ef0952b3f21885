/** An empty world and the builders that fill it. Builders throw on duplicates and nonsense: a fixture that lies proves nothing. */
import { createHash } from 'node:crypto';
import { defaultRecord, REFERENCE_LISTS, referenceTo } from './default-record.ts';
import { defaultReferences } from './default-references.ts';
import type { WorldReferenceField } from './default-record.ts';
import { allWorkRights } from './work/areas.ts';
import { createWork } from './work/work.ts';
import type { SandboxWorld, WorldGroup, WorldMember, WorldPerson } from './world.ts';

export interface PersonInput extends Partial<WorldPerson> {
  /** Groups that the person joins directly. */
  readonly groups?: readonly WorldGroup[];
}

export interface GroupInput {
  readonly name: string;
  readonly id?: string;
  readonly people?: readonly WorldPerson[];
  readonly groups?: readonly WorldGroup[];
}

export interface MemberInput {
  readonly identifier: string;
  readonly id?: number;
  readonly licenseClass?: WorldMember['licenseClass'];
  readonly inactiveFlag?: boolean;
  readonly openTimeSheets?: number;
  /** Names, office e-mail, title and phones are taken from this person. */
  readonly person?: WorldPerson;
  /** References by name, looked up in the world's lists. */
  readonly references?: Partial<Record<WorldReferenceField, string>>;
  /** Any further field of the record, under the API's own name; the last word. */
  readonly record?: Readonly<Record<string, unknown>>;
}

/** What was added, for duplicate checks without walking the whole world each time. */
interface Taken {
  readonly logins: Map<string, string>;
  readonly identifiers: Map<string, number>;
}
const takenIn = new WeakMap<SandboxWorld, Taken>();

/** Nobody, no group, no member, no work; the usual reference lists, every right and permission granted. */
export function createEmptyWorld(): SandboxWorld {
  const references = defaultReferences();
  return {
    people: new Map(),
    groups: new Map(),
    members: new Map(),
    references,
    work: createWork(references['boards'] ?? []),
    rights: { readMembers: true, writeMembers: true, readSetup: true, writeSetup: true, work: allWorkRights() },
    permissions: { readGroups: true, readUsers: true, readLog: true, subscribeGroups: true },
  };
}

/** Adds a person: enabled, no guest; login from the names, mail from the login, id from the login. */
export function addPerson(world: SandboxWorld, input: PersonInput = {}): WorldPerson {
  const { groups = [], ...given } = input;
  const number = world.people.size + 1;
  const firstName = given.firstName === undefined ? 'Person' : given.firstName;
  const lastName = given.lastName === undefined ? `Number ${number}` : given.lastName;
  const login = given.login ?? `${loginPart(firstName, lastName) ?? `person.${number}`}@harborpine.example`;
  const person: WorldPerson = {
    id: guidOf(`person ${login.toLowerCase()}`),
    firstName,
    lastName,
    displayName:
      firstName === null && lastName === null ? login : [firstName, lastName].filter((part) => part !== null).join(' '),
    login,
    mail: login.includes('@') ? login : null,
    aliases: [],
    accountName: null,
    employeeNumber: null,
    title: null,
    officePhone: null,
    mobilePhone: null,
    hiredOn: null,
    managerId: null,
    state: 'enabled',
    guest: false,
    ...given,
  };
  assertGuid(person.id, `person ${login}`);
  if (person.managerId !== null) assertGuid(person.managerId, `the manager of ${login}`);
  if (login.trim() === '') throw new RangeError('A person needs a login');
  if (world.people.has(person.id)) throw new RangeError(`The world has a person ${person.id} already (${login})`);
  const taken = takenOf(world);
  const holder = world.people.get(taken.logins.get(login.toLowerCase()) ?? '');
  if (holder?.login.toLowerCase() === login.toLowerCase()) throw new RangeError(`The login ${login} is taken`);
  taken.logins.set(login.toLowerCase(), person.id);
  world.people.set(person.id, person);
  for (const group of groups) {
    if (world.groups.get(group.id) !== group) throw new RangeError(`"${group.name}" is no group of this world`);
    group.people.push(person.id);
  }
  return person;
}

/** Adds a group. Two groups may bear one name, as in a directory; their ids differ. */
export function addGroup(world: SandboxWorld, input: GroupInput): WorldGroup {
  const { name, people = [], groups = [] } = input;
  if (name === '') throw new RangeError('A group needs a name');
  const id = input.id ?? freeGroupId(world, name);
  assertGuid(id, `group ${name}`);
  if (world.groups.has(id)) throw new RangeError(`The world has a group ${id} already`);
  for (const person of people) {
    if (world.people.get(person.id) !== person) throw new RangeError(`${person.login} is no person of this world`);
  }
  for (const nested of groups) {
    if (world.groups.get(nested.id) !== nested) throw new RangeError(`"${nested.name}" is no group of this world`);
  }
  const group = { id, name, people: people.map((person) => person.id), groups: groups.map((nested) => nested.id) };
  world.groups.set(id, group);
  return group;
}

/** Adds a member: an active full member with the default record. */
export function addMember(world: SandboxWorld, input: MemberInput): WorldMember {
  const { identifier, person, references = {} } = input;
  if (identifier.trim() === '' || identifier.length > 15)
    throw new RangeError(`A Member ID has 1 to 15 characters, not "${identifier}"`);
  const taken = takenOf(world);
  const holder = world.members.get(taken.identifiers.get(identifier.toLowerCase()) ?? -1);
  if (holder?.identifier.toLowerCase() === identifier.toLowerCase())
    throw new RangeError(`The Member ID ${identifier} is taken`);
  const id = input.id ?? freeMemberId(world);
  if (!Number.isInteger(id) || id <= 0) throw new RangeError(`A member's record id is a positive integer, not ${id}`);
  if (world.members.has(id)) throw new RangeError(`The world has a member ${id} already`);
  const record = defaultRecord(world);
  if (person !== undefined) {
    Object.assign(record, {
      firstName: (person.firstName ?? person.displayName).slice(0, 30),
      lastName: (person.lastName ?? '').slice(0, 30),
      officeEmail: person.mail,
      title: person.title,
      officePhone: person.officePhone,
      mobilePhone: person.mobilePhone,
    });
  }
  if (record['firstName'] === '' && record['lastName'] === '')
    Object.assign(record, { firstName: identifier, lastName: 'Member' });
  for (const field of Object.keys(REFERENCE_LISTS).filter(isReferenceField)) {
    const name = references[field];
    if (name !== undefined) record[field] = referenceTo(world, field, name);
  }
  const member: WorldMember = {
    id,
    identifier,
    licenseClass: input.licenseClass ?? 'F',
    inactiveFlag: input.inactiveFlag ?? false,
    record: Object.assign(record, input.record),
    openTimeSheets: input.openTimeSheets ?? 0,
  };
  taken.identifiers.set(identifier.toLowerCase(), id);
  world.members.set(id, member);
  return member;
}

/** A GUID that is always the same for the same text. */
export function guidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function takenOf(world: SandboxWorld): Taken {
  const known = takenIn.get(world);
  if (known !== undefined) return known;
  const taken: Taken = {
    logins: new Map([...world.people.values()].map((person) => [person.login.toLowerCase(), person.id])),
    identifiers: new Map([...world.members.values()].map((member) => [member.identifier.toLowerCase(), member.id])),
  };
  takenIn.set(world, taken);
  return taken;
}

function loginPart(firstName: string | null, lastName: string | null): string | null {
  const parts = [firstName, lastName].map((part) => (part ?? '').toLowerCase().replace(/[^a-z0-9]+/g, ''));
  const joined = parts.filter((part) => part !== '').join('.');
  return joined === '' ? null : joined;
}

function freeGroupId(world: SandboxWorld, name: string): string {
  let id = guidOf(`group ${name}`);
  for (let copy = 2; world.groups.has(id); copy += 1) id = guidOf(`group ${name} ${copy}`);
  return id;
}

function freeMemberId(world: SandboxWorld): number {
  let id = world.members.size + 151;
  while (world.members.has(id)) id += 1;
  return id;
}

function assertGuid(id: string, what: string): void {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id))
    throw new RangeError(`The id of ${what} is no lower-case GUID: "${id}"`);
}

function isReferenceField(field: string): field is WorldReferenceField {
  return field in REFERENCE_LISTS;
}
