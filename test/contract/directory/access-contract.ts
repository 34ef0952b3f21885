/** Direct membership checks, and the self-test that tells an administrator what is missing. */
import { describe, expect, test } from 'vitest';
import { addGroup, addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';

const ADA = guidOf('person ada@harborpine.example');

export function describeAccess(kind: DirectoryKind): void {
  const id = (name: string) => kind.groupId(guidOf(`group ${name}`));

  describe('membership', () => {
    test('answers those of the asked groups that the person is in, nested ones included', async () => {
      await using stage = await setStage(kind, (world) => {
        const ada = addPerson(world, { login: 'ada@harborpine.example' });
        const inner = addGroup(world, { name: 'Inner', people: [ada] });
        addGroup(world, { name: 'Outer', groups: [inner] });
        addGroup(world, { name: 'Elsewhere' });
        addGroup(world, { name: 'Unasked', people: [ada] });
      });

      const groups = await stage.directory.readMembership(kind.personId(ADA), [
        id('Elsewhere'),
        id('Outer'),
        id('Inner'),
      ]);

      expect(groups.map(String).sort()).toEqual([id('Outer'), id('Inner')].map(String).sort());
    });

    test('works for more groups than fit into one request', async () => {
      await using stage = await setStage(kind, (world) => {
        const ada = addPerson(world, { login: 'ada@harborpine.example' });
        for (let n = 1; n <= 45; n += 1) addGroup(world, { name: `G${n}`, people: n % 10 === 0 ? [ada] : [] });
      });
      const all = Array.from({ length: 45 }, (_, at) => id(`G${at + 1}`));

      const groups = await stage.directory.readMembership(kind.personId(ADA), all);

      expect(groups.map(String).sort()).toEqual(['G10', 'G20', 'G30', 'G40'].map((name) => String(id(name))).sort());
    });

    test('of someone who is not there is a fault, not an absence', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Team' });
      });

      const fault: unknown = await stage.directory
        .readMembership(kind.personId(ADA), [id('Team')])
        .catch((error: unknown) => error);

      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'missing' });
    });
  });

  describe('self-test', () => {
    test('is all well where everything is granted', async () => {
      await using stage = await setStage(kind, (world) => {
        addGroup(world, { name: 'Team', people: [addPerson(world)] });
      });

      const checks = await stage.directory.check(['Team']);

      expect(checks.filter((check) => check.result !== 'ok')).toEqual([]);
      expect(checks.length).toBeGreaterThan(2);
      expect(checks.some((check) => check.name.includes('Team'))).toBe(true);
    });

    test.each([
      ['wrong credentials', 'wrong', {}],
      ['no right to read groups', 'good', { readGroups: false }],
      ['no right to read users', 'good', { readUsers: false }],
    ] as const)(
      'with %s fails, says how to mend it, and gives nothing away',
      async (_case, credential, permissions) => {
        await using stage = await setStage(
          kind,
          (world) => {
            addGroup(world, { name: 'Team', people: [addPerson(world)] });
            Object.assign(world.permissions, permissions);
          },
          { credential },
        );

        const checks = await stage.directory.check(['Team']);

        const failed = checks.filter((check) => check.result === 'fail');
        expect(failed.length).toBeGreaterThan(0);
        expect(failed.every((check) => (check.fix ?? '').length > 10)).toBe(true);
        expect(JSON.stringify(checks)).not.toMatch(/sandbox-|wrong-token/);
      },
    );

    test('fails for a group that is not there, and never throws when nothing answers', async () => {
      await using stage = await setStage(kind, (world) => {
        addPerson(world);
      });

      const missing = await stage.directory.check(['Nowhere']);
      stage.sandbox.addFault({ system: kind.system, path: /./, times: Infinity, effect: { kind: 'drop' } });
      const silent = await stage.directory.check(['Nowhere']);

      expect(missing.filter((check) => check.result === 'fail').map((check) => check.name)).toEqual([
        expect.stringContaining('Nowhere'),
      ]);
      expect(silent.some((check) => check.result === 'fail')).toBe(true);
    });
  });
}
