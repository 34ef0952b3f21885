import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addGroup, addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import type { SandboxWorld } from '../../../../src/sandbox/world.ts';
import { setEntraStage } from '../stage.ts';

const page = z.looseObject({ '@odata.count': z.number().optional(), value: z.array(z.looseObject({})) });
const TEAM = guidOf('group Team');

/** As many groups as sizes, "Group 1" and so on, nobody in two of them. */
function fillWith(...sizes: readonly number[]): (world: SandboxWorld) => void {
  return (world) => {
    for (const [at, size] of sizes.entries()) {
      const group = addGroup(world, { name: `Group ${at + 1}` });
      for (let n = 1; n <= size; n += 1) addPerson(world, { login: `p${at}.${n}@harborpine.example`, groups: [group] });
    }
  };
}
const ids = (groups: number) => Array.from({ length: groups }, (_, at) => guidOf(`group Group ${at + 1}`));

function team(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world), addPerson(world)] });
}

describe('requests', () => {
  test.each([
    ['500 people in three groups given by id', [167, 167, 166], 3],
    ['5,000 people in one group', [5000], 6],
    ['999 people in one group', [999], 1],
  ])('%s (%j) take %i requests', async (_case, sizes, requests) => {
    await using stage = await setEntraStage(fillWith(...sizes));

    const roster = await stage.directory.readRoster(ids(sizes.length));

    expect(roster.problems).toEqual([]);
    expect(roster.people).toHaveLength(sizes.reduce((sum, size) => sum + size, 0));
    expect(stage.sandbox.traffic).toHaveLength(requests);
    expect(stage.meter.read()).toMatchObject([
      { system: 'Microsoft Entra ID', token: 0, reference: 0, data: requests },
    ]);
  });

  test('fifteen names take one look-up in common, counted as reference', async () => {
    await using stage = await setEntraStage(fillWith(...Array.from({ length: 15 }, () => 1)));

    const roster = await stage.directory.readRoster(Array.from({ length: 15 }, (_, at) => `Group ${at + 1}`));

    expect(roster.complete).toBe(true);
    expect(stage.meter.read()).toMatchObject([{ reference: 1, data: 15, retries: 0 }]);
  });
});

describe('a list that contradicts itself', () => {
  test.each([
    [
      'fewer people than counted',
      (body: z.infer<typeof page>) => ({ ...body, value: body.value.slice(1) }),
      'count-contradicted',
    ],
    ['no count', (body: z.infer<typeof page>) => ({ ...body, '@odata.count': undefined }), 'count-contradicted'],
    [
      'the same person twice instead of two',
      (body: z.infer<typeof page>) => ({ ...body, value: [body.value[0], body.value[0]] }),
      'count-contradicted',
    ],
  ])('with %s is incomplete', async (_case, edit, check) => {
    await using stage = await setEntraStage(team);
    const effect = { kind: 'edit', edit: (body: unknown) => edit(page.parse(body)) } as const;
    stage.sandbox.addFault({ system: 'graph', path: /transitiveMembers/, effect });

    const roster = await stage.directory.readRoster([TEAM]);

    expect(roster).toMatchObject({ complete: false, problems: [{ check, place: `group ${TEAM}` }] });
  });

  test('with more people than counted is complete: someone joined meanwhile', async () => {
    await using stage = await setEntraStage(team);
    const effect = { kind: 'edit', edit: (body: unknown) => ({ ...page.parse(body), '@odata.count': 1 }) } as const;
    stage.sandbox.addFault({ system: 'graph', path: /transitiveMembers/, effect });

    const roster = await stage.directory.readRoster([TEAM]);

    expect(roster).toMatchObject({ complete: true });
    expect(roster.people).toHaveLength(2);
  });

  test.each([
    ['no id', { id: undefined }],
    ['an empty id', { id: ' ' }],
    ['a text for accountEnabled', { accountEnabled: 'true' }],
  ])('with an entry that has %s is incomplete, and the entry is left out', async (_case, spoilt) => {
    await using stage = await setEntraStage(team);
    const edit = (body: unknown) => {
      const { value, ...rest } = page.parse(body);
      return { ...rest, value: [{ ...value[0], ...spoilt }, value[1]] };
    };
    stage.sandbox.addFault({ system: 'graph', path: /transitiveMembers/, effect: { kind: 'edit', edit } });

    const roster = await stage.directory.readRoster([TEAM]);

    expect(roster.complete).toBe(false);
    expect(roster.problems.map((problem) => problem.check)).toContain('unreadable');
    expect(roster.people).toHaveLength(1);
  });

  test('without the permission to read users is incomplete and names it once', async () => {
    await using stage = await setEntraStage(fillWith(3, 3));
    stage.world.permissions.readUsers = false;

    const roster = await stage.directory.readRoster(ids(2));

    expect(roster).toMatchObject({ complete: false, problems: [{ check: 'unreadable' }] });
    expect(roster.problems[0]?.detail).toContain('User.Read.All');
    expect(roster.people.map((person) => person.state)).toEqual(Array.from({ length: 6 }, () => 'unknown'));
  });

  test('whose names cannot be looked up still has the groups given by id', async () => {
    await using stage = await setEntraStage(fillWith(1, 1));
    stage.sandbox.addFault({ system: 'graph', path: /\/groups\?/, times: Infinity, effect: { kind: 'cut' } });

    const roster = await stage.directory.readRoster(['Group 1', ...ids(2).slice(1)]);

    expect(roster).toMatchObject({ complete: false, problems: [{ check: 'failed', place: 'group Group 1' }] });
    expect(roster.people).toHaveLength(1);
  });

  test('that never ends, page after empty page, is given up', async () => {
    await using stage = await setEntraStage(team);
    const list = `${stage.sandbox.urls.graph}/v1.0/groups/${TEAM}/transitiveMembers/microsoft.graph.user?$count=true`;
    let pages = 0;
    const edit = () => {
      pages += 1;
      return { '@odata.count': 0, '@odata.nextLink': `${list}&page=${pages}`, value: [] };
    };
    const effect = { kind: 'edit', edit } as const;
    stage.sandbox.addFault({ system: 'graph', path: /transitiveMembers/, times: 200, effect });

    const roster = await stage.directory.readRoster([TEAM]);

    expect(roster).toMatchObject({ complete: false, problems: [{ check: 'repeated' }] });
    expect(pages).toBeLessThan(100);
  });
});

test('an attempt that gets no answer in time is repeated, then given up as unavailable', async () => {
  await using stage = await setEntraStage(team, { timeoutMs: 40 });
  const effect = { kind: 'delay', ms: 3_600_000 } as const;
  stage.sandbox.addFault({ system: 'graph', path: /transitiveMembers/, times: Infinity, effect });

  const fault: unknown = await stage.directory.readRoster([TEAM]).catch((error: unknown) => error);

  expect(fault).toMatchObject({ name: 'RemoteError', reason: 'unavailable', status: null });
  expect(String(fault)).toContain('40 ms');
  expect(stage.waits).toHaveLength(4);
});

test('what Graph says is quoted, but the token is not, even where Graph repeats it', async () => {
  await using stage = await setEntraStage(team);
  const body = JSON.stringify({ error: { code: 'BadRequest', message: 'Cannot use sandbox-graph-token here.' } });
  stage.sandbox.addFault({ system: 'graph', path: /transitiveMembers/, effect: { kind: 'answer', status: 400, body } });

  const fault: unknown = await stage.directory.readRoster([TEAM]).catch((error: unknown) => error);

  expect(String(fault)).toContain('Cannot use [secret] here.');
  expect(String(fault)).not.toContain('sandbox-graph-token');
});
