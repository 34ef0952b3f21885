/** One person and whoever else has their addresses, read together: what one look costs, and whom it leaves out. */
import { describe, expect, test } from 'vitest';
import { memberKey } from '../../../src/domain/ids.ts';
import type { Lookup } from '../../../src/domain/planning/world.ts';
import { addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import type { WorldPerson } from '../../../src/sandbox/world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';

const ADA = 'ada@harborpine.example';
const idOf = (login: string) => guidOf(`person ${login}`);

export function describeRivals(kind: DirectoryKind): void {
  const adaById: Lookup = { member: memberKey(1), by: { kind: 'id', id: kind.personId(idOf(ADA)) } };
  const rivals = (...addresses: readonly string[]): Lookup => ({
    member: memberKey(2),
    by: { kind: 'rivals', addresses },
  });
  const most = kind.system === 'graph' ? 1 : 2;

  describe('rivals', () => {
    test.each<[WorldPerson['state'], string, readonly string[]]>([
      ['enabled', 'enabled', ['enabled']],
      ['disabled', 'disabled', ['disabled']],
      ['suspended', 'suspended', ['suspended']],
      ['deleted', kind.keepsDeleted ? 'deleted' : 'gone', []],
    ])('of someone %s cost no further request than that person', async (state, byId, byAddress) => {
      await using stage = await setStage(kind, (world) => {
        addPerson(world, { login: ADA, aliases: ['ada.alias@harborpine.example'], state });
      });
      // Entra ID knows no suspension: what is neither disabled nor deleted there is enabled.
      const seen = (named: string) => (kind.system === 'graph' && named === 'suspended' ? 'enabled' : named);

      const answers = await stage.directory.readPeople([adaById, rivals(ADA, 'ada.alias@harborpine.example')]);

      expect(answers.map(({ member, people }) => [member, people.map((person) => person.state)])).toEqual([
        [1, [seen(byId)]],
        [2, byAddress.map(seen)],
      ]);
      expect(stage.sandbox.traffic.length).toBeLessThanOrEqual(most);
    });

    test('are the others with one of the addresses, disabled ones too, each once', async () => {
      await using stage = await setStage(kind, (world) => {
        addPerson(world, { login: ADA, mail: 'desk@harborpine.example' });
        addPerson(world, { login: 'ben@harborpine.example', aliases: ['desk@harborpine.example'] });
        addPerson(world, { login: 'cyd@harborpine.example', mail: 'DESK@harborpine.example', state: 'disabled' });
        addPerson(world, { login: 'dee@harborpine.example' });
      });

      const answers = await stage.directory.readPeople([adaById, rivals(ADA, 'desk@harborpine.example')]);

      expect(answers[1]?.people.map((person) => [String(person.id), person.state]).sort()).toEqual(
        [
          [String(kind.personId(idOf(ADA))), 'enabled'],
          [String(kind.personId(idOf('ben@harborpine.example'))), 'enabled'],
          [String(kind.personId(idOf('cyd@harborpine.example'))), 'disabled'],
        ].sort(),
      );
    });

    test('leave out whoever is deleted, whom a look-up by the same addresses still finds where the directory can', async () => {
      await using stage = await setStage(kind, (world) => {
        addPerson(world, { login: ADA, mail: 'desk@harborpine.example', state: 'deleted' });
        addPerson(world, { login: 'ben@harborpine.example', aliases: ['desk@harborpine.example'] });
      });
      const addresses = ['desk@harborpine.example'];

      const answers = await stage.directory.readPeople([
        rivals(...addresses),
        { member: memberKey(3), by: { kind: 'addresses', addresses } },
      ]);

      expect(answers[0]?.people.map((person) => person.login)).toEqual(['ben@harborpine.example']);
      expect(answers[1]?.people).toHaveLength(kind.keepsDeleted ? 2 : 1);
    });

    test('of nothing that can be an address are nobody, and nothing is asked', async () => {
      await using stage = await setStage(kind, () => undefined);

      const answers = await stage.directory.readPeople([rivals('no address', ' ')]);

      expect(answers).toEqual([{ member: 2, people: [] }]);
      expect(stage.sandbox.traffic).toHaveLength(0);
    });
  });
}
