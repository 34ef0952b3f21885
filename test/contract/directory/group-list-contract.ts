/** Which groups there are, for whoever chooses among them. */
import { describe, expect, test } from 'vitest';
import { addGroup, guidOf } from '../../../src/sandbox/empty-world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { RemoteError } from '../../../src/errors.ts';
import { setStage } from './directory-kind.ts';

export function describeGroupLists(kind: DirectoryKind): void {
  const id = (name: string) => kind.groupId(guidOf(`group ${name}`));

  describe('the list of groups', () => {
    test('has every group with its id, by name', async () => {
      await using stage = await setStage(kind, (world) => {
        for (const name of ['Sales', 'Administrators', '<b>&quot;']) addGroup(world, { name });
      });

      const { groups, complete } = await stage.directory.readGroups();

      expect(complete).toBe(true);
      expect(groups).toEqual([
        { id: id('<b>&quot;'), name: '<b>&quot;' },
        { id: id('Administrators'), name: 'Administrators' },
        { id: id('Sales'), name: 'Sales' },
      ]);
    });

    test('is empty where there are none', async () => {
      await using stage = await setStage(kind, () => undefined);

      expect(await stage.directory.readGroups()).toEqual({ groups: [], complete: true });
    });

    test('goes over pages, empty ones included', async () => {
      await using stage = await setStage(
        kind,
        (world) => {
          for (let n = 1; n <= 2_100; n += 1) addGroup(world, { name: `G${n}` });
        },
        { quirks: { emptyMiddlePage: true } },
      );

      const { groups, complete } = await stage.directory.readGroups();

      expect(complete).toBe(true);
      expect(new Set(groups.map((group) => group.id)).size).toBe(2_100);
    });

    test('ends where nobody would look any further, and says that it is cut', async () => {
      await using stage = await setStage(kind, (world) => {
        for (let n = 1; n <= 10_001; n += 1) addGroup(world, { name: `G${n}` });
      });

      const { groups, complete } = await stage.directory.readGroups();

      expect(complete).toBe(false);
      expect(groups.length).toBeGreaterThan(9_000);
      expect(groups.length).toBeLessThan(10_001);
    });

    test('is refused to whoever may not read groups', async () => {
      await using stage = await setStage(kind, (world) => {
        world.permissions.readGroups = false;
      });

      const fault: unknown = await stage.directory.readGroups().catch((error: unknown) => error);

      expect(fault).toBeInstanceOf(RemoteError);
      expect(fault).toMatchObject({ reason: 'forbidden' });
    });
  });
}
