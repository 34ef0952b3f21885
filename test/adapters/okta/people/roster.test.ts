/** Reading groups: what it costs, what counts as whole, and what becomes of odd records. */
import { describe, expect, test } from 'vitest';
import { addGroup, addPerson } from '../../../../src/sandbox/empty-world.ts';
import { oktaGroupId, oktaUserId } from '../../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld, WorldGroup } from '../../../../src/sandbox/world.ts';
import { html, json, startOrg } from '../start-org.ts';

/** A group of so many people. */
function fillGroup(world: SandboxWorld, name: string, people: number): WorldGroup {
  const group = addGroup(world, { name });
  for (let n = 1; n <= people; n += 1) addPerson(world, { login: `${name}.${n}@example.com`, groups: [group] });
  return group;
}

function idsIn(world: SandboxWorld): readonly string[] {
  return [...world.groups.keys()].map(oktaGroupId);
}

const USER = { id: '00uRaw00000000000001', status: 'ACTIVE', profile: { login: 'raw@example.com' } };

describe('cost', () => {
  test('500 people in 3 groups given by id are read with 3 requests', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'A', 200);
      fillGroup(world, 'B', 200);
      fillGroup(world, 'C', 100);
    });

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster.people).toHaveLength(500);
    expect(org.requests()).toHaveLength(3);
    expect(org.meter.read()).toMatchObject([{ system: 'Okta', token: 0, reference: 0, data: 3, retries: 0 }]);
  });

  test('5,000 people in one group are read with 5 requests', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 5000);
    });

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster).toMatchObject({ complete: true });
    expect(roster.people).toHaveLength(5000);
    expect(org.requests()).toHaveLength(5);
  });

  test('a group given by name costs one search more', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'Technicians', 2);
    });

    await org.directory.readRoster(['technicians']);

    expect(org.requests()[0]).toBe('GET /api/v1/groups?q=technicians&limit=300');
    expect(org.meter.read()).toMatchObject([{ reference: 1, data: 1 }]);
  });

  test('the page size is asked for, and smaller pages are followed to the end', async () => {
    const org = await startOrg(
      (world) => {
        fillGroup(world, 'All', 25);
      },
      { pageSize: 20, quirks: { oktaMaxPage: 10 } },
    );

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster.people).toHaveLength(25);
    expect(org.requests()[0]).toMatch(/\?limit=20$/);
    expect(org.requests()).toHaveLength(3);
  });
});

describe('people', () => {
  test('an empty page in the middle ends nothing', async () => {
    const org = await startOrg(
      (world) => {
        fillGroup(world, 'All', 30);
      },
      { quirks: { oktaMaxPage: 10, emptyMiddlePage: true } },
    );

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster).toMatchObject({ complete: true, problems: [] });
    expect(roster.people).toHaveLength(30);
    expect(org.requests()).toHaveLength(4);
  });

  test('someone who turns up on two pages is one person, as seen last', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 0);
    });
    const next = `${org.sandbox.urls.okta}/api/v1/second`;
    org.fail(/\/users/, json(200, [USER], { link: `<${next}>; rel="next"` }), 1);
    org.fail(/\/second/, json(200, [{ ...USER, status: 'DEPROVISIONED' }]), 1);

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster).toMatchObject({ complete: true, people: [{ id: USER.id, state: 'disabled' }] });
    expect(roster.people).toHaveLength(1);
  });

  test('a status that this version does not know makes the person unknown and the roster no less complete', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 0);
    });
    org.fail(/\/users/, json(200, [{ ...USER, status: 'ACTIVATING' }]));

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster).toMatchObject({ complete: true, people: [{ state: 'unknown' }] });
  });

  test('a status that changes between two reads is seen', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 1);
    });
    const [person] = [...org.world.people.values()];

    const before = await org.directory.readRoster(idsIn(org.world));
    person!.state = 'disabled';
    const after = await org.directory.readRoster(idsIn(org.world));

    expect([before.people[0]?.state, after.people[0]?.state]).toEqual(['enabled', 'disabled']);
  });

  test('names are kept as they are, custom attributes and bodies far beyond 64 KB do no harm', async () => {
    const endless = `<b>=1+1</b>"';${'x'.repeat(300_000)}`;
    const org = await startOrg((world) => {
      const group = addGroup(world, { name: 'All' });
      addPerson(world, { login: 'ada@example.com', title: endless, accountName: 'ada', groups: [group] });
    });
    org.fail(/\/users/, {
      kind: 'edit',
      edit: (body) => {
        if (!Array.isArray(body)) throw new Error('Expected a list');
        const users: readonly object[] = body;
        return users.map((user) => Object.assign(user, { custom: { deep: [endless] } }));
      },
    });

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster.people[0]).toMatchObject({ title: endless, accountName: 'ada' });
  });

  test.each([
    ['without a status', { ...USER, status: undefined }, 'status'],
    ['with an empty id', { ...USER, id: '' }, 'id'],
    ['without a login', { ...USER, profile: {} }, 'profile.login'],
    ['that is one letter', '<', 'the record'],
  ])('a record %s is left out, and the roster is incomplete', async (_case, record, named) => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 0);
    });
    org.fail(/\/users/, json(200, [record, USER]));

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster.complete).toBe(false);
    expect(roster.people.map((person) => person.id)).toEqual([USER.id]);
    expect(roster.problems).toMatchObject([{ check: 'unreadable', detail: expect.stringContaining(named) as string }]);
  });

  test('someone in two groups is one person with both', async () => {
    const org = await startOrg((world) => {
      const first = addGroup(world, { name: 'First' });
      const second = addGroup(world, { name: 'Second' });
      addPerson(world, { groups: [first, second] });
    });
    const [first = '', second = ''] = idsIn(org.world);

    const roster = await org.directory.readRoster([first, 'Second']);

    expect(roster.people.map((person) => person.groups)).toEqual([[first, second]]);
    expect(roster.people[0]?.id).toBe(oktaUserId([...org.world.people.keys()][0] ?? ''));
  });
});

