/** Where one person stands: in which of the mapped groups, and whether these are there at all. */
import { describe, expect, test } from 'vitest';
import { personId } from '../../../src/domain/ids.ts';
import { addGroup, addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import { oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';

const ADA = guidOf('person ada@harborpine.example');

function fill(world: SandboxWorld): void {
  const ada = addPerson(world, { login: 'ada@harborpine.example' });
  const inner = addGroup(world, { name: 'Inner', people: [ada] });
  addGroup(world, { name: 'Outer', groups: [inner] });
  addGroup(world, { name: "Ben's", people: [addPerson(world, { login: 'ben@harborpine.example' })] });
}

export function describePlaces(kind: DirectoryKind): void {
  const ada = kind.personId(ADA);
  const id = (name: string) => kind.groupId(guidOf(`group ${name}`));

  describe('place', () => {
    test('tells each given group, in its order, and which of them the person is in, nested ones included', async () => {
      await using stage = await setStage(kind, fill);

      const place = await stage.directory.readPlace(ada, ["ben's", 'Outer', id('Inner'), id("Ben's")]);

      expect(place.groups).toEqual([
        { selector: "ben's", id: id("Ben's"), name: "Ben's", people: 0 },
        { selector: 'Outer', id: id('Outer'), name: 'Outer', people: 0 },
        { selector: id('Inner'), id: id('Inner'), name: 'Inner', people: 0 },
        { selector: id("Ben's"), id: id("Ben's"), name: "Ben's", people: 0 },
      ]);
      expect(place.inside.map(String).sort()).toEqual([id('Outer'), id('Inner')].map(String).sort());
      expect(place.problems).toEqual([]);
    });

    test('lists nobody', async () => {
      await using stage = await setStage(kind, fill);

      await stage.directory.readPlace(ada, ['Inner', id('Outer')]);

      const lists = stage.sandbox.traffic.filter(({ path }) =>
        ['Inner', 'Outer'].some((name) => kind.membersOf(guidOf(`group ${name}`)).test(path)),
      );
      expect(lists).toEqual([]);
    });

    test('is fresh: someone taken out of a group between two looks is not inside any more', async () => {
      await using stage = await setStage(kind, fill);

      const before = await stage.directory.readPlace(ada, ['Inner']);
      stage.world.groups.get(guidOf('group Inner'))!.people.pop();
      const after = await stage.directory.readPlace(ada, ['Inner']);

      expect([before.inside, after.inside]).toEqual([[id('Inner')], []]);
      expect(after.groups).toEqual(before.groups);
    });

    test('of someone disabled is told like anybody else’s', async () => {
      await using stage = await setStage(kind, fill);
      stage.world.people.get(ADA)!.state = 'disabled';

      const place = await stage.directory.readPlace(ada, ['Inner', "Ben's"]);

      expect(place).toMatchObject({ inside: [id('Inner')], problems: [] });
    });

    test('works for more groups than fit into one request', async () => {
      await using stage = await setStage(kind, (world) => {
        const person = addPerson(world, { login: 'ada@harborpine.example' });
        for (let n = 1; n <= 45; n += 1) addGroup(world, { name: `G${n}`, people: n % 10 === 0 ? [person] : [] });
      });
      const selectors = Array.from({ length: 45 }, (_, at) => (at % 2 === 0 ? `G${at + 1}` : id(`G${at + 1}`)));

      const place = await stage.directory.readPlace(ada, selectors);

      expect(place.groups.map((group) => group.id)).toEqual(selectors.map((_, at) => id(`G${at + 1}`)));
      expect(place.inside.map(String).sort()).toEqual(
        ['G10', 'G20', 'G30', 'G40'].map((name) => String(id(name))).sort(),
      );
    });

    test.each([
      ['an unknown name', 'No such group'],
      ['an unknown id', kind.groupId(guidOf('nothing'))],
    ])('with %s names that group as the roster does, and still tells of the others', async (_case, unknown) => {
      await using stage = await setStage(kind, fill);

      const place = await stage.directory.readPlace(ada, [unknown, 'Inner']);
      const roster = await stage.directory.readRoster([unknown, 'Inner']);

      expect(place.groups).toMatchObject([{ selector: unknown, id: null, name: null, people: 0 }, { id: id('Inner') }]);
      expect(place.inside).toEqual([id('Inner')]);
      expect(place.problems).toMatchObject([{ check: 'group-missing', place: `group ${unknown}` }]);
      expect(place.problems).toEqual(roster.problems);
    });

    test('with two groups of one name chooses neither, though the person is in one of them', async () => {
      await using stage = await setStage(kind, (world) => {
        const person = addPerson(world, { login: 'ada@harborpine.example' });
        addGroup(world, { name: 'Twins', people: [person] });
        addGroup(world, { name: 'Twins' });
      });

      const place = await stage.directory.readPlace(ada, ['Twins']);

      expect(place).toMatchObject({
        groups: [{ selector: 'Twins', id: null, name: null }],
        inside: [],
        problems: [{ check: 'group-missing', place: 'group Twins' }],
      });
      expect(place.problems[0]?.detail).toContain(id('Twins'));
    });

    test.each([
      ['is deleted', ['Inner'], 'deleted'],
      ['is deleted, where no group is there either', ['Nowhere'], 'deleted'],
      ['is deleted, where no group is asked for', [], 'deleted'],
      ['never was', ['Inner'], 'absent'],
    ] as const)('of someone who %s is a fault, not an absence', async (_case, selectors, trace) => {
      await using stage = await setStage(kind, (world) => {
        fill(world);
        if (trace === 'deleted') world.people.get(ADA)!.state = 'deleted';
      });
      const person = trace === 'absent' ? kind.personId(guidOf('person nobody')) : ada;

      const fault: unknown = await stage.directory.readPlace(person, selectors).catch((error: unknown) => error);

      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'missing' });
    });

    test('of an id that this directory never gave to anyone is not asked for: it might be somebody’s login', async () => {
      await using stage = await setStage(kind, fill);
      const foreign = [personId(kind.system === 'graph' ? oktaUserId(ADA) : ADA), personId('ada@harborpine.example')];

      const faults = await Promise.all(
        foreign.map((person) => stage.directory.readPlace(person, ['Inner']).catch((error: unknown) => error)),
      );

      expect(faults).toMatchObject([{ reason: 'missing' }, { reason: 'missing' }]);
      expect(stage.sandbox.traffic).toHaveLength(0);
    });
  });
}
