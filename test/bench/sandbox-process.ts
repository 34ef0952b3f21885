/** A sandbox in a process of its own, so that what it costs to answer is not counted as what it costs to ask. Prints its addresses, then waits to be killed. */
import { z } from 'zod';
import { createSteadyWorld } from '../../src/sandbox/msp/steady/steady-world.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

const count = z.int().nonnegative();
const sizeShape = z.strictObject({
  people: count,
  groups: count,
  lastLogin: z.iso.datetime().optional(),
  work: z
    .strictObject({ openTickets: count.default(0), closedTickets: count.default(0), leavers: count.default(0) })
    .prefault({}),
});

const [text = '', latencyMs = '0'] = process.argv.slice(2);
const { lastLogin, ...size } = sizeShape.parse(JSON.parse(text));
const sandbox = await startSandbox({
  world: createSteadyWorld({ ...size, ...(lastLogin !== undefined && { lastLogin }) }),
  latencyMs: Number(latencyMs),
});
process.stdout.write(`${JSON.stringify(sandbox.urls)}\n`);
