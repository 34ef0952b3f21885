/** What the templates and the code both say is the same: settings, queues, containers, paths, routes, schedules. */
import { describe, expect, test } from 'vitest';
import { connectionName, runId } from '../../src/domain/ids.ts';
import { eventsFolder, runFilePath } from '../../src/adapters/records/store/paths.ts';
import { poisonQueueOf, WORK_KINDS, WORK_QUEUES } from '../../src/adapters/azure/queue/queue-names.ts';
import { readdirSync, readFileSync } from 'node:fs';
import { readInfra, templateAt } from './bicep/templates.ts';
import { configJsonSchema } from '../../src/config/schema/json-schema.ts';
import { SCHEDULES } from '../../src/config/schedules.ts';
import { readComeBackMs } from '../../src/runtime/work/come-back.ts';
import type { Value } from './bicep/value.ts';
import { z } from 'zod';

const ROOT = new URL('../../', import.meta.url);
const readRoot = (path: string): string => readFileSync(new URL(path, ROOT), 'utf8');
const functionTexts = readdirSync(new URL('functions/', ROOT)).map((file) => readRoot(`functions/${file}`));
const app = templateAt('modules/app.bicep');
const main = templateAt('main.bicep');

function variable(template: ReturnType<typeof templateAt>, name: string): Value {
  const found = template.variables.get(name);
  if (found === undefined) throw new RangeError(`There is no variable ${name}`);
  return found;
}
function textsOf(value: Value): readonly string[] {
  if (value.kind !== 'list') throw new RangeError('Expected a list');
  return value.items.map((item) => (item.kind === 'text' ? item.text : `a ${item.kind}`));
}
function namesOf(value: Value): readonly string[] {
  if (value.kind !== 'object') throw new RangeError('Expected an object');
  return value.properties.map(({ name }) => name);
}
function initialOf(name: string): string | number {
  const initial = main.parameters.find((one) => one.name === name)?.initial;
  if (initial?.kind === 'text') return initial.text;
  if (initial?.kind === 'number') return initial.number;
  throw new RangeError(`${name} has no plain default`);
}

