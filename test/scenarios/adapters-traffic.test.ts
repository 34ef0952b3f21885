/** Everything that the adapters ask in a plan, an apply, a self-test, a look at one person and for change subscriptions, held against the API descriptions: right paths, right parameters, right bodies. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createEntraSubscriptions } from '../../src/adapters/entra/events/subscriptions.ts';
import { createRequestMeter } from '../../src/adapters/http/meter.ts';
import { checkConnection } from '../../src/app/look/check-connection.ts';
import { runConnection } from '../../src/app/run/run.ts';
import { digestOfText } from '../../src/core/digest.ts';
import { draftOf, expiryFrom } from '../../src/core/events/subscriptions.ts';
import { memberKey, personId } from '../../src/domain/ids.ts';
import type { Directory } from '../../src/ports/run-ports.ts';
import { delay, systemClock } from '../../src/runtime/system.ts';
import { sandboxConnectionFile } from '../../src/sandbox/connection-file.ts';
import {
  SANDBOX_CREDENTIALS,
  type Sandbox,
  type SandboxRequest,
  type SandboxSystem,
} from '../../src/sandbox/context.ts';
import { guidOf } from '../../src/sandbox/empty-world.ts';
import { createMspWorld } from '../../src/sandbox/msp/world.ts';
import { oktaGroupId, oktaUserId } from '../../src/sandbox/okta/ids.ts';
import { startSandbox } from '../../src/sandbox/start.ts';
import type { WorldGroup, WorldPerson } from '../../src/sandbox/world.ts';
import { descriptionsAreThere, type ApiDescription, type Exchange } from '../sandbox/api-description.ts';
import { HEADERS, loadDescriptions, ROOTS } from '../sandbox/described-systems.ts';
import { openConnection } from '../support/open-connection.ts';
import { openWebhook } from '../support/webhook.ts';

/** Asked without a description to be held against. */
const UNDESCRIBED = [
  /^\/login\/companyinfo\//, // no part of the API proper
  /\/checkMemberGroups$/, // not in the slice
];
const batchSchema = z.object({
  requests: z.array(z.object({ id: z.string(), method: z.string(), url: z.string() })),
});
const batchAnswerSchema = z.object({
  responses: z.array(z.object({ id: z.string(), status: z.number(), body: z.unknown() })),
});

/** What only a look at one person asks. */
const ENTRA_LOOKS = [/^\/groups\/[^/]+\?/, /^\/groups\?.*filter/, /^\/directory\/deletedItems\/[^/]+\?\$select/];
const OKTA_LOOKS = [/^\/api\/v1\/groups\/[^/]+$/, /^\/api\/v1\/users\/[^/]+\/groups$/, /^\/api\/v1\/logs\?since/];

const title = 'the adapters ask what the API descriptions describe';
const skipped = `${title} (skipped: the descriptions are not beside this checkout)`;
describe.skipIf(!descriptionsAreThere)(descriptionsAreThere ? title : skipped, () => {
  let descriptions: Readonly<Record<SandboxSystem, ApiDescription>>;
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-traffic-'));
    descriptions = await loadDescriptions();
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ['entra', ['psa', 'graph'], ['GET', 'POST', 'PATCH', 'DELETE']],
    ['okta', ['psa', 'okta'], ['GET', 'POST', 'PATCH']],
  ] as const)('with %s', async (directory, systems, methods) => {
    const traffic = await play(directory, join(folder, directory));
    const exchanges = traffic.flatMap((request) =>
      exchangesOf(request).map((made) => ({ system: request.system, made })),
    );

    const problems = exchanges.flatMap(({ system, made }) =>
      descriptions[system].problemsOf(made).map((problem) => `${made.method} ${made.path}: ${problem}`),
    );

    expect(problems).toEqual([]);
    for (const write of [/members$/, /members\/\d+$/, /deactivate$/, /linkSsoUser$/]) {
      expect(exchanges.some(({ made }) => made.method !== 'GET' && write.test(made.path))).toBe(true);
    }
    for (const look of directory === 'entra' ? ENTRA_LOOKS : OKTA_LOOKS)
      expect(exchanges.some(({ made }) => look.test(made.path))).toBe(true);
    expect(new Set(exchanges.map(({ system }) => system))).toEqual(new Set(systems));
    expect(new Set(exchanges.map(({ made }) => made.method))).toEqual(new Set(methods));
  });
});

