/** Reads the work of a big company in a process of its own, for its peak memory, and prints what it took as one line of JSON. The best of three runs, after one that loads the adapters. */
import { z } from 'zod';
import { openWorkRun, type WorkFigures } from './work-run.ts';

const askedShape = z.object({
  urls: z.object({ psa: z.string(), graph: z.string(), okta: z.string() }),
  directory: z.enum(['entra', 'okta']),
  question: z.enum(['leavers', 'idle seats']),
});
const ROUNDS = 3;

const { urls, ...question } = askedShape.parse(JSON.parse(process.argv[2] ?? ''));
const run = await openWorkRun(urls, question);
try {
  await run.once();
  const rounds: WorkFigures[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    globalThis.gc?.();
    rounds.push((await run.once()).figures);
  }
  const best = rounds.reduce((least, each) => (each.wallMs < least.wallMs ? each : least));
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  process.stdout.write(`${JSON.stringify({ ...best, peakMegabytes })}\n`);
} finally {
  await run.stop();
}
