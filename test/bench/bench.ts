/** npm run bench: what the product promises as figures, measured in one run on this machine. Prints, and never fails on time: counts are asserted in the tests. */
import { basename } from 'node:path';
import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ManageAPI } from 'connectwise-rest';
import { z } from 'zod';
import { createConnectWisePsa } from '../../src/adapters/connectwise/psa.ts';
import { createRequestMeter } from '../../src/adapters/http/meter.ts';
import { delay, random, randomPassword, systemClock } from '../../src/runtime/system.ts';
import { SANDBOX_CREDENTIALS } from '../../src/sandbox/context.ts';
import { coldStart } from './cold-start.ts';
import { offboardingCost } from './offboarding.ts';
import { openSteadyRun } from './steady-run.ts';
import { webhookLoad } from './webhook-load.ts';
import { withSandbox } from './with-sandbox.ts';

const LATENCY_MS = 100;
const run = promisify(execFile);
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const print = (text = ''): void => void process.stdout.write(`${text}\n`);

/**
 * Round trips that cannot overlap, given what has to be known first. Directory: resolve the group names, then page after page (a page names the next one).
 * PSA: discover the code base, then count and first page together, then all further pages together. Both sides run side by side.
 */
function criticalPath({
  directory,
  people,
  groups,
}: {
  readonly directory: 'entra' | 'okta';
  readonly people: number;
  readonly groups: number;
}): number {
  const perGroup = Math.ceil(people / groups);
  const directoryPages = Math.ceil(perGroup / (directory === 'entra' ? 999 : 1000));
  return Math.max(1 + directoryPages, people > 1000 ? 3 : 2);
}

async function wallTimes(): Promise<void> {
  print(`Runs without changes, ${LATENCY_MS} ms added to every answer, best of three`);
  print('  directory  people groups  requests  critical path  wall time  ratio');
  for (const [directory, people, groups] of [
    ['entra', 500, 3],
    ['okta', 500, 3],
    ['entra', 5000, 1],
    ['okta', 5000, 1],
  ] as const) {
    await withSandbox({ people, groups, lastLogin: new Date().toISOString() }, LATENCY_MS, async (urls) => {
      const steady = await openSteadyRun(urls, { directory, groups });
      await steady.once(); // loads the adapters
      const { ms: wall, result: report } = await bestOf(3, steady.once);
      const path = criticalPath({ directory, people, groups });
      const requests = report.requests.reduce((sum, { token, reference, data }) => sum + token + reference + data, 0);
      print(
        `  ${directory.padEnd(9)} ${String(people).padStart(7)} ${String(groups).padStart(6)} ${String(requests).padStart(9)}  ${`${path} × ${LATENCY_MS} ms`.padStart(13)}  ${`${wall.toFixed(0)} ms`.padStart(9)}  ${(wall / (path * LATENCY_MS)).toFixed(2)}`,
      );
      await steady.stop();
    });
  }
}

/** The members and the reference lists alone: once through our adapter with its count check, once through connectwise-rest, each list side by side. */
async function psaReads(): Promise<void> {
  print();
  print(`The PSA's members and five reference lists alone, ${LATENCY_MS} ms added to every answer, best of three`);
  print('   members      here  connectwise-rest');
  for (const people of [500, 5000]) {
    await withSandbox({ people, groups: 1, lastLogin: new Date().toISOString() }, LATENCY_MS, async (urls) => {
      const { companyId, publicKey, privateKey, clientId } = SANDBOX_CREDENTIALS.psa;
      const psa = createConnectWisePsa({
        ...{ site: urls.psa, companyId, publicKey, privateKey, clientId },
        joinField: null,
        deactivateBy: 'endpoint',
        meter: createRequestMeter(),
        clock: systemClock,
        delay,
        random,
        randomPassword,
      });
      const ours = await bestOf(3, () =>
        Promise.all([
          psa.readMembers(),
          psa.readCatalogue(['securityRole', 'defaultLocation', 'defaultDepartment', 'timeZone', 'workRole']),
        ]),
      );
      const api = new ManageAPI({
        companyId,
        publicKey,
        privateKey,
        clientId,
        companyUrl: new URL(urls.psa).host,
        logger: () => undefined,
      });
      const { SystemAPI: system, TimeAPI: time } = api;
      for (const section of [system, time]) plainHttp(section, urls.psa);
      const theirs = await bestOf(3, () =>
        Promise.all([
          system.paginate(system.getSystemMembers.bind(system), { pageSize: 1000 }, { orderBy: 'id' }),
          system.getSystemSecurityroles({ pageSize: 1000 }),
          system.getSystemLocations({ pageSize: 1000 }),
          system.getSystemDepartments({ pageSize: 1000 }),
          system.getSystemTimeZoneSetups({ pageSize: 1000 }),
          time.getTimeWorkRoles({ pageSize: 1000 }),
        ]),
      );
      if (ours.result[0].members.length !== theirs.result[0].length)
        throw new Error('Both should read the same members');
      print(
        `  ${String(people).padStart(8)}  ${`${ours.ms.toFixed(0)} ms`.padStart(8)}  ${`${theirs.ms.toFixed(0)} ms`.padStart(16)}`,
      );
    });
  }
}