describe('app settings', () => {
  /** Read by the platform, the Functions host, or the libraries for identity and telemetry. */
  const PLATFORM = [
    'APPLICATIONINSIGHTS_AUTHENTICATION_STRING',
    'APPLICATIONINSIGHTS_CONNECTION_STRING',
    'AZURE_CLIENT_ID',
    'AzureWebJobsStorage__blobServiceUri',
    'AzureWebJobsStorage__clientId',
    'AzureWebJobsStorage__credential',
    'AzureWebJobsStorage__queueServiceUri',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'OTEL_SERVICE_NAME',
    'OVERRIDE_USE_MI_FIC_ASSERTION_CLIENTID',
    'WEBSITE_AUTH_AAD_ALLOWED_TENANTS',
  ];
  /** Read by `rollcall serve`, which is never deployed. */
  const SERVE_ALONE = [
    ...['ROLLCALL_FUNCTION_KEY', 'ROLLCALL_MASTER_KEY', 'ROLLCALL_MESSAGE_LEASE_SECONDS', 'ROLLCALL_LOCAL_USER'],
  ];

  /** A name that `rollcall init` gives to a configuration; what reads it reads whatever the configuration names. */
  const NAMED_ALONE = ['ROLLCALL_STORAGE'];

  const set = ['settings', 'otlpSettings', 'signInSettings'].flatMap((name) => namesOf(variable(app, name)));
  const sources = readdirSync(new URL('src/', ROOT), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('sandbox'))
    .map((path) => readRoot(`src/${path}`));
  const read = new Set([
    ...sources.flatMap((text) => text.match(/(?<=')ROLLCALL_[A-Z_]+(?=')/g) ?? []),
    ...functionTexts.flatMap((text) => text.match(/(?<=%)[A-Z_]+(?=%)/g) ?? []),
  ]);

  test('are those that the code reads, and the platform’s', () => {
    expect(set.toSorted()).toEqual(
      [...PLATFORM, ...[...read].filter((name) => ![...SERVE_ALONE, ...NAMED_ALONE].includes(name))].toSorted(),
    );
  });

  test('of serve are read by its host', () => {
    expect(SERVE_ALONE.filter((name) => !read.has(name))).toEqual([]);
  });

  test('give the storage of the functions by the connection that they name', () => {
    const connections = functionTexts.flatMap((text) => text.match(/(?<=connection: ')\w+/g) ?? []);

    expect(new Set(connections)).toEqual(new Set(['AzureWebJobsStorage']));
  });

  test('refer to the vault by the names that put-secret.sh gives', () => {
    expect(app.text).toContain("SecretName=${toLower(replace(name, '_', '-'))}");
    expect(readInfra('scripts/put-secret.sh')).toContain("tr 'A-Z_' 'a-z-'");
    expect(readInfra('README.md')).toContain("tr 'A-Z_' 'a-z-'");
  });
});

describe('defaults', () => {
  const local = z
    .object({ Values: z.record(z.string(), z.string()) })
    .parse(JSON.parse(readRoot('local.settings.example.json'))).Values;

  test('of every timer are the code’s, and in local.settings.example.json', () => {
    const timers = functionTexts.flatMap((text) => text.match(/(?<=schedule: '%)\w+(?=%)/g) ?? []);

    expect(Object.keys(SCHEDULES).toSorted()).toEqual(timers.toSorted());
    expect(local).toMatchObject(SCHEDULES);
  });

  test.each([
    ['syncSchedule', 'SYNC_SCHEDULE'],
    ['subscriptionSchedule', 'SUBSCRIPTION_SCHEDULE'],
    ['messagesSchedule', 'MESSAGES_SCHEDULE'],
  ])('%s is the one of local.settings.example.json', (parameter, setting) => {
    expect(initialOf(parameter)).toBe(local[setting]);
  });

  test('comeBackSeconds is the code’s', () => {
    expect(initialOf('comeBackSeconds')).toBe(readComeBackMs(0) / 1000);
  });

  test('staleAfterHours is the configuration’s', () => {
    expect(configJsonSchema().properties?.['staleAfterHours']).toMatchObject({ default: initialOf('staleAfterHours') });
  });

  test('eventDays outlast what the code looks back at', () => {
    const days = main.parameters.find(({ name }) => name === 'eventDays');

    expect(days?.decorators).toContain('@minValue(2)');
  });
});

describe('storage', () => {
  const records = templateAt('modules/records.bicep');

  test('has the queues of the code, each with its poison queue', () => {
    const queues = WORK_KINDS.flatMap((kind) => [WORK_QUEUES[kind], poisonQueueOf(WORK_QUEUES[kind])]);

    expect(textsOf(variable(templateAt('modules/host-storage.bicep'), 'queues'))).toEqual(queues);
  });

  test('has the container that the configuration means where it names none', () => {
    const text = JSON.stringify(configJsonSchema());

    expect([...text.matchAll(/"container":\{[^}]*?"default":"([^"]+)"/g)].map(([, name]) => name)).toEqual(
      expect.arrayContaining(['rollcall']),
    );
    expect(variable(records, 'recordsContainer')).toEqual({ kind: 'text', text: 'rollcall' });
  });

  test.each([
    ['runs', runFilePath(connectionName('acme'), runId('20261123T100000Z-abcdef'), 'plan.json'), 'acme/runs/'],
    ['events', eventsFolder(connectionName('acme')), 'acme/events/'],
  ])('removes %s by the beginning of their paths', (_what, path, beginning) => {
    expect(path.startsWith(beginning)).toBe(true);
    expect(records.text).toContain(`prefixMatch: ['\${recordsContainer}/${beginning.replace('acme', '${name}')}']`);
  });

  test('removes nothing else of the records', () => {
    expect(records.text.match(/prefixMatch/g)).toHaveLength(2);
  });
});

describe('routes outside of any sign-in', () => {
  const routes = functionTexts.flatMap((text) => {
    const route = /route: '([^']+)'/.exec(text)?.[1];
    return route === undefined ? [] : [{ route, anonymous: text.includes("authLevel: 'anonymous'") }];
  });

  test('are the anonymous ones, and no other', () => {
    expect(templateAt('modules/sign-in.bicep').text).toContain("excludedPaths: ['/api/webhooks/*']");
    expect(routes.filter(({ anonymous }) => anonymous).length).toBeGreaterThan(0);
    expect(routes.filter(({ route, anonymous }) => route.startsWith('webhooks/') !== anonymous)).toEqual([]);
  });

  test('lie below the prefix of host.json', () => {
    expect(JSON.parse(readRoot('host.json'))).toMatchObject({ extensions: { http: { routePrefix: 'api' } } });
  });
});

test('the roles that the routes ask for are the ones that are registered', () => {
  const registered = readInfra('scripts/register-sign-in.sh').match(/(?<="value": ")[\w.]+/g);

  expect(registered).toEqual(['Rollcall.Reader', 'Rollcall.Approver']);
  for (const role of registered ?? []) expect(readRoot('src/runtime/http/signed-in.ts')).toContain(`'${role}'`);
});
