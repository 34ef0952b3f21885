/** The self-test names what is missing and how it is granted, for either credential. */
import { describe, expect, test } from 'vitest';
import { addGroup, addPerson } from '../../../src/sandbox/empty-world.ts';
import { oktaGroupId } from '../../../src/sandbox/okta/ids.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';
import { BY_KEY, BY_TOKEN } from './credentials.ts';
import { json, startOrg } from './start-org.ts';

function fill(world: SandboxWorld): void {
  addGroup(world, { name: 'Team', people: [addPerson(world)] });
}

test.each([
  ['an API token', BY_TOKEN],
  ['a private key', BY_KEY],
])('with %s that may do everything, all is well', async (_case, credential) => {
  const org = await startOrg(fill, { credential });
  const id = oktaGroupId([...org.world.groups.keys()][0] ?? '');

  const checks = await org.directory.check(['Team', id]);

  expect(checks.map(({ name, result }) => `${result} ${name}`)).toEqual([
    'ok Okta: token',
    'ok Okta: clock',
    'ok Okta: read groups',
    'ok Okta: read users',
    'ok Okta: group Team',
    `ok Okta: group ${id}`,
  ]);
  expect(checks.at(-1)?.detail).toContain('"Team"');
});

describe('rights', () => {
  test.each([
    ['groups', 'readGroups', BY_TOKEN, 'Okta: read groups', 'rights of the admin who made it'],
    ['users', 'readUsers', BY_TOKEN, 'Okta: read users', 'rights of the admin who made it'],
    ['groups', 'readGroups', BY_KEY, 'Okta: read groups', 'okta.groups.read'],
    ['users', 'readUsers', BY_KEY, 'Okta: read users', 'okta.users.read'],
  ] as const)(
    'without the right to read %s (%s, %o) the check says so',
    async (_what, right, credential, name, fix) => {
      const org = await startOrg(fill, { credential });
      org.world.permissions[right] = false;

      const checks = await org.directory.check([]);

      const failed = checks.filter((check) => check.result === 'fail');
      expect(failed.map((check) => check.name)).toEqual([name]);
      expect(failed[0]?.fix).toContain(fix);
    },
  );

  test.each([
    ['an API token', BY_TOKEN, 'rights of the admin who made it'],
    ['a private key', BY_KEY, 'scope okta.logs.read'],
  ])('without the right to read the log, %s is a warning with how to grant it', async (_case, credential, fix) => {
    const org = await startOrg(fill, { credential, readsEventLog: true });
    org.world.permissions.readLog = false;

    const checks = await org.directory.check(['Team']);

    expect(checks.filter((check) => check.result !== 'ok')).toMatchObject([
      { name: 'Okta: read event log', result: 'warn' },
    ]);
    expect(checks.find((check) => check.name === 'Okta: read event log')?.fix).toContain(fix);
  });

  test.each([
    ['an API token', BY_TOKEN],
    ['a private key', BY_KEY],
  ])('the log is checked for %s where it is of interest', async (_case, credential) => {
    const org = await startOrg(fill, { credential, readsEventLog: true });

    const checks = await org.directory.check(['Team']);

    expect(checks.map(({ name, result }) => `${result} ${name}`).slice(3)).toEqual([
      'ok Okta: read users',
      'ok Okta: read event log',
      'ok Okta: group Team',
    ]);
  });

  test('a log that cannot be reached is a warning too, which says what that costs', async () => {
    const org = await startOrg(fill, { readsEventLog: true });
    org.fail(/logs/, json(503, {}));

    const checks = await org.directory.check([]);

    expect(checks.at(-1)).toMatchObject({ name: 'Okta: read event log', result: 'warn' });
    expect(checks.at(-1)?.detail).toContain('did not deliver');
  });

  test('a scope that the app was not granted is named, and nothing else is tried', async () => {
    const org = await startOrg(fill, { credential: BY_KEY });
    org.fail(/token/, json(400, { error: 'invalid_scope', error_description: 'Not granted.' }));

    const checks = await org.directory.check(['Team']);

    expect(checks).toMatchObject([{ name: 'Okta: token', result: 'fail' }]);
    expect(checks[0]?.detail).toContain('invalid_scope');
    expect(checks[0]?.fix).toContain('okta.groups.read and okta.users.read');
  });

  test('a token that is not accepted is told once, not for every right', async () => {
    const org = await startOrg(fill, { credential: { kind: 'api-token', token: 'lapsed' } });

    const checks = await org.directory.check(['Team']);

    expect(checks).toMatchObject([{ name: 'Okta: token', result: 'fail' }]);
    expect(checks[0]?.detail).toContain('E0000011');
    expect(checks[0]?.fix).toContain('30 days');
  });
});

describe('clock', () => {
  test.each([
    [30, 'ok'],
    [-30, 'ok'],
    [120, 'warn'],
    [-120, 'warn'],
    [400, 'fail'],
    [-400, 'fail'],
  ])('%s seconds away is %s', async (seconds, result) => {
    const here = new Date('2026-11-23T10:00:00.000Z');
    const there = new Date(here.getTime() + seconds * 1000);
    const org = await startOrg(fill, { clock: { now: () => here, elapsed: () => 0 }, now: () => there });

    const checks = await org.directory.check([]);

    expect(checks.find((check) => check.name === 'Okta: clock')).toMatchObject({ result });
  });
});

describe('groups', () => {
  test('an empty group is worth a warning', async () => {
    const org = await startOrg((world) => {
      addGroup(world, { name: 'Nobody' });
    });

    const checks = await org.directory.check(['Nobody']);

    expect(checks.at(-1)).toMatchObject({ name: 'Okta: group Nobody', result: 'warn' });
  });

  test.each([
    ['by name', 'Nowhere', 'no group named'],
    ['by id', '00g00000000000000001', 'no group with this id'],
  ])('a group that is not there fails, given %s', async (_case, selector, detail) => {
    const org = await startOrg(fill);

    const checks = await org.directory.check([selector]);

    expect(checks.at(-1)).toMatchObject({ name: `Okta: group ${selector}`, result: 'fail' });
    expect(checks.at(-1)?.detail).toContain(detail);
  });
});

test('an org that drops every connection is a failed check, not an exception', async () => {
  const org = await startOrg(fill);
  org.fail(/./, { kind: 'drop' });

  const checks = await org.directory.check(['Team']);

  expect(checks).toMatchObject([{ name: 'Okta: token', result: 'fail' }]);
});
