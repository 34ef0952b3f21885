/** What a directory makes of answers that cannot be trusted: never a smaller roster that calls itself complete. */
import { describe, expect, test } from 'vitest';
import { memberKey } from '../../../src/domain/ids.ts';
import { RemoteError } from '../../../src/errors.ts';
import type { RemoteReason } from '../../../src/errors.ts';
import type { FaultEffect } from '../../../src/sandbox/context.ts';
import { addGroup, addPerson, guidOf } from '../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import type { DirectoryKind } from './directory-kind.ts';
import { setStage } from './directory-kind.ts';
import { startSecondServer } from './second-server.ts';

const MEMBER = memberKey(1);
const TEAM = guidOf('group Team');
const OTHER = guidOf('group Other');

function fill(world: SandboxWorld): void {
  const ada = addPerson(world, { login: 'ada@harborpine.example' });
  const ben = addPerson(world, { login: 'ben@harborpine.example' });
  addGroup(world, { name: 'Team', people: [ada, ben] });
  addGroup(world, { name: 'Other', people: [addPerson(world, { login: 'cyd@harborpine.example' })] });
}

const html = (body: string): FaultEffect => ({
  kind: 'answer',
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});
const answer = (status: number, headers: Readonly<Record<string, string>> = {}): FaultEffect => ({
  kind: 'answer',
  status,
  headers,
  body: '{}',
});

const LASTING: readonly (readonly [string, FaultEffect, RemoteReason])[] = [
  ['an HTML page', html('<html><body>Sign in</body></html>'), 'malformed'],
  ['an HTML answer with an empty body', html(''), 'malformed'],
  ['an empty JSON answer', { kind: 'answer', status: 200, body: '' }, 'malformed'],
  ['JSON that is cut', { kind: 'cut' }, 'malformed'],
  ['JSON of another shape', { kind: 'edit', edit: () => ({ people: [] }) }, 'malformed'],
  ['JSON null', { kind: 'edit', edit: () => null }, 'malformed'],
  ['a 401', answer(401), 'credentials'],
  ['a 403', answer(403), 'forbidden'],
  ['a 400', answer(400), 'invalid'],
  ['a 429 that stays', answer(429, { 'retry-after': '1' }), 'throttled'],
  ['a 503 that stays', answer(503), 'unavailable'],
  ['a connection that drops', { kind: 'drop' }, 'unavailable'],
];

