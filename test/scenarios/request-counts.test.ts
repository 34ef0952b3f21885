/** How many requests it costs, counted at the servers: a run over everybody without changes, and the way from an event to a deactivated member. */
import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { doWork } from '../../src/app/events/do-work.ts';
import { runConnection } from '../../src/app/run/run.ts';
import { connectionName, personId } from '../../src/domain/ids.ts';
import { sandboxConnectionFile, type ConnectionFileText } from '../../src/sandbox/connection-file.ts';
import { SANDBOX_CREDENTIALS, type Sandbox } from '../../src/sandbox/context.ts';
import { addMember } from '../../src/sandbox/empty-world.ts';
import { createSteadyWorld, steadyProfiles } from '../../src/sandbox/msp/steady/steady-world.ts';
import { oktaGroupId, oktaUserId } from '../../src/sandbox/okta/ids.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { SandboxWorld, WorldPerson } from '../../src/sandbox/world.ts';
import { openSteadyRun } from '../bench/steady-run.ts';
import { openConnection } from '../support/open-connection.ts';

/** Data requests are all but tokens and reference data. */
const REFERENCE =
  /companyinfo|securityroles|locations|departments|timeZoneSetups|workRoles|workTypes|members\/types|corporateStructureLevels|boards|membertemplates|\/groups\?/i;

/** What offboarding reads: leavers' work, and every open ticket in search of those that lie with nobody. */
const WORK =
  /service\/t|project\/|schedule\/|time\/sheets|expense\/|workflows\/|sales\/|corporateStructure\?|\/usages|serviceBoardTeamIds|mySecurity/;
const QUIET_WORK = 6;
/** Of these, the API member's own rights count as reference data. */
const RIGHTS = 1;

test.each([
  ['entra', 500, 3, { directory: 3, psa: 2 }],
  ['okta', 500, 3, { directory: 3, psa: 2 }],
  ['entra', 5000, 1, { directory: 6, psa: 6 }],
  ['okta', 5000, 1, { directory: 5, psa: 6 }],
] as const)('%s: %i people in %i groups without changes', async (directory, people, groups, expected) => {
  const sandbox = await startSandbox({
    world: createSteadyWorld({ people, groups, lastLogin: new Date().toISOString() }),
  });
  const run = await openSteadyRun(sandbox.urls, { directory, groups });
  try {
    const report = await run.once();
    const asked = sandbox.traffic.filter((request) => !REFERENCE.test(request.path));
    const work = asked.filter((request) => WORK.test(request.path));
    const data = asked.filter((request) => !work.includes(request));
    const of = (system: 'psa' | 'directory') =>
      data.filter((request) => (request.system === 'psa') === (system === 'psa')).length;

    expect(report).toMatchObject({ outcome: 'converged', steps: [] });
    expect({ directory: of('directory'), psa: of('psa') }).toEqual(expected);
    expect(work.map(({ path }) => path)).toHaveLength(QUIET_WORK);
    expect(report.requests.map(({ system, data: counted }) => ({ system, counted }))).toEqual(
      expect.arrayContaining([{ system: 'ConnectWise PSA', counted: expected.psa + QUIET_WORK - RIGHTS }]),
    );
  } finally {
    await run.stop();
    await sandbox.stop();
  }
});

/** Codebase, members, precondition, write, verification. */
const PSA = 5;
const MOST = 8;
/** What hangs on one leaver is read before the plan, and after the writes once more, with the members anew. */
const LEAVER_WORK = { before: 16, after: 17 };

interface Departure {
  readonly directory: 'entra' | 'okta';
  readonly what: 'disabled' | 'deleted' | 'out of the groups';
  readonly more?: 'private-key app' | 'groups by ids' | 'nobody administers by their own record';
  /** Requests to the directory, and to the PSA beyond those of every departure. */
  readonly asks: number;
  readonly psa?: number;
}

/** Okta's key app gets a token for each run; a group of Okta costs a request of its own. Without an administrator in sight the security roles are read. */
const DEPARTURES: readonly Departure[] = [
  { directory: 'entra', what: 'disabled', asks: 1 },
  { directory: 'entra', what: 'deleted', asks: 1 },
  { directory: 'okta', what: 'disabled', asks: 2 },
  { directory: 'okta', what: 'disabled', more: 'private-key app', asks: 3 },
  { directory: 'entra', what: 'disabled', more: 'nobody administers by their own record', asks: 1, psa: 1 },
  { directory: 'entra', what: 'out of the groups', asks: 3 },
  { directory: 'entra', what: 'out of the groups', more: 'groups by ids', asks: 3 },
  { directory: 'okta', what: 'out of the groups', asks: 6 },
  { directory: 'okta', what: 'out of the groups', more: 'groups by ids', asks: 6 },
];

