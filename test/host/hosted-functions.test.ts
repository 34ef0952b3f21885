/** From what the library registers to what is hosted, with every reason not to. */
import { describe, expect, test } from 'vitest';
import type { ConfigProblem } from '../../src/errors.ts';
import { readHostedFunctions } from '../../src/host/functions/hosted-functions.ts';

const SETTINGS = { SCHEDULE: '0 0 * * * *', Store: 'UseDevelopmentStorage=true', AzureWebJobsStorage: 'secret' };
const handler = () => undefined;
const HTTP = { type: 'httpTrigger', direction: 'in', authLevel: 'function', methods: ['get', 'POST'] };
const TIMER = { type: 'timerTrigger', direction: 'in', schedule: '%SCHEDULE%' };
const QUEUE = { type: 'queueTrigger', direction: 'in', queueName: 'work', connection: 'Store' };

/** One function of each name, with a binding of the name `t`, or all of `bindings`. */
function read(functions: Readonly<Record<string, object>>, settings: Readonly<Record<string, string>> = SETTINGS) {
  const problems: ConfigProblem[] = [];
  const registrations = Object.entries(functions).map(([name, given]) => ({
    metadata: { name, bindings: { t: given }, retryOptions: undefined, ...('bindings' in given && given) },
    handler,
  }));
  return { functions: readHostedFunctions(registrations, { settings, problems }), problems };
}
const problemOf = (given: object, settings?: Readonly<Record<string, string>>): readonly string[] =>
  read({ one: given }, settings).problems.map(({ path, message }) => `${path}: ${message}`);

describe('a function is hosted', () => {
  test('with its route, its methods in capitals and its level', () => {
    const { functions, problems } = read({ hello: { ...HTTP, route: 'a/{b}' } });

    expect(problems).toEqual([]);
    expect(functions).toMatchObject([
      { kind: 'http', name: 'hello', route: 'a/{b}', methods: ['GET', 'POST'], authLevel: 'function', binding: 't' },
    ]);
  });

  test('under its own name when it has no route', () => {
    expect(read({ hello: HTTP }).functions).toMatchObject([{ route: 'hello' }]);
  });

  test('with a schedule from a setting', () => {
    const [timer] = read({ hello: TIMER }).functions;

    expect(timer).toMatchObject({ kind: 'timer', schedule: { text: '0 0 * * * *' }, runOnStartup: false });
  });

  test('with a queue and the connection string of its setting', () => {
    expect(read({ hello: QUEUE }).functions).toMatchObject([
      { kind: 'queue', queue: 'work', connection: 'Store', connectionString: 'UseDevelopmentStorage=true' },
    ]);
  });

  test.each([
    ['the setting of that name', 'Store', 'UseDevelopmentStorage=true'],
    ['the setting of that name after AzureWebJobs', 'Storage', 'secret'],
    ['AzureWebJobsStorage when it names none', undefined, 'secret'],
  ])('with %s as its connection', (_what, connection, expected) => {
    const { type, direction, queueName } = QUEUE;
    const given = { type, direction, queueName, ...(connection !== undefined && { connection }) };

    expect(read({ hello: given }).functions).toMatchObject([{ connectionString: expected }]);
  });

  test('before the first request when it warms up', () => {
    expect(read({ hello: { type: 'warmupTrigger', direction: 'in' } }).functions).toMatchObject([
      { kind: 'warmup', name: 'hello', binding: 't' },
    ]);
  });

  test('unless a setting switches it off', () => {
    const settings = { ...SETTINGS, 'AzureWebJobs.a.Disabled': 'true', 'AzureWebJobs.b.Disabled': 'false' };

    expect(read({ a: TIMER, b: TIMER }, settings).functions.map(({ name }) => name)).toEqual(['b']);
  });

  test('and answers in the way of HTTP, which is no binding to refuse', () => {
    expect(problemOf({ bindings: { t: HTTP, $return: { type: 'http', direction: 'out' } } })).toEqual([]);
  });
});

describe('a function is refused in words', () => {
  test.each([
    [
      'a setting that is not there',
      TIMER,
      {},
      /^function one: The setting SCHEDULE is not set; expected it in the environment, or under "Values" in local\.settings\.json\.$/,
    ],
    ['a setting that is blank', TIMER, { SCHEDULE: ' ' }, /^function one: The setting SCHEDULE is not set/],
    [
      'a schedule that is none',
      { ...TIMER, schedule: 'hourly' },
      SETTINGS,
      /^function one: The schedule "hourly" has 1 fields/,
    ],
    [
      'no connection',
      QUEUE,
      {},
      /^function one: The setting Store is not set; expected the connection string of a storage account/,
    ],
    [
      'a connection by identity',
      QUEUE,
      { Store__queueServiceUri: 'https://x' },
      /^function one: The setting Store__queueServiceUri stands for a connection by identity, which rollcall serve does not make/,
    ],
    [
      'a queue name from nowhere',
      { ...QUEUE, queueName: '%WHERE%' },
      SETTINGS,
      /^function one: The setting WHERE is not set/,
    ],
    [
      'another trigger',
      { type: 'blobTrigger', direction: 'in' },
      SETTINGS,
      /^function one: A trigger of type "blobTrigger" is not hosted here; .*func start$/,
    ],
    ['no trigger', { bindings: {} }, SETTINGS, /^function one: It has no trigger\.$/],
    [
      'an unknown level',
      { ...HTTP, authLevel: 'god' },
      SETTINGS,
      /^function one: authLevel: Expected one of "anonymous", "function", "admin"\.$/,
    ],
    ['no method', { ...HTTP, methods: [] }, SETTINGS, /^function one: methods: /],
    [
      'retries',
      { bindings: { t: TIMER }, retryOptions: { retryStrategy: 'fixedDelay' } },
      SETTINGS,
      /^function one: retryOptions: Is not done here/,
    ],
    ['a strange name', { bindings: { t: TIMER }, name: 'a b' }, SETTINGS, /^function a b: name: Expected a letter/],
  ])('for %s', (_what, given, settings, words) => {
    const problems = problemOf(given, { ...settings });

    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(words);
  });

  test('for another binding, even beside a good trigger', () => {
    const output = { type: 'queue', direction: 'out', queueName: 'x' };

    expect(problemOf({ bindings: { t: TIMER, o: output } })).toEqual([
      expect.stringMatching(/^function one: A binding of type "queue" is not hosted here/),
    ]);
  });

  test('for a name that another one has, in whatever case', () => {
    expect(read({ one: TIMER, One: TIMER }).problems).toEqual([
      { path: 'function One', message: 'Two functions have this name; expected one.' },
    ]);
  });

  test('all at once, and no value of a connection is told', () => {
    const { problems } = read({ a: { ...TIMER, schedule: '%NO%' }, b: { ...QUEUE, connection: 'None' }, c: HTTP });

    expect(problems.map(({ path }) => path)).toEqual(['function a', 'function b']);
    expect(JSON.stringify(problems)).not.toContain('secret');
  });
});
