/** The roster of a directory that is well: everyone, once, with their groups and what the directory says of them. */
import { describe, expect, test } from 'vitest';
import { addGroup, addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import type { WorldGroup, WorldPerson } from '../../../src/sandbox/world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';

export function describeRosters(kind: DirectoryKind): void {
  describe('roster', () => {
    test('holds everyone in a group, as the directory knows them', async () => {
      let ada: WorldPerson | undefined;
      let team: WorldGroup | undefined;
      await using stage = await setStage(kind, (world) => {
        team = addGroup(world, { name: 'Technicians' });
        ada = addPerson(world, {
          firstName: 'Ada',
          lastName: 'Example',
          aliases: ['ada.e@harborpine.example'],
          employeeNumber: '1001',
          title: 'Engineer',
          officePhone: '+1 555 0100',
          mobilePhone: '+1 555 0101',
          groups: [team],
        });
      });

      const roster = await stage.directory.readRoster([kind.groupId(team!.id)]);

      expect(roster).toMatchObject({ complete: true, problems: [] });
      expect(roster.groups).toEqual([
        { selector: kind.groupId(team!.id), id: kind.groupId(team!.id), name: roster.groups[0]?.name, people: 1 },
      ]);
      expect(roster.people).toHaveLength(1);
      expect(roster.people[0]).toMatchObject({
        id: kind.personId(ada!.id),
        state: 'enabled',
        type: 'employee',
        displayName: 'Ada Example',
        firstName: 'Ada',
        lastName: 'Example',
        login: ada!.login,
        mail: ada!.mail,
        employeeNumber: '1001',
        title: 'Engineer',
        officePhone: '+1 555 0100',
        mobilePhone: '+1 555 0101',
        groups: [kind.groupId(team!.id)],
      });
      expect(roster.people[0]?.addresses).toEqual([ada!.mail, 'ada.e@harborpine.example']);
    });

    test('holds people of nested groups, and each person once with all groups they were read from', async () => {
      await using stage = await setStage(kind, (world) => {
        const ada = addPerson(world, { login: 'ada@harborpine.example' });
        const ben = addPerson(world, { login: 'ben@harborpine.example' });
        const inner = addGroup(world, { name: 'Inner', people: [ada] });
        addGroup(world, { name: 'Outer', groups: [inner], people: [ben] });
        addGroup(world, { name: 'Other', people: [ada] });
      });

      const roster = await stage.directory.readRoster(['Outer', 'Other']);

      const groupsOf = (login: string) =>
        roster.people
          .find((person) => person.login === login)
          ?.groups.map(String)
          .sort();
      const id = (name: string) => String(kind.groupId(guidOf(`group ${name}`)));
      expect(roster.complete).toBe(true);
      expect(roster.people).toHaveLength(2);
      expect(groupsOf('ada@harborpine.example')).toEqual([id('Outer'), id('Other')].sort());
      expect(groupsOf('ben@harborpine.example')).toEqual([id('Outer')]);
      expect(roster.groups.map((group) => [group.selector, group.people])).toEqual([
        ['Outer', 2],
        ['Other', 1],
      ]);
    });

    test('shows a disabled person in a group as disabled', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Team', people: [addPerson(world, { state: 'disabled' })] });
      });

      const roster = await stage.directory.readRoster(['Team']);

      expect(roster.complete).toBe(true);
      expect(roster.people.map((person) => person.state)).toEqual(['disabled']);
    });

    test('leaves deleted people out', async () => {
      await using stage = await setStage(kind, (world) => {
        const gone = addPerson(world, { login: 'gone@harborpine.example', state: 'deleted' });
        const here = addPerson(world, { login: 'here@harborpine.example' });
        addGroup(world, { name: 'Team', people: [gone, here] });
      });

      const roster = await stage.directory.readRoster(['Team']);

      expect(roster.complete).toBe(true);
      expect(roster.people.map((person) => person.login)).toEqual(['here@harborpine.example']);
    });

    test('of an empty group is complete and empty', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Nobody' });
      });

      const roster = await stage.directory.readRoster(['Nobody']);

      expect(roster).toMatchObject({ complete: true, problems: [], people: [] });
      expect(roster.groups).toMatchObject([{ selector: 'Nobody', name: 'Nobody', people: 0 }]);
    });

    test('reads a group once, whether it is given by id, by name in another case, or twice', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Team \'A"', people: [addPerson(world)] });
      });
      const id = kind.groupId(guidOf(`group Team 'A"`));

      const roster = await stage.directory.readRoster([id, 'team \'a"']);

      const reads = stage.sandbox.traffic.filter(({ path }) => kind.membersOf(guidOf(`group Team 'A"`)).test(path));
      expect(roster.complete).toBe(true);
      expect(roster.groups.map((group) => group.id)).toEqual([id, id]);
      expect(roster.people.map((person) => person.groups)).toEqual([[id]]);
      expect(reads).toHaveLength(1);
    });

    test('has people over several pages, an empty page among them', async () => {
      await using stage = await setStage(
        kind,
        (world) => {
          const group = addGroup(world, { name: 'Everyone' });
          for (let n = 1; n <= kind.large.people; n += 1)
            addPerson(world, { login: `person.${n}@harborpine.example`, groups: [group] });
        },
        { quirks: { ...kind.large.quirks, emptyMiddlePage: true } },
      );

      const roster = await stage.directory.readRoster(['Everyone']);

      expect(roster.problems).toEqual([]);
      expect(roster.people).toHaveLength(kind.large.people);
      expect(new Set(roster.people.map((person) => person.id)).size).toBe(kind.large.people);
    });

    test.each([
      ['an unknown name', 'No such group'],
      ['an unknown id', kind.groupId(guidOf('nothing'))],
    ])('with %s is incomplete, names that group, and holds the others', async (_case, unknown) => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Team', people: [addPerson(world)] });
      });

      const roster = await stage.directory.readRoster([unknown, 'Team']);

      expect(roster.complete).toBe(false);
      expect(roster.problems).toMatchObject([{ check: 'group-missing' }]);
      expect(roster.problems[0]?.place).toContain(unknown);
      expect(roster.groups[0]).toEqual({ selector: unknown, id: null, name: null, people: 0 });
      expect(roster.people).toHaveLength(1);
    });

    test('refuses to choose between two groups of the same name and asks for the id', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Twins', people: [addPerson(world, { login: 'a@harborpine.example' })] });
        addGroup(world, { name: 'Twins', people: [addPerson(world, { login: 'b@harborpine.example' })] });
      });

      const roster = await stage.directory.readRoster(['Twins']);

      expect(roster).toMatchObject({ complete: false, people: [] });
      expect(roster.problems).toMatchObject([{ check: 'group-missing' }]);
      expect(roster.problems[0]?.detail).toContain(kind.groupId(guidOf('group Twins')));
      expect(roster.problems[0]?.detail).toContain(kind.groupId(guidOf('group Twins 2')));
    });

    test('is the same for ten readers at once', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Team', people: [addPerson(world), addPerson(world)] });
      });

      const rosters = await Promise.all(Array.from({ length: 10 }, () => stage.directory.readRoster(['Team'])));

      expect(rosters[0]).toMatchObject({ complete: true });
      expect(rosters[0]?.people).toHaveLength(2);
      expect(new Set(rosters.map((roster) => JSON.stringify(roster))).size).toBe(1);
    });
  });
}
