/** A sandbox with an Entra directory on it. Waits are noted, never waited; the clock and the dice stand still. */
import { createEntraDirectory } from '../../../src/adapters/entra/directory.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import type { Directory, RequestMeter } from '../../../src/ports/run-ports.ts';
import type { Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';

export interface EntraStage {
  readonly world: SandboxWorld;
  readonly sandbox: Sandbox;
  readonly directory: Directory;
  readonly meter: RequestMeter;
  readonly waits: readonly number[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function setEntraStage(
  fill: (world: SandboxWorld) => void,
  options: { readonly timeoutMs?: number; readonly now?: () => Date; readonly recordBodies?: boolean } = {},
): Promise<EntraStage> {
  const world = createEmptyWorld();
  fill(world);
  const sandbox = await startSandbox({ world, recordBodies: options.recordBodies ?? false });
  const meter = createRequestMeter();
  const waits: number[] = [];
  const directory = createEntraDirectory({
    graphUrl: sandbox.urls.graph,
    credential: { kind: 'fixed-token', token: SANDBOX_CREDENTIALS.graphToken },
    timeoutMs: options.timeoutMs ?? 10_000,
    meter,
    clock: { now: options.now ?? (() => new Date()), elapsed: () => performance.now() },
    delay: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
  });
  return { world, sandbox, directory, meter, waits, [Symbol.asyncDispose]: () => sandbox.stop() };
}
