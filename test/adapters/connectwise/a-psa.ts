/** A PSA adapter over a running sandbox, with everything seen from both sides. Waits end at once; dice always fall on the same side. */
import type { ConnectWiseOptions } from '../../../src/adapters/connectwise/api/options.ts';
import { createConnectWisePsa } from '../../../src/adapters/connectwise/psa.ts';
import { createRequestMeter } from '../../../src/adapters/http/meter.ts';
import type { Quirks, Sandbox } from '../../../src/sandbox/context.ts';
import { SANDBOX_CREDENTIALS } from '../../../src/sandbox/context.ts';
import { addMember, createEmptyWorld } from '../../../src/sandbox/empty-world.ts';
import { startSandbox } from '../../../src/sandbox/start.ts';
import type { SandboxWorld } from '../../../src/sandbox/world.ts';

export const NOW = new Date('2026-11-23T10:00:00Z');
export const PASSWORD = 'canary-password-0123456789-0123456789';

export const API = '/v4_6_release/apis/3.0';

export function optionsFor(site: string, changes: Partial<ConnectWiseOptions> = {}): ConnectWiseOptions {
  return {
    site,
    ...SANDBOX_CREDENTIALS.psa,
    joinField: null,
    deactivateBy: 'endpoint',
    meter: createRequestMeter(),
    clock: { now: () => NOW, elapsed: () => 0 },
    delay: async () => undefined,
    random: () => 0.5,
    randomPassword: () => PASSWORD,
    ...changes,
  };
}

const running: Sandbox[] = [];

/** To be called after each test. */
export async function stopSandboxes(): Promise<void> {
  await Promise.all(running.splice(0).map((sandbox) => sandbox.stop()));
}

export async function aPsa(
  given: {
    readonly world?: SandboxWorld;
    readonly quirks?: Partial<Quirks>;
    readonly options?: Partial<ConnectWiseOptions>;
  } = {},
) {
  const world = given.world ?? createEmptyWorld();
  const sandbox = await startSandbox({ world, quirks: given.quirks ?? {}, recordBodies: true, now: () => NOW });
  running.push(sandbox);
  const waits: number[] = [];
  const meter = createRequestMeter();
  const options = optionsFor(sandbox.urls.psa, {
    meter,
    delay: async (ms) => {
      waits.push(ms);
    },
    ...given.options,
  });
  return {
    sandbox,
    world,
    waits,
    options,
    psa: createConnectWisePsa(options),
    meter,
    /** `GET /system/members` of every request, API base and query cut off, in the order of arrival. */
    requests: () =>
      sandbox.traffic.map(({ method, path }) => `${method} ${path.replace(API, '').replace(/\?.*$/s, '')}`),
  };
}

/** Members M1, M2 … */
export function worldOf(count: number): SandboxWorld {
  const world = createEmptyWorld();
  for (let index = 1; index <= count; index += 1) addMember(world, { identifier: `M${index}` });
  return world;
}
