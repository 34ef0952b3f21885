/** A sandbox in a process of its own, so that what it costs to answer is not counted as what it costs to ask. Prints its addresses, then waits to be killed. */
import { createSteadyWorld } from '../../src/sandbox/msp/steady-world.ts';
import { startSandbox } from '../../src/sandbox/start.ts';

const [people = '500', groups = '3', latencyMs = '0'] = process.argv.slice(2);
const sandbox = await startSandbox({
  world: createSteadyWorld({ people: Number(people), groups: Number(groups), lastLogin: new Date().toISOString() }),
  latencyMs: Number(latencyMs),
});
process.stdout.write(`${JSON.stringify(sandbox.urls)}\n`);
