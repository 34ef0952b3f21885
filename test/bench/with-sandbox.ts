/** Starts a sandbox in a process of its own for as long as some work goes on. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Sandbox } from '../../src/sandbox/context.ts';
import type { SteadySize } from '../../src/sandbox/msp/steady/steady-world.ts';

const urlsShape = z.object({ psa: z.string(), graph: z.string(), okta: z.string() });

/** `latencyMs` is added to every answer. */
export async function withSandbox(
  size: SteadySize,
  latencyMs: number,
  work: (urls: Sandbox['urls']) => Promise<void>,
): Promise<void> {
  const place = fileURLToPath(new URL('./sandbox-process.ts', import.meta.url));
  const child = spawn(process.execPath, [place, JSON.stringify(size), String(latencyMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = z.tuple([z.instanceof(Buffer)]).parse(await once(child.stdout, 'data'));
    await work(urlsShape.parse(JSON.parse(line.toString())));
  } finally {
    child.kill();
  }
}
