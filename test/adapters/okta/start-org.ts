/** A sandbox org with a directory on it, closed when the test is over. Nothing really waits: every wait that was asked for is noted. */
import { onTestFinished } from 'vitest';
import { createOktaDirectory } from '../../../src/adapters/okta/directory.ts';
import type { OktaOptions } from '../../../src/adapters/okta/api/settings.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import type { Directory, RequestMeter } from '../../../src/ports/run-ports.ts';
import type { FaultEffect, Quirks, Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';

export interface Org {
  readonly world: SandboxWorld;
  readonly sandbox: Sandbox;
  readonly directory: Directory;
  readonly meter: RequestMeter;
  readonly waits: readonly number[];
  /** `GET /api/v1/…` of every request, query included. */
  requests(): readonly string[];
  /** Strikes every request to the path, or only the first `times`. */
  fail(path: RegExp, effect: FaultEffect, times?: number): void;
}

export type DirectoryOptions = Partial<Omit<OktaOptions, 'orgUrl' | 'meter' | 'delay' | 'random'>>;
export interface OrgOptions extends DirectoryOptions {
  readonly quirks?: Partial<Quirks>;
  /** The org's own clock. */
  readonly now?: () => Date;
  readonly recordBodies?: boolean;
}

export async function startOrg(fill: (world: SandboxWorld) => void, options: OrgOptions = {}): Promise<Org> {
  const { quirks = {}, now, recordBodies = false, ...settings } = options;
  const world = createEmptyWorld();
  fill(world);
  const sandbox = await startSandbox({ world, quirks, recordBodies, ...(now === undefined ? {} : { now }) });
  onTestFinished(() => sandbox.stop());
  return {
    world,
    sandbox,
    ...directoryAt(sandbox.urls.okta, settings),
    requests: () => sandbox.traffic.map(({ method, path }) => `${method} ${path}`),
    fail: (path, effect, times = Infinity) => {
      sandbox.addFault({ system: 'okta', path, times, effect });
    },
  };
}

/** A directory for any address, with the sandbox's API token unless told otherwise. */
export function directoryAt(
  orgUrl: string,
  options: DirectoryOptions = {},
): Pick<Org, 'directory' | 'meter' | 'waits'> {
  const meter = createRequestMeter();
  const waits: number[] = [];
  const directory = createOktaDirectory({
    orgUrl,
    credential: { kind: 'api-token', token: SANDBOX_CREDENTIALS.oktaToken },
    timeoutMs: 10_000,
    meter,
    clock: { now: () => new Date(), elapsed: () => performance.now() },
    delay: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    ...options,
  });
  return { directory, meter, waits };
}

/** A JSON answer as a fault. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): FaultEffect {
  return { kind: 'answer', status, headers, body: JSON.stringify(body) };
}

export function html(body: string): FaultEffect {
  return { kind: 'answer', status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** What a promise was rejected with. */
export async function faultOf(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('Expected a rejection');
}
