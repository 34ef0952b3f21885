/**
 * npm run soak [-- MINUTES [SEED]]: people change, directories deliver, and all sorts of things go wrong, for so many minutes (2 unless told otherwise), half of them with
 * Okta and half with Entra ID. When everything is quiet again, the PSA has to be as the directory says, and nothing twice. Prints counts; ends with 1 and the reasons otherwise.
 * The same seed brings the same changes and troubles in the same order; which of them meet depends on the machine.
 */
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { soakHalf, type HalfSoak, type Tally } from './soak/half.ts';

const MINUTE_MS = 60_000;
const MOST_SHOWN = 20;
const print = (text = ''): void => void process.stdout.write(`${text}\n`);

function printHalf(directory: string, half: HalfSoak): void {
  const { changes, troubles, runs, deliverer, writes, waiting, looks, secondsUntilQuiet, problems } = half;
  const { good, repeated, bad, failed, late, unheard } = deliverer.counts;
  const times = deliverer.answerTimes.toSorted((left, right) => left - right);
  const at = (share: number): string => `${times[Math.ceil(times.length * share) - 1]?.toFixed(0) ?? '-'} ms`;
  print(`  ${directory}`);
  printRow('changes', worded(changes));
  printRow('troubles', worded(troubles));
  printRow('deliveries', `${good} good, ${repeated} of them repeated, ${bad} bad`);
  printRow(
    'attempts',
    `${times.length} answered, ${failed} of them by 503; ${late} not in time, ${unheard} while nobody listened`,
  );
  printRow('answers', `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`);
  printRow('runs', worded(runs));
  printRow(
    'writes',
    `${writes}, and ${waiting} that failed or needed proof and were left to the runs of the next hours`,
  );
  printRow(
    'looks',
    `${looks}, each when all was quiet, ${secondsUntilQuiet.toFixed(0)} s after the last trouble at most`,
  );
  const count = problems.length;
  printRow('verdict', count === 0 ? 'everything is as the directory says' : `problems: ${count}`);
  for (const problem of problems.slice(0, MOST_SHOWN)) print(`    ${problem}`);
  if (count > MOST_SHOWN) print(`    and ${count - MOST_SHOWN} more`);
  if (count > 0) print(`    what was logged: ${keepDiary(directory, half)}`);
}

function printRow(name: string, text: string): void {
  print(`    ${name.padEnd(11)} ${text}`);
}

/** `12: rename 8, hire 4` */
function worded(tally: Tally): string {
  const sum = [...tally.values()].reduce((so, one) => so + one, 0);
  const parts = [...tally].toSorted(([, left], [, right]) => right - left).map(([name, count]) => `${name} ${count}`);
  return `${sum}: ${parts.join(', ')}`;
}

function keepDiary(directory: string, { problems, diary }: HalfSoak): string {
  const place = join(mkdtempSync(join(tmpdir(), 'rollcall-soak-')), `${directory}.jsonl`);
  writeFileSync(place, [...problems.map((problem) => JSON.stringify({ problem })), ...diary].join('\n'));
  return place;
}

function numberOf(text: string | undefined, otherwise: number, name: string): number {
  const number = text === undefined ? otherwise : Number(text);
  if (!(number > 0 && number <= 10_000))
    throw new RangeError(`${name} is "${String(text)}"; expected a number: npm run soak -- MINUTES SEED`);
  return number;
}

const [first, second] = process.argv.slice(2);
const minutes = numberOf(first, 2, 'MINUTES');
const seed = numberOf(second, 1, 'SEED');
print(`Changes, deliveries and troubles for ${minutes} minutes, half of them with each directory, seed ${seed}`);
for (const directory of ['okta', 'entra'] as const) {
  const half = await soakHalf(directory, { ms: (minutes * MINUTE_MS) / 2, seed });
  printHalf(directory, half);
  if (half.problems.length > 0) process.exitCode = 1;
}
