/** Whom people report to: somebody, surely nobody, or not told. */
import { describe, expect, test } from 'vitest';
import { memberKey, personId } from '../../../src/domain/ids.ts';
import { addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import { oktaUserId } from '../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';

const idOf = (name: string) => guidOf(`person ${name}@harborpine.example`);

/** Ada reports to Ben, Ben to Cy, Cy to nobody. */
function fill(world: SandboxWorld): void {
  addPerson(world, { login: 'ada@harborpine.example', managerId: idOf('ben') });
  addPerson(world, {
    login: 'ben@harborpine.example',
    firstName: 'Ben <b>',
    lastName: 'Example',
    aliases: ['b@harborpine.example'],
    title: 'Lead',
    hiredOn: '2020-02-03',
    managerId: idOf('cy'),
  });
  addPerson(world, { login: 'cy@harborpine.example' });
}

export function describeManagers(kind: DirectoryKind): void {
  const ask = (...names: string[]) => names.map((name) => kind.personId(idOf(name)));

  describe('managers', () => {
    test('are told as they are told anywhere else, one answer per person', async () => {
      await using stage = await setStage(kind, fill);

      const managers = await stage.directory.readManagers(ask('ada', 'ben', 'cy', 'ada'), []);
      const people = await stage.directory.readPeople(
        ask('ben', 'cy').map((id) => ({ member: memberKey(1), by: { kind: 'id', id } })),
      );

      expect(managers).toEqual([
        { person: kind.personId(idOf('ada')), manager: people[0]?.people[0] },
        { person: kind.personId(idOf('ben')), manager: people[1]?.people[0] },
        { person: kind.personId(idOf('cy')), manager: null },
      ]);
      expect(managers[0]?.manager).toMatchObject({ displayName: 'Ben <b> Example', state: 'enabled', title: 'Lead' });
    });

    test('of people who are disabled are still known, and so are managers who are', async () => {
      await using stage = await setStage(kind, fill);
      for (const name of ['ada', 'ben']) stage.world.people.get(idOf(name))!.state = 'disabled';

      const managers = await stage.directory.readManagers(ask('ada'), []);

      expect(managers).toMatchObject([{ manager: { id: kind.personId(idOf('ben')), state: 'disabled' } }]);
    });

    test('who are deleted are nobody’s, and of people who are deleted nobody knows any', async () => {
      await using stage = await setStage(kind, fill);
      stage.world.people.get(idOf('ben'))!.state = 'deleted';

      const managers = await stage.directory.readManagers(ask('ada', 'ben'), []);

      expect(managers.map(({ manager }) => manager)).toEqual([null, null]);
    });

    test('are read anew every time', async () => {
      await using stage = await setStage(kind, fill);

      const before = await stage.directory.readManagers(ask('ada'), []);
      stage.world.people.get(idOf('ada'))!.managerId = idOf('cy');
      const after = await stage.directory.readManagers(ask('ada'), []);

      expect([before, after].map(([one]) => one?.manager?.id)).toEqual(ask('ben', 'cy'));
    });

    test('of an id that this directory never gave to anyone are not asked for', async () => {
      await using stage = await setStage(kind, fill);
      const foreign = [
        personId(kind.system === 'graph' ? oktaUserId(idOf('ada')) : idOf('ada')),
        personId('ada@harborpine.example'),
      ];

      expect(await stage.directory.readManagers(foreign, [])).toEqual([]);
      expect(await stage.directory.readManagers([], [])).toEqual([]);
      expect(stage.sandbox.traffic).toHaveLength(0);
    });

    test('that the directory may not tell are left out; any other fault is thrown', async () => {
      await using stage = await setStage(kind, fill);
      const fail = (status: number) => {
        const body = kind.system === 'graph' ? { error: { code: 'x' } } : { errorCode: 'E0000006' };
        const effect = { kind: 'answer', status, body: JSON.stringify(body) } as const;
        stage.sandbox.addFault({ system: kind.system, path: /users|batch/, times: status === 500 ? 5 : 1, effect });
      };

      fail(403);
      expect(await stage.directory.readManagers(ask('ada'), [])).toEqual([]);
      fail(500);
      const fault: unknown = await stage.directory.readManagers(ask('ada'), []).catch((error: unknown) => error);
      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'unavailable' });
    });

    test('of hundreds who share one cost few requests', async () => {
      const names = Array.from({ length: 150 }, (_, at) => `p${at}`);
      await using stage = await setStage(kind, (world) => {
        addPerson(world, { login: 'ben@harborpine.example' });
        for (const name of names) addPerson(world, { login: `${name}@harborpine.example`, managerId: idOf('ben') });
      });

      const managers = await stage.directory.readManagers(ask(...names), []);

      expect(managers.map(({ manager }) => manager?.login)).toEqual(names.map(() => 'ben@harborpine.example'));
      // Okta keeps the manager in the person's own profile and has no batches.
      expect(stage.sandbox.traffic.length).toBe(kind.system === 'graph' ? 8 : 151);
    });
  });
}
