import { afterEach, describe, expect, test } from 'vitest';
import { NO_LOGIN_SHOWN } from '../../../../src/adapters/connectwise/members/map-member.ts';
import { addMember, createEmptyWorld } from '../../../../src/sandbox/empty-world.ts';
import { aPsa, stopSandboxes, worldOf } from '../a-psa.ts';

afterEach(stopSandboxes);

const MEMBERS = /\/system\/members\?/;
const PAGE_2 = /\/system\/members\?.*\bpage=2\b/;

describe('a whole read', () => {
  test.each([
    [0, 1],
    [1, 1],
    [500, 1],
    [999, 1],
    [1000, 1],
    [1001, 2],
    [5000, 5],
  ])('%d members take %d pages and one count', async (count, pages) => {
    const { psa, requests, meter } = await aPsa({ world: worldOf(count) });

    const roster = await psa.readMembers();

    expect(roster).toMatchObject({ problems: [], complete: true });
    expect(new Set(roster.members.map(({ key }) => key)).size).toBe(count);
    expect(requests().filter((request) => request === 'GET /system/members')).toHaveLength(pages);
    expect(requests().filter((request) => request === 'GET /system/members/count')).toHaveLength(1);
    expect(requests()).toHaveLength(pages + 2);
    expect(meter.read()).toMatchObject([{ data: pages + 1, reference: 1, write: 0, retries: 0 }]);
  });

  test('holds active, inactive and API members alike', async () => {
    const world = createEmptyWorld();
    addMember(world, { identifier: 'active' });
    addMember(world, { identifier: 'gone', inactiveFlag: true });
    addMember(world, { identifier: 'api', licenseClass: 'A' });
    const { psa } = await aPsa({ world });

    const { members } = await psa.readMembers();

    expect(members.map(({ identifier, active, licenseClass }) => [identifier, active, licenseClass])).toEqual([
      ['active', true, 'F'],
      ['gone', false, 'F'],
      ['api', true, 'A'],
    ]);
  });

  test.each([
    ['is never where others show one', { kind: 'at', at: '2026-11-20T08:15:30.000Z' }, { kind: 'never' }],
    ['is unknown where nobody shows one', NO_LOGIN_SHOWN, NO_LOGIN_SHOWN],
  ])('a login that is not shown %s', async (_name, shown, expected) => {
    const world = createEmptyWorld();
    addMember(world, { identifier: 'ada', record: { lastLogin: 'at' in shown ? shown.at : null } });
    addMember(world, { identifier: 'ben' });
    const { psa } = await aPsa({ world });

    const { members } = await psa.readMembers();

    expect(members.map(({ lastLogin }) => lastLogin)).toEqual([shown, expected]);
  });

  test('brings what a member is matched by', async () => {
    const world = createEmptyWorld();
    const record = {
      officeEmail: 'jane@harborpine.example',
      office365: { id: 'guid-1', name: 'Jane' },
      ssoSettings: { ssoUserId: 'sso-1', userName: 'jane@sso.example' },
      vendorNumber: 'guid-2',
    };
    addMember(world, { identifier: 'jane', record, references: { securityRole: 'Administrator' } });
    const { psa } = await aPsa({ world, options: { joinField: 'vendorNumber' } });

    const { members } = await psa.readMembers();

    expect(members).toMatchObject([
      {
        identifier: 'jane',
        addresses: ['jane@harborpine.example', 'jane@sso.example'],
        directoryIds: ['guid-1', 'sso-1', 'guid-2'],
        ssoUserId: 'sso-1',
        fields: { securityRole: { id: 63, name: 'Administrator' } },
        lastUpdated: '2026-10-05T08:30:00Z',
      },
    ]);
  });
});

describe('a read that is not the whole truth', () => {
  test('a count that says otherwise', async () => {
    const { psa, sandbox } = await aPsa({ world: worldOf(3) });
    sandbox.addFault({ system: 'psa', path: /count/, effect: { kind: 'edit', edit: () => ({ count: 4 }) } });

    const roster = await psa.readMembers();

    expect(roster.members).toHaveLength(3);
    expect(roster.complete).toBe(false);
    expect(roster.problems).toMatchObject([{ check: 'count-contradicted', place: 'members' }]);
  });

  test.each([
    ['a cut page', { kind: 'cut' }, 'cut'],
    [
      'an HTML page',
      { kind: 'answer', status: 200, body: '<html>', headers: { 'content-type': 'text/html' } },
      'failed',
    ],
    ['a redirect', { kind: 'answer', status: 302, headers: { location: 'https://example.com' } }, 'failed'],
    ['a page that keeps failing', { kind: 'answer', status: 503 }, 'failed'],
    ['a page that is no list', { kind: 'edit', edit: () => ({ rows: [] }) }, 'unreadable'],
  ] as const)('%s, with the other pages kept', async (_, effect, check) => {
    const { psa, sandbox } = await aPsa({ world: worldOf(2500) });
    sandbox.addFault({ system: 'psa', path: PAGE_2, times: Infinity, effect });

    const roster = await psa.readMembers();

    expect(roster.members).toHaveLength(1500);
    expect(roster.complete).toBe(false);
    expect(roster.problems).toMatchObject([{ check, place: 'members, page 2' }]);
  });

  test('a count that cannot be had', async () => {
    const { psa, sandbox, requests } = await aPsa({ world: worldOf(2000) });
    sandbox.addFault({ system: 'psa', path: /count/, times: Infinity, effect: { kind: 'answer', status: 500 } });

    const roster = await psa.readMembers();

    expect(roster.members).toHaveLength(2000);
    expect(roster.problems).toMatchObject([{ check: 'failed', place: 'members, count' }]);
    expect(requests().filter((request) => request === 'GET /system/members')).toHaveLength(2);
  });

  test('a page that comes twice', async () => {
    const { psa, sandbox } = await aPsa({ world: worldOf(2000) });
    let firstPage: unknown;
    sandbox.addFault({
      system: 'psa',
      path: /\bpage=1\b/,
      effect: { kind: 'edit', edit: (body) => (firstPage = body) },
    });
    sandbox.addFault({ system: 'psa', path: PAGE_2, times: Infinity, effect: { kind: 'edit', edit: () => firstPage } });

    const roster = await psa.readMembers();

    expect(roster.members).toHaveLength(1000);
    expect(roster.problems.map(({ check }) => check)).toEqual(['repeated', 'count-contradicted']);
  });

  test('a record of a kind that this version does not know', async () => {
    const { psa, sandbox } = await aPsa({ world: worldOf(2) });
    const edit = (body: unknown) => (Array.isArray(body) ? [{ ...body[0], licenseClass: 'Q' }, body[1]] : body);
    sandbox.addFault({ system: 'psa', path: MEMBERS, effect: { kind: 'edit', edit } });

    const roster = await psa.readMembers();

    expect(roster.members.map(({ identifier }) => identifier)).toEqual(['M2']);
    expect(roster.problems).toMatchObject([{ check: 'unreadable', place: 'member 151' }]);
  });
});

test('a full last page that points on is followed, whatever the count says', async () => {
  const { psa, sandbox } = await aPsa({ world: worldOf(3000) });
  sandbox.addFault({ system: 'psa', path: /count/, effect: { kind: 'edit', edit: () => ({ count: 1000 }) } });

  const roster = await psa.readMembers();

  expect(roster.members).toHaveLength(3000);
  expect(roster.problems).toMatchObject([{ check: 'count-contradicted' }]);
});