export function describeFaults(kind: DirectoryKind): void {
  const { system } = kind;
  const team = kind.groupId(TEAM);
  const other = kind.groupId(OTHER);

  describe('faults', () => {
    test.each(LASTING)('%s instead of the only group is thrown as such', async (_case, effect, reason) => {
      await using stage = await setStage(kind, fill);
      stage.sandbox.addFault({ system, path: kind.membersOf(TEAM), times: Infinity, effect });

      const fault: unknown = await stage.directory.readRoster([team]).catch((error: unknown) => error);

      expect(fault).toBeInstanceOf(RemoteError);
      expect(fault).toMatchObject({ reason });
      expect(String(fault)).not.toMatch(/\?|sandbox-|Bearer|SSWS/);
    });

    test.each(LASTING)('%s instead of one of two groups leaves an incomplete roster', async (_case, effect) => {
      await using stage = await setStage(kind, fill);
      stage.sandbox.addFault({ system, path: kind.membersOf(TEAM), times: Infinity, effect });

      const roster = await stage.directory.readRoster([team, other]);

      expect(roster.complete).toBe(false);
      expect(roster.problems).toMatchObject([{ check: 'failed' }]);
      expect(roster.problems[0]?.place).toContain(team);
      expect(roster.people.map((person) => person.login)).toEqual(['cyd@harborpine.example']);
      expect(roster.groups.map((group) => group.people)).toEqual([0, 1]);
    });

    test.each(LASTING)(
      '%s instead of a look-up is thrown: by id, by address, of a place',
      async (_case, effect, reason) => {
        await using stage = await setStage(kind, fill);
        stage.sandbox.addFault({ system, path: /./, times: Infinity, effect });
        const id = kind.personId([...stage.world.people.keys()][0]!);

        const faults = await Promise.all([
          stage.directory.readPeople([lookupById(id)]).catch((error: unknown) => error),
          stage.directory.readPeople([lookupByAddress('ada@harborpine.example')]).catch((error: unknown) => error),
          stage.directory.readMembership(id, [team]).catch((error: unknown) => error),
          stage.directory.readPlace(id, [team, 'Other']).catch((error: unknown) => error),
        ]);

        expect(faults).toMatchObject([{ reason }, { reason }, { reason }, { reason }]);
        expect(faults.every((fault) => fault instanceof RemoteError)).toBe(true);
      },
    );

    test.each([
      ['429', answer(429, { 'retry-after': '7' }), { retries: 1, throttled: 1 }],
      ['503', answer(503), { retries: 1, throttled: 0 }],
      ['dropped connection', { kind: 'drop' } as const, { retries: 1, throttled: 0 }],
    ])('a %s that passes is waited for, and nobody is lost', async (_case, effect, counted) => {
      await using stage = await setStage(kind, fill);
      stage.sandbox.addFault({ system, path: kind.membersOf(TEAM), effect });

      const roster = await stage.directory.readRoster([team]);

      expect(roster).toMatchObject({ complete: true, problems: [] });
      expect(roster.people).toHaveLength(2);
      expect(stage.meter.read()).toMatchObject([counted]);
      expect(stage.waits).toHaveLength(1);
      if (counted.throttled === 1) expect(stage.waits[0]).toBeGreaterThanOrEqual(7000);
    });

    test('wrong credentials are named as such', async () => {
      await using stage = await setStage(kind, fill, { credential: 'wrong' });

      const fault: unknown = await stage.directory.readRoster([team]).catch((error: unknown) => error);

      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'credentials', status: 401 });
    });

    test('a missing right is named as such', async () => {
      await using stage = await setStage(kind, fill);
      stage.world.permissions.readGroups = false;

      const fault: unknown = await stage.directory.readRoster([team]).catch((error: unknown) => error);

      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'forbidden', status: 403 });
    });

    test('a redirect to another host is not followed', async () => {
      await using second = await startSecondServer();
      await using stage = await setStage(kind, fill);
      const effect = answer(302, { location: `${second.url}/v1.0/groups` });
      stage.sandbox.addFault({ system, path: kind.membersOf(TEAM), times: Infinity, effect });

      const fault: unknown = await stage.directory.readRoster([team]).catch((error: unknown) => error);

      expect(fault).toMatchObject({ name: 'RemoteError', reason: 'malformed' });
      expect(second.heard).toEqual([]);
    });

    test('a next link to another host is not followed, and the list counts as cut', async () => {
      await using second = await startSecondServer();
      await using stage = await setStage(kind, fill);
      const people = [...stage.world.people.values()].slice(0, 1);
      const path = new URL(kind.nextLink(stage.sandbox)).pathname;
      stage.sandbox.addFault({ system, path: kind.membersOf(TEAM), effect: kind.page(people, `${second.url}${path}`) });

      const roster = await stage.directory.readRoster([team]);

      expect(roster).toMatchObject({ complete: false, problems: [{ check: 'cut' }] });
      expect(second.heard).toEqual([]);
    });

    test('a next link that repeats ends the list, which is incomplete', async () => {
      await using stage = await setStage(kind, fill);
      const people = [...stage.world.people.values()].slice(0, 2);
      const effect = kind.page(people, kind.nextLink(stage.sandbox));
      stage.sandbox.addFault({ system, path: /./, times: Infinity, effect });

      const roster = await stage.directory.readRoster([team]);

      expect(roster).toMatchObject({ complete: false, problems: [{ check: 'repeated' }] });
      expect(stage.sandbox.traffic.length).toBeLessThan(5);
    });

    test('a fault on a later page keeps who was read, and the list counts as cut', async () => {
      await using stage = await setStage(
        kind,
        (world) => {
          const group = addGroup(world, { name: 'Team' });
          for (let n = 1; n <= kind.large.people; n += 1)
            addPerson(world, { login: `person.${n}@harborpine.example`, groups: [group] });
        },
        { quirks: kind.large.quirks },
      );
      stage.sandbox.addFault({ system, path: kind.membersOf(TEAM), skip: 1, effect: { kind: 'cut' } });

      const roster = await stage.directory.readRoster([team]);

      expect(roster).toMatchObject({ complete: false, problems: [{ check: 'cut' }] });
      expect(roster.people.length).toBeGreaterThan(0);
      expect(roster.people.length).toBeLessThan(kind.large.people);
    });

    test('a directory that keeps their states to itself makes nobody enabled or disabled', async () => {
      await using stage = await setStage(kind, fill);
      kind.keepStatesSecret(stage.sandbox);

      const roster = await stage.directory.readRoster([team]);

      expect(roster.people.map((person) => person.state)).toEqual(['unknown', 'unknown']);
    });
  });
}

function lookupById(id: ReturnType<DirectoryKind['personId']>) {
  return { member: MEMBER, by: { kind: 'id', id } } as const;
}

function lookupByAddress(address: string) {
  return { member: MEMBER, by: { kind: 'addresses', addresses: [address] } } as const;
}
