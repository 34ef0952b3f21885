/**
 * npm run fleet [-- COMPANIES PEOPLE WORKERS]: many companies (500 of 200 people unless told otherwise), run by several `rollcall serve` (6) against one Azurite: three hours in
 * a row. All at once, then spread, then spread while 5 % of the companies are broken. Prints throughput and lateness; ends with 1 when a connection was run twice at
 * once, a member was written twice, or a sound company was not brought into order.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '../../src/config/load.ts';
import { openStorage } from '../../src/runtime/compose/open-storage.ts';
import { startAzurite } from '../../src/sandbox/azurite.ts';
import { QUIET_TIMERS, startServeApp, type ServeApp } from '../support/served/serve-app.ts';
import { fleetConfiguration } from './fleet/configuration.ts';
import { openCompanies } from './fleet/open-companies.ts';
import { playRound, type RoundFigures } from './fleet/round.ts';
import { TROUBLES, type Trouble } from './fleet/troubles.ts';

const BROKEN_SHARE = 0.05;
const ASKED_TWICE_SHARE = 0.1;
/** How much longer than it took all at once the window of the other hours is. */
const ROOM = 1.5;
const print = (text = ''): void => void process.stdout.write(`${text}\n`);

const [count = 500, people = 200, workerCount = 6] = process.argv.slice(2).map(Number);
if (![count, people, workerCount].every((one) => Number.isInteger(one) && one > 0)) {
  print(
    `Usage: npm run fleet [-- COMPANIES PEOPLE WORKERS], whole numbers from 1; not "${process.argv.slice(2).join(' ')}"`,
  );
  process.exit(1);
}

// A process takes one message from each queue at a time: one quick run and one slow.
const runsPerPsaHost = 2 * workerCount;
print(
  `${count} companies of ${people} people, ${workerCount} processes of rollcall serve, one Azurite; in each hour one person leaves each company and one comes`,
);
const folder = mkdtempSync(join(tmpdir(), 'rollcall-fleet-'));
const place = join(folder, 'rollcall.json');
const companies = await openCompanies(count, people);
const azurite = await startAzurite();
const workers: ServeApp[] = [];
try {
  let { text, env } = fleetConfiguration({
    ...companies,
    withoutSecret: new Set(),
    spreadMinutes: 0,
    runsPerPsaHost,
  });
  env = {
    ...env,
    AzureWebJobsStorage: azurite.connectionString,
    ROLLCALL_CONFIG: place,
    ROLLCALL_COME_BACK_SECONDS: '5',
    ...QUIET_TIMERS,
  };
  writeFileSync(place, text);
  const storage = await openStorage(loadConfig(text, place, env).storage);
  await Promise.all([storage.store.prepare(), storage.queue?.prepare()]);
  for (let index = 0; index < workerCount; index += 1) workers.push(await startServeApp({ env }));
  const fleet = { companies, workers, storage, connectionString: azurite.connectionString };
  const none = new Set<number>();

  const atOnce = await playRound(fleet, {
    windowMinutes: 0,
    broken: none,
    unusable: none,
    askedTwice: Math.ceil(count * ASKED_TWICE_SHARE),
  });
  printRound('all at once', 0, atOnce);

  const windowMinutes = Math.min(50, Math.ceil((ROOM * atOnce.seconds) / 6) / 10);
  const configure = (withoutSecret: ReadonlySet<number>): void => {
    ({ text } = fleetConfiguration({
      ...companies,
      withoutSecret,
      spreadMinutes: windowMinutes,
      runsPerPsaHost,
    }));
    writeFileSync(place, text);
  };
  configure(none);
  const well = await playRound(fleet, { windowMinutes, broken: none, unusable: none, askedTwice: 0 });
  printRound(`spread over ${windowMinutes} min`, 0, well);

  const troubles = pickBroken();
  await companies.trouble(troubles);
  const unusable = new Set([...troubles].filter(([, kind]) => kind === 'no secret').map(([index]) => index));
  configure(unusable);
  const broken = await playRound(fleet, { windowMinutes, broken: new Set(troubles.keys()), unusable, askedTwice: 0 });
  printRound('the same', troubles.size, broken);
  print(`  The longest run of a broken company took ${broken.longestBroken.toFixed(0)} s.`);

  const problems = [atOnce, well, broken].reduce(
    (sum, { overlaps, twice, wrong, ill }) => sum + overlaps + twice + wrong + ill,
    0,
  );
  print(
    problems === 0
      ? 'No connection was run twice at once, no member was written twice, every sound company is in order.'
      : `Problems: ${problems}`,
  );
  process.exitCode = problems === 0 ? 0 : 1;
} finally {
  await Promise.all(workers.map((worker) => worker.kill()));
  companies.stop();
  await azurite.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Evenly over the fleet, each kind of trouble in its turn. */
function pickBroken(): ReadonlyMap<number, Trouble> {
  const many = Math.round(count * BROKEN_SHARE);
  return new Map(
    Array.from({ length: many }, (_unused, index): [number, Trouble] => [
      Math.floor((index * count) / many),
      TROUBLES[index % TROUBLES.length] ?? 'the PSA fails',
    ]),
  );
}

function printRound(name: string, brokenCount: number, figures: RoundFigures): void {
  const late = figures.lateness.toSorted((left, right) => left - right);
  const at = (share: number): string =>
    `${((late[Math.ceil(late.length * share) - 1] ?? Number.NaN) / 1000).toFixed(1)} s`;
  print();
  print(`  ${name}, ${brokenCount} broken`);
  print(
    `    runs        ${figures.runs}, ${figures.asked} more asked for at the same moment over HTTP; ${figures.requests} requests to sound companies`,
  );
  print(
    `    throughput  ${figures.perMinute.toFixed(0)} runs a minute; all sound companies done after ${figures.seconds.toFixed(0)} s`,
  );
  print(`    lateness    of sound companies: p50 ${at(0.5)}, p95 ${at(0.95)}, max ${at(1)}`);
  print(
    `    verdict     run twice at once: ${figures.overlaps}; written twice: ${figures.twice}; people wrong: ${figures.wrong}; sound companies without a good run: ${figures.ill}`,
  );
}
