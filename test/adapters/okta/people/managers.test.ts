/** What an Okta profile may say of a manager, and whom that names. */
import { expect, test } from 'vitest';
import { personId } from '../../../../src/domain/ids.ts';
import { addPerson, guidOf } from '../../../../src/sandbox/empty-world.ts';
import { oktaUserId } from '../../../../src/sandbox/okta/ids.ts';
import { startOrg } from '../start-org.ts';

const ADA = oktaUserId(guidOf('person ada@example.com'));

/** An org in which Ada's profile has these attributes besides. */
async function orgSaying(profile: Readonly<Record<string, unknown>>) {
  const org = await startOrg((world) => {
    addPerson(world, { login: 'ada@example.com' });
    addPerson(world, { login: 'ben@example.com', mail: 'desk@example.com', aliases: ['benjamin@example.com'] });
    addPerson(world, { login: 'cy@example.com', mail: 'desk@example.com' });
    addPerson(world, { login: 'gone@example.com', state: 'deleted' });
  });
  const edit = (user: unknown): unknown => {
    if (typeof user !== 'object' || user === null || !('profile' in user)) throw new Error('Expected a user');
    return { ...user, profile: Object.assign({}, user.profile, profile) };
  };
  org.fail(new RegExp(`/users/${ADA}`), { kind: 'edit', edit });
  return org;
}

test.each([
  ['an id', oktaUserId(guidOf('person ben@example.com')), 'ben@example.com'],
  ['a login', 'cy@example.com', 'cy@example.com'],
  ['a login in another case', ' CY@Example.com', 'cy@example.com'],
  ['one person’s further address', 'benjamin@example.com', 'ben@example.com'],
])('%s names that person', async (_case, managerId, login) => {
  const org = await orgSaying({ managerId });

  const managers = await org.directory.readManagers([personId(ADA)], []);

  expect(managers).toMatchObject([{ person: ADA, manager: { login, state: 'enabled' } }]);
});

test.each([
  ['nothing', { managerId: null }],
  ['a blank', { managerId: ' ' }],
  ['an address that two people share', { managerId: 'desk@example.com' }],
  ['an address that nobody has', { managerId: 'nobody@example.com' }],
  ['somebody who is gone', { managerId: oktaUserId(guidOf('person gone@example.com')) }],
  ['a personnel number', { managerId: '1007' }],
  ['something that is no text', { managerId: ['ben@example.com'] }],
  ['an attempt to leave the quotes', { managerId: 'x" or profile.email pr or profile.login eq "a@b' }],
  ['a name alone, which anybody may bear', { manager: 'ben@example.com' }],
])('%s names nobody', async (_case, profile) => {
  const org = await orgSaying(profile);

  const managers = await org.directory.readManagers([personId(ADA)], []);

  expect(managers).toEqual([{ person: ADA, manager: null }]);
});

test('a manager whom the run has read already is not asked for again, and others are', async () => {
  const ben = oktaUserId(guidOf('person ben@example.com'));
  const org = await orgSaying({ managerId: ben });
  const [first] = await org.directory.readManagers([personId(ADA)], []);
  const before = org.requests().length;

  const managers = await org.directory.readManagers([personId(ADA)], [first!.manager!]);

  expect(managers).toEqual([first]);
  expect([before, org.requests().length - before]).toEqual([2, 1]);
});
