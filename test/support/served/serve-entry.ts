// Run in a process of its own: `rollcall serve` on the functions of another folder, which the command line does not offer. Arguments: the folder's URL, the milliseconds of a stop and of the warm-up, and `--verbose`.
import { createTerminal } from '../../../src/cli/terminal.ts';
import { explainFault } from '../../../src/cli/explain-fault.ts';
import { serve } from '../../../src/cli/serve/serve.ts';

const [folder = '', stopLimitMs = '', warmUpLimitMs = '', ...more] = process.argv.slice(2);
const terminal = await createTerminal(process);
try {
  const options = more.includes('--verbose') ? ({ verbose: true } as const) : {};
  process.exitCode = await serve({ port: 0, json: true, ...options }, terminal, {
    functions: new URL(folder),
    stopLimitMs: Number(stopLimitMs),
    warmUpLimitMs: Number(warmUpLimitMs),
  });
} catch (error) {
  terminal.say(explainFault(error, terminal));
  process.exitCode = 1;
}