/** Every request of the run over one person, its token and its verification included; exact also where it is above what a disabled account costs. */
describe('from an event to a deactivated member of 500', () => {
  test.each(
    DEPARTURES.map((departure) => {
      const { directory, what, more, asks, psa = 0 } = departure;
      const title = [directory, what, more].filter((word) => word !== undefined).join(', ');
      return [title, PSA + psa + asks, departure] as const;
    }),
  )('%s: %i requests', async (_title, total, departure) => {
    const world = createSteadyWorld({ people: 500, groups: 3, lastLogin: new Date().toISOString() });
    if (departure.more !== 'nobody administers by their own record') addMember(world, ADMINISTRATOR);
    const sandbox = await startSandbox({ world });
    const folder = await mkdtemp(join(tmpdir(), 'rollcall-counts-'));
    try {
      const ports = await openConnection(fileFor(sandbox, folder, departure));
      const trigger = { kind: 'timer', by: 'test' } as const;
      await runConnection(await ports(), { trigger, apply: true, deadline: null });
      const [leaver] = sandbox.world.people.values();
      if (leaver === undefined) throw new RangeError('The company is empty');
      depart(sandbox.world, leaver, departure.what);
      sandbox.clearTraffic();

      const result = await doWork(
        await ports(),
        {
          kind: 'person',
          connection: connectionName('harborpine'),
          person: personId(departure.directory === 'okta' ? oktaUserId(leaver.id) : leaver.id),
          asked: { by: 'event', at: new Date().toISOString() },
        },
        { name: 'sync-person', apply: true, deadline: null },
      );

      const { before, after } = aroundTheWrite(sandbox.traffic);
      const path = before.filter(({ path }) => !WORK.test(path));
      const asked = path.map(({ system, method, path }) => `${system} ${method} ${path}`);
      const psa = path.filter(({ system }) => system === 'psa');
      expect(result).toMatchObject({
        report: { outcome: 'converged', person: { login: leaver.login }, steps: [{ outcome: { kind: 'done' } }] },
      });
      expect({ psa: psa.length, directory: asked.length - psa.length }, asked.join('\n')).toEqual({
        psa: PSA + (departure.psa ?? 0),
        directory: departure.asks,
      });
      expect({ before: before.length - path.length, after: after.length }).toEqual(LEAVER_WORK);
      // Taken out of three groups, somebody costs Okta more.
      if (departure.what !== 'out of the groups') expect(total).toBeLessThanOrEqual(MOST);
    } finally {
      await rm(folder, { recursive: true });
      await sandbox.stop();
    }
  });
});

/** `before`: up to the verification, which is the first look at the record after the write. */
function aroundTheWrite<T extends { readonly method: string; readonly path: string }>(
  traffic: readonly T[],
): { readonly before: readonly T[]; readonly after: readonly T[] } {
  const write = traffic.findIndex(({ path }) => path.endsWith('/deactivate'));
  const verified = write + 1 + traffic.slice(write + 1).findIndex(({ path }) => /\/members\/\d+\?/.test(path));
  if (write < 0 || verified === write) throw new RangeError('Nobody was deactivated and looked at again');
  return { before: traffic.slice(0, verified + 1), after: traffic.slice(verified + 1) };
}

const ADMINISTRATOR = {
  identifier: 'admin',
  record: { adminFlag: true, officeEmail: 'admin@harborpine.example' },
  references: { securityRole: 'Administrator' },
} as const;

function depart(world: SandboxWorld, person: WorldPerson, what: Departure['what']): void {
  if (what === 'out of the groups')
    for (const group of world.groups.values()) group.people = group.people.filter((id) => id !== person.id);
  else person.state = what;
}

const fileShape = z.looseObject({
  connections: z.tuple([z.looseObject({ directory: z.record(z.string(), z.unknown()) })]),
});

function fileFor(sandbox: Sandbox, folder: string, { directory, more }: Departure): ConnectionFileText {
  const all = [...sandbox.world.groups.values()];
  const idOf = (name: string): string => {
    const id = all.find((group) => group.name === name)?.id ?? '';
    return directory === 'okta' ? oktaGroupId(id) : id;
  };
  const profiles = steadyProfiles(3).map((profile) =>
    more === 'groups by ids' ? { ...profile, groups: profile.groups.map(idOf) } : profile,
  );
  const { text, env } = sandboxConnectionFile(sandbox, {
    directory,
    storage: { kind: 'folder', path: folder },
    profiles,
    connection: { mode: 'full', seats: {}, guards: {}, protected: ['admin'] },
    events: {
      secrets: [{ env: 'EVENT_SECRET' }],
      ...(directory === 'entra' && { notificationUrl: 'https://app.example/api/webhooks/entra/harborpine' }),
    },
    env: { EVENT_SECRET: 'a-secret-for-this-test-alone' },
  });
  if (more !== 'private-key app') return { text, env };
  const file = fileShape.parse(JSON.parse(text));
  file.connections[0].directory['credential'] = {
    kind: 'private-key',
    clientId: SANDBOX_CREDENTIALS.oktaClientId,
    privateKey: { env: 'OKTA_KEY' },
  };
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    text: JSON.stringify(file),
    env: { ...env, OKTA_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() },
  };
}
