/**
 * What it costs to see the work of 20 leavers in a company of 2,000 members, and every open ticket that lies with nobody; and which seats are idle. The sandbox is in one
 * process, the run in another. Counts are asserted in test/scenarios/offboarding.
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DEFAULTS } from '../../src/adapters/connectwise/api/options.ts';
import type { Sandbox } from '../../src/sandbox/context.ts';
import type { SteadySize } from '../../src/sandbox/msp/steady/steady-world.ts';
import { withSandbox } from './with-sandbox.ts';
import { requestBudget, type WorkQuestion } from './work-run.ts';

const run = promisify(execFile);
const LATENCY_MS = 100;
const PEOPLE = 2_000;
const LEAVERS = 20;
const OPEN = 50_000;
const MANY_CLOSED = 200_000;

const figuresShape = z.object({
  requests: z.number(),
  psaRequests: z.number(),
  leavers: z.number(),
  rows: z.number(),
  asked: z.number(),
  wallMs: z.number(),
  peakMegabytes: z.number(),
});
type Figures = z.infer<typeof figuresShape>;

/** The same without latency: what both processes compute, much of it the sandbox's. */
async function computing(size: SteadySize, directory: 'entra' | 'okta', question: WorkQuestion): Promise<number> {
  let ms = Number.NaN;
  await withSandbox(size, 0, async (urls) => {
    ({ wallMs: ms } = await measure(urls, directory, question));
  });
  return ms;
}

/** Count and first page, then the other pages, then the records behind the PSA's own counts: no list waits for another but so. */
const DEEPEST = 3;

/** Round trips that cannot overlap, with no more requests to the PSA under way than the adapter allows itself. The directory's are fewer, and beside them. */
function criticalPath({ psaRequests }: Figures): number {
  return Math.max(DEEPEST, Math.ceil(psaRequests / DEFAULTS.concurrency));
}

export async function offboardingCost(print: (line?: string) => void): Promise<void> {
  print();
  print(
    `The work of ${LEAVERS} leavers among ${count(PEOPLE)} members, and ${count(OPEN)} open tickets looked through; ${LATENCY_MS} ms added to every answer, best of three`,
  );
  print(
    '  directory  closed tickets    rows  requests  budget  critical path  wall time  ratio  without latency  peak memory',
  );
  for (const [directory, closedTickets] of [
    ['entra', 0],
    ['entra', MANY_CLOSED],
    ['okta', 0],
  ] as const) {
    const size = { people: PEOPLE, groups: 3, work: { openTickets: OPEN, closedTickets, leavers: LEAVERS } };
    await withSandbox(size, LATENCY_MS, async (urls) => {
      const figures = await measure(urls, directory, 'leavers');
      const computed = await computing(size, directory, 'leavers');
      if (figures.leavers !== LEAVERS) throw new Error(`${figures.leavers} leavers were seen, not ${LEAVERS}`);
      print(
        `  ${directory.padEnd(9)}  ${count(closedTickets).padStart(14)}  ${count(figures.rows).padStart(6)}  ${String(figures.requests).padStart(8)}  ${String(requestBudget(figures)).padStart(6)}  ${times(figures, computed)}  ${`${figures.peakMegabytes.toFixed(0)} MB`.padStart(11)}`,
      );
    });
  }
  print();
  print(`Idle seats of ${count(PEOPLE)} members, all of whom have to be asked about; as above`);
  print('  directory  open tickets  requests  critical path  wall time  ratio  without latency');
  const size = { people: PEOPLE, groups: 3, work: { openTickets: OPEN } };
  await withSandbox(size, LATENCY_MS, async (urls) => {
    const figures = await measure(urls, 'entra', 'idle seats');
    if (figures.asked !== PEOPLE) throw new Error(`${figures.asked} members were asked about, not ${PEOPLE}`);
    print(
      `  ${'entra'.padEnd(9)}  ${count(OPEN).padStart(12)}  ${String(figures.requests).padStart(8)}  ${times(figures, await computing(size, 'entra', 'idle seats'))}`,
    );
  });
}

function times(figures: Figures, computed: number): string {
  const path = criticalPath(figures);
  return `${`${path} × ${LATENCY_MS} ms`.padStart(13)}  ${`${figures.wallMs.toFixed(0)} ms`.padStart(9)}  ${(figures.wallMs / (path * LATENCY_MS)).toFixed(2).padStart(5)}  ${`${computed.toFixed(0)} ms`.padStart(15)}`;
}

async function measure(urls: Sandbox['urls'], directory: 'entra' | 'okta', question: WorkQuestion): Promise<Figures> {
  const place = fileURLToPath(new URL('./work-process.ts', import.meta.url));
  const { stdout } = await run(process.execPath, ['--expose-gc', place, JSON.stringify({ urls, directory, question })]);
  return figuresShape.parse(JSON.parse(stdout));
}

function count(number: number): string {
  return number.toLocaleString('en');
}