describe('groups', () => {
  test.each(['PSA', 'psa', 'PSA & "Co" / Köln?', 'ﬁeld #1 100%'])('the name %s is found exactly', async (name) => {
    const org = await startOrg((world) => {
      fillGroup(world, name, 1);
      fillGroup(world, `${name} Technicians`, 1);
    });

    const roster = await org.directory.readRoster([name]);

    expect(roster.groups).toMatchObject([{ selector: name, id: idsIn(org.world)[0], name, people: 1 }]);
  });

  test('a search that may have left groups out is not trusted', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'PSA', 1);
      for (let n = 1; n <= 320; n += 1) addGroup(world, { name: `PSA ${n}` });
      fillGroup(world, 'Other', 1);
    });

    const roster = await org.directory.readRoster(['PSA', 'Other']);

    expect(roster.problems).toMatchObject([{ check: 'failed', place: 'group PSA' }]);
    expect(roster.problems[0]?.detail).toContain("give the group's id");
    expect(roster.people).toHaveLength(1);
  });

  test('an error page with status 404 does not make a group missing', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'Here', 1);
      fillGroup(world, 'There', 1);
    });
    const [here = '', there = ''] = idsIn(org.world);
    org.fail(new RegExp(here), {
      kind: 'answer',
      status: 404,
      headers: { 'content-type': 'text/html' },
      body: '<h1>404</h1>',
    });

    const roster = await org.directory.readRoster([here, there]);

    expect(roster.problems).toMatchObject([{ check: 'failed', place: `group ${here}` }]);
  });

  test('a page after the first that is not there cuts the group', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 0);
    });
    org.fail(/\/users/, json(200, [USER], { link: `<${org.sandbox.urls.okta}/api/v1/nowhere>; rel="next"` }));

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster.problems).toMatchObject([{ check: 'cut' }]);
    expect(roster.people).toHaveLength(1);
  });

  test.each([
    ['a Link header without a link', json(200, [USER], { link: 'garbage' }), 'cut'],
    ['a web page', html('<html>Sign in</html>'), 'failed'],
  ])('%s is told from the end of the list', async (_case, effect, check) => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 0);
      fillGroup(world, 'Other', 1);
    });
    const [all = '', other = ''] = idsIn(org.world);
    org.fail(new RegExp(all), effect);

    const roster = await org.directory.readRoster([all, other]);

    expect(roster).toMatchObject({ complete: false, problems: [{ check }] });
  });

  test('links that lead on forever without anybody are given up', async () => {
    const org = await startOrg((world) => {
      fillGroup(world, 'All', 0);
    });
    for (let n = 0; n < 60; n += 1)
      org.fail(/./, json(200, [], { link: `<${org.sandbox.urls.okta}/api/v1/page/${n}>; rel="next"` }), 1);

    const roster = await org.directory.readRoster(idsIn(org.world));

    expect(roster.problems).toMatchObject([{ check: 'repeated' }]);
    expect(org.requests()).toHaveLength(51);
  });
});