async function bestOf<T>(rounds: number, work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  let least: { readonly ms: number; readonly result: T } | undefined;
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const result = await work();
    const ms = performance.now() - started;
    if (least === undefined || ms < least.ms) least = { ms, result };
  }
  if (least === undefined) throw new Error('At least one round');
  return least;
}

/** The client always speaks https; the sandbox does not. */
function plainHttp(section: object, url: string): void {
  const instance: unknown = Reflect.get(section, 'instance');
  const defaults: unknown = typeof instance === 'function' ? Reflect.get(instance, 'defaults') : undefined;
  if (typeof defaults !== 'object' || defaults === null)
    throw new Error('connectwise-rest no longer keeps its axios instance where the bench looks for it');
  Reflect.set(defaults, 'baseURL', `${url}/v4_6_release/apis/3.0`);
}

const figuresSchema = z.object({
  size: z.number(),
  parseMs: z.number(),
  decideMs: z.number(),
  steps: z.number(),
  peakMegabytes: z.number(),
});

async function decisions(): Promise<void> {
  print();
  print('Matching and planning against JSON.parse of the same data, each size in a process of its own');
  print('    people = members  JSON.parse    decide  ratio  peak memory  per 1,000');
  for (const size of [10_000, 30_000, 100_000]) {
    const { stdout } = await run(process.execPath, ['--expose-gc', here('./decide-size.ts'), String(size)]);
    const { parseMs, decideMs, peakMegabytes } = figuresSchema.parse(JSON.parse(stdout));
    print(
      `  ${size.toLocaleString('en').padStart(18)}  ${`${parseMs.toFixed(0)} ms`.padStart(10)}  ${`${decideMs.toFixed(0)} ms`.padStart(8)}  ${(decideMs / parseMs).toFixed(2).padStart(5)}  ${`${peakMegabytes.toFixed(0)} MB`.padStart(11)}  ${((decideMs / size) * 1000).toFixed(2)} ms`,
    );
  }
}

async function startUp(): Promise<void> {
  print();
  print('Start of the function app, best of five processes each');
  const alone = await best(["await import('@azure/functions')"]);
  const names = readdirSync(here('../../functions')).map((file) => basename(file, '.ts'));
  const all = await best([
    ...names.map((name) => `await import(${JSON.stringify(here(`../../dist/functions/${name}.js`))})`),
  ]);
  print(
    `  @azure/functions alone ${alone.toFixed(0)} ms, with every registration ${all.toFixed(0)} ms: ${(all - alone).toFixed(0)} ms more`,
  );
}

/** Milliseconds that the imports took inside a fresh process. */
async function best(imports: readonly string[]): Promise<number> {
  const script = `const started = performance.now(); ${imports.join(';')}; process.stdout.write(String(performance.now() - started))`;
  let least = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const { stdout } = await run(process.execPath, ['--input-type=module', '--no-warnings', '--eval', script], {
      cwd: here('../..'),
    });
    least = Math.min(least, Number(/[\d.]+$/.exec(stdout)?.[0]));
  }
  return least;
}

await wallTimes();
await psaReads();
await offboardingCost(print);
await decisions();
await startUp();
await coldStart(print);
await webhookLoad(print);
