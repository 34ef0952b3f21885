/** The builders give sensible records, and throw on what could not be. */
import { expect, test } from 'vitest';
import { addGroup, addMember, addPerson, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';

test('a person has a login of the names, a mail, and an id that is always the same', () => {
  const person = addPerson(createEmptyWorld(), { firstName: 'Ada', lastName: "O'Neil" });

  expect(person).toMatchObject({
    login: 'ada.oneil@harborpine.example',
    mail: 'ada.oneil@harborpine.example',
    displayName: "Ada O'Neil",
    state: 'enabled',
    guest: false,
  });
  expect(addPerson(createEmptyWorld(), { firstName: 'Ada', lastName: "O'Neil" }).id).toBe(person.id);
});

test('a member takes names and contact from the person, references by name, and the given record last', () => {
  const world = createEmptyWorld();
  const person = addPerson(world, { firstName: 'Ada', lastName: 'Hill', title: 'Engineer', officePhone: '5035550101' });

  const member = addMember(world, {
    identifier: 'ahill',
    person,
    references: { securityRole: 'Dispatch', workRole: 'Dispatcher' },
    record: { title: 'Boss' },
  });

  expect(member).toMatchObject({ licenseClass: 'F', inactiveFlag: false, openTimeSheets: 0 });
  expect(member.record).toMatchObject({
    firstName: 'Ada',
    lastName: 'Hill',
    officeEmail: person.mail,
    officePhone: '5035550101',
    title: 'Boss',
    securityRole: { id: 65, name: 'Dispatch' },
    workRole: { id: 23, name: 'Dispatcher' },
    defaultLocation: { id: 2, name: 'Portland' },
  });
});

test('worlds do not share their reference lists', () => {
  const [one, other] = [createEmptyWorld(), createEmptyWorld()];
  one.references['securityRoles']!.length = 0;

  expect(other.references['securityRoles']).not.toHaveLength(0);
});

test('two groups may bear one name; their ids differ', () => {
  const world = createEmptyWorld();

  expect(addGroup(world, { name: 'Crew' }).id).not.toBe(addGroup(world, { name: 'Crew' }).id);
});

test.each([
  {
    what: 'a login twice, whatever the case',
    act: () => {
      const world = createEmptyWorld();
      addPerson(world, { login: 'a@x.example' });
      addPerson(world, { login: 'A@x.example' });
    },
  },
  { what: 'an id that is no GUID', act: () => addPerson(createEmptyWorld(), { id: 'ada' }) },
  { what: 'an empty login', act: () => addPerson(createEmptyWorld(), { login: ' ' }) },
  {
    what: 'a group of another world',
    act: () => addPerson(createEmptyWorld(), { groups: [addGroup(createEmptyWorld(), { name: 'Crew' })] }),
  },
  {
    what: 'a person of another world',
    act: () => addGroup(createEmptyWorld(), { name: 'Crew', people: [addPerson(createEmptyWorld())] }),
  },
  { what: 'a group without a name', act: () => addGroup(createEmptyWorld(), { name: '' }) },
  {
    what: 'a Member ID twice, whatever the case',
    act: () => {
      const world = createEmptyWorld();
      addMember(world, { identifier: 'ada' });
      addMember(world, { identifier: 'ADA' });
    },
  },
  { what: 'a Member ID of 16 characters', act: () => addMember(createEmptyWorld(), { identifier: 'a'.repeat(16) }) },
  { what: 'a record id of 0', act: () => addMember(createEmptyWorld(), { identifier: 'ada', id: 0 }) },
  {
    what: 'a reference that is not in the lists',
    act: () => addMember(createEmptyWorld(), { identifier: 'ada', references: { workRole: 'Wizard' } }),
  },
])('$what is refused', ({ act }) => {
  expect(act).toThrow(RangeError);
});

test('a login is free again once its holder was renamed', () => {
  const world = createEmptyWorld();
  addPerson(world, { login: 'a@x.example' }).login = 'b@x.example';

  expect(() => addPerson(world, { login: 'a@x.example', id: '00000000-0000-4000-8000-000000000001' })).not.toThrow();
});