/** Self-test, plan, apply and a look at one person in the believable company; single sign-on is linked, so that every write is among them. */
async function play(directory: 'entra' | 'okta', path: string): Promise<readonly SandboxRequest[]> {
  const sandbox = await startSandbox({ world: createMspWorld(), recordBodies: true });
  try {
    const file = sandboxConnectionFile(sandbox, {
      directory,
      storage: { kind: 'folder', path },
      connection: { linkSso: true, seats: {} },
      // Okta's log is read only where events are configured.
      ...(directory === 'okta' && { events: { secrets: [{ env: 'EVENT_SECRET' }] } }),
      env: { EVENT_SECRET: 'a-secret-for-this-test-alone' },
    });
    const ports = await (await openConnection(file))();
    await checkConnection(ports, []);
    const trigger = { kind: 'command-line', by: 'test' } as const;
    await runConnection(ports, { trigger, apply: true, deadline: null });
    const [person] = sandbox.world.people.values();
    const [group] = sandbox.world.groups.values();
    if (person === undefined || group === undefined) throw new RangeError('The company is empty');
    await sandbox.okta.publish({ type: 'group.user_membership.add', person, group });
    await lookAt(ports.directory, person, group);
    if (directory === 'entra') await keepOne(sandbox);
    return [...sandbox.traffic];
  } finally {
    await sandbox.stop();
  }
}

/** As a run about one person does. */
async function lookAt(directory: Directory, person: WorldPerson, group: WorldGroup): Promise<void> {
  const okta = directory.kind === 'okta';
  const id = personId(okta ? oktaUserId(person.id) : person.id);
  const member = memberKey(1);
  await directory.readPeople([
    { member, by: { kind: 'id', id } },
    { member, by: { kind: 'rivals', addresses: [person.login] } },
  ]);
  const nowhere = okta ? oktaGroupId(guidOf('nowhere')) : guidOf('nowhere');
  await directory.readPlace(id, [group.name, okta ? oktaGroupId(group.id) : group.id, nowhere]);
  const since = new Date(Date.now() - 3_600_000).toISOString();
  await directory.eventLog?.readEvents(since, new Date(Date.now() + 3_600_000).toISOString());
}

/** A subscription from its creation to its end. */
async function keepOne(sandbox: Sandbox): Promise<void> {
  await using webhook = await openWebhook();
  const subscriptions = createEntraSubscriptions({
    graphUrl: sandbox.urls.graph,
    credential: { kind: 'fixed-token', token: SANDBOX_CREDENTIALS.graphToken },
    clientState: 'a secret of the sandbox',
    timeoutMs: 10_000,
    meter: createRequestMeter(),
    clock: systemClock,
    delay,
    random: () => 0.5,
  });
  const now = systemClock.now().toISOString();
  const wanted = { notificationUrl: webhook.url, secretDigest: digestOfText('a secret of the sandbox') };
  await subscriptions.create(draftOf('groups', wanted, now));
  for (const one of await subscriptions.list()) {
    await subscriptions.renew(one, expiryFrom(now));
    await subscriptions.remove(one);
  }
}

/** One exchange as it can be held against a description; a batch is taken apart. */
function exchangesOf(request: SandboxRequest): readonly Exchange[] {
  const { system, method, requestBody, responseBody, status } = request;
  if (UNDESCRIBED.some((path) => path.test(request.path)) || status === null) return [];
  const path = encodeURI(request.path.slice(ROOTS[system].length)).replaceAll('#', '%23').replaceAll('+', '%2B');
  const headers = { ...HEADERS[system], ...(requestBody !== undefined && { 'content-type': 'application/json' }) };
  if (path === '/$batch') {
    const answers = new Map(batchAnswerSchema.parse(responseBody).responses.map((one) => [one.id, one]));
    return batchSchema.parse(requestBody).requests.map((one) => ({
      method: one.method,
      path: one.url,
      requestBody: undefined,
      requestHeaders: headers,
      status: answers.get(one.id)?.status ?? 0,
      answer: answers.get(one.id)?.body,
    }));
  }
  return [{ method, path, requestBody, requestHeaders: headers, status, answer: responseBody }];
}
