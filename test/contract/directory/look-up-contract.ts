/** Looking people up one by one: found, gone, or surely nobody. */
import { describe, expect, test } from 'vitest';
import { memberKey, personId } from '../../../src/domain/ids.ts';
import type { Lookup } from '../../../src/domain/planning/world.ts';
import { addGroup, addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import { oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld, WorldPerson } from '../../../src/sandbox/world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';

/** Adds people by first name, so that a test can speak of them. */
function addAll(world: SandboxWorld, people: Readonly<Record<string, Partial<WorldPerson>>>): void {
  for (const [name, more] of Object.entries(people))
    addPerson(world, {
      firstName: name,
      lastName: 'Example',
      login: `${name.toLowerCase()}@harborpine.example`,
      ...more,
    });
}

const idOf = (name: string) => guidOf(`person ${name.toLowerCase()}@harborpine.example`);

export function describeLookUps(kind: DirectoryKind): void {
  const byId = (member: number, guid: string): Lookup => ({
    member: memberKey(member),
    by: { kind: 'id', id: kind.personId(guid) },
  });
  const byAddress = (member: number, ...addresses: string[]): Lookup => ({
    member: memberKey(member),
    by: { kind: 'addresses', addresses },
  });

  describe('look-ups', () => {
    test.each([
      ['enabled', 'enabled'],
      ['disabled', 'disabled'],
      ['deleted', kind.keepsDeleted ? 'deleted' : 'gone'],
    ] as const)('by id: someone %s is one person in state %s, in no group', async (state, expected) => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, { Ada: { state } });
        addGroup(world, { name: 'Team', people: [...world.people.values()] });
      });

      const answers = await stage.directory.readPeople([byId(7, idOf('Ada'))]);

      expect(answers).toMatchObject([
        { member: 7, people: [{ id: kind.personId(idOf('Ada')), state: expected, groups: [] }] },
      ]);
    });

    test('by id: someone of whom there is no trace is one person gone, which is no evidence of a deletion', async () => {
      await using stage = await setStage(kind, () => undefined);

      const answers = await stage.directory.readPeople([byId(7, idOf('Nobody'))]);

      expect(answers).toMatchObject([
        { member: 7, people: [{ id: kind.personId(idOf('Nobody')), state: 'gone', addresses: [], groups: [] }] },
      ]);
    });

    test('by id: an id that this directory never gave to anyone proves no departure', async () => {
      await using stage = await setStage(kind, () => undefined);
      const id = personId(kind.system === 'graph' ? oktaUserId(idOf('Ada')) : idOf('Ada'));

      const answers = await stage.directory.readPeople([{ member: memberKey(7), by: { kind: 'id', id } }]);

      expect(answers[0]?.people.map((person) => person.state)).toEqual(['unknown']);
    });

    test('is fresh: a person disabled between two look-ups is seen so', async () => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, { Ada: {} });
      });

      const before = await stage.directory.readPeople([byId(1, idOf('Ada'))]);
      stage.world.people.get(idOf('Ada'))!.state = 'disabled';
      const after = await stage.directory.readPeople([byId(1, idOf('Ada'))]);

      expect([before[0]?.people[0]?.state, after[0]?.people[0]?.state]).toEqual(['enabled', 'disabled']);
    });

    test.each([
      ['mail', 'Ada.Mail@harborpine.example'],
      ['login', 'ada@harborpine.example'],
      ['alias', 'ada.alias@harborpine.example'],
      ['mail in another case, with blanks', '  ADA.MAIL@HARBORPINE.EXAMPLE '],
    ])('by address: found by %s', async (_case, address) => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, {
          Ada: { mail: 'Ada.Mail@harborpine.example', aliases: ['ada.alias@harborpine.example'] },
          Ben: {},
        });
      });

      const answers = await stage.directory.readPeople([byAddress(7, 'nobody@harborpine.example', address)]);

      expect(answers[0]?.people.map((person) => person.id)).toEqual([kind.personId(idOf('Ada'))]);
    });

    test('by address: a disabled person is found as disabled', async () => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, { Ada: { state: 'disabled' } });
      });

      const answers = await stage.directory.readPeople([byAddress(7, 'ada@harborpine.example')]);

      expect(answers[0]?.people.map((person) => person.state)).toEqual(['disabled']);
    });

    test.each([
      ['login', 'gone@harborpine.example'],
      ['alias', 'gone.alias@harborpine.example'],
    ])(
      'by address: a deleted person is found by %s for as long as the directory keeps them',
      async (_case, address) => {
        await using stage = await setStage(kind, (world) => {
          addAll(world, { Gone: { state: 'deleted', aliases: ['gone.alias@harborpine.example'] } });
        });

        const answers = await stage.directory.readPeople([byAddress(7, address)]);

        const expected = kind.keepsDeleted
          ? [{ id: kind.personId(idOf('Gone')), state: 'deleted', login: 'gone@harborpine.example' }]
          : [];
        expect(answers).toMatchObject([{ member: 7, people: expected }]);
        expect(answers[0]?.people).toHaveLength(expected.length);
      },
    );

    test('by address: two people who share one are both answered', async () => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, { Ada: { aliases: ['desk@harborpine.example'] }, Ben: { mail: 'desk@harborpine.example' } });
      });

      const answers = await stage.directory.readPeople([byAddress(7, 'desk@harborpine.example')]);

      expect(answers[0]?.people.map((person) => String(person.id)).sort()).toEqual(
        [kind.personId(idOf('Ada')), kind.personId(idOf('Ben'))].map(String).sort(),
      );
    });

    test.each([
      ['an apostrophe', "o'brien@harborpine.example"],
      ['two apostrophes', "o''brien@harborpine.example"],
      ['a quote', '"o"brien@harborpine.example'],
      ['a backslash', 'o\\brien@harborpine.example'],
      ['letters of other scripts', 'ö.ñ.漢@harborpine.example'],
      ['plus, percent and ampersand', 'o+b%41&c=d#e@harborpine.example'],
    ])('by address: %s finds its owner and nobody else', async (_case, mail) => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, { Ada: { mail }, Ben: {} });
      });

      const answers = await stage.directory.readPeople([byAddress(7, mail)]);

      expect(answers[0]?.people.map((person) => person.id)).toEqual([kind.personId(idOf('Ada'))]);
    });

    test.each([
      ['an attempt to leave the quotes', "x' or mail ne 'a@b"],
      ['an attempt to leave double quotes', 'x" or profile.email pr or profile.login eq "a@b'],
      ['a wildcard', '*@harborpine.example'],
      ['a control character', 'ada@harborpine.example\u0000'],
      ['a line break within', 'ada@harborpine\n.example'],
      ['half a surrogate pair', 'ada\ud800@harborpine.example'],
      ['no address at all', 'ada'],
      ['nothing', ' '],
      ['something endless', `${'a'.repeat(5000)}@harborpine.example`],
    ])('by address: %s finds nobody, and the others are still found', async (_case, address) => {
      await using stage = await setStage(kind, (world) => {
        addAll(world, { Ada: {} });
      });

      const answers = await stage.directory.readPeople([
        byAddress(1, address),
        byAddress(2, 'ada@harborpine.example'),
        byAddress(3),
      ]);

      expect(answers.map((answer) => [answer.member, answer.people.length])).toEqual([
        [1, 0],
        [2, 1],
        [3, 0],
      ]);
    });

    test('hundreds at once come back in the order of the question, each with its own person', async () => {
      const names = Array.from({ length: 150 }, (_, at) => `P${at}`);
      await using stage = await setStage(kind, (world) => {
        addAll(world, Object.fromEntries(names.map((name) => [name, {}])));
      });
      const lookups = names.map((name, at) =>
        at % 2 === 0 ? byId(at + 1, idOf(name)) : byAddress(at + 1, `${name}@harborpine.example`),
      );

      const answers = await stage.directory.readPeople(lookups);

      expect(answers.map((answer) => [answer.member, answer.people.map((person) => person.id)])).toEqual(
        names.map((name, at) => [at + 1, [kind.personId(idOf(name))]]),
      );
      expect(stage.sandbox.traffic.length).toBeLessThan(kind.system === 'graph' ? 10 : 150);
    });

    test('of nobody sends nothing', async () => {
      await using stage = await setStage(kind, () => undefined);

      const answers = await stage.directory.readPeople([]);

      expect(answers).toEqual([]);
      expect(stage.sandbox.traffic).toHaveLength(0);
    });
  });
}
