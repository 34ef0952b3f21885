/** Starts the three doubles on loopback around one world. Never deployed: it serves the demo, the bench and the tests. */
import { createConnectWiseDouble } from './connectwise/server.ts';
import type { Quirks, Sandbox, SandboxContext, SandboxOptions, SandboxSystem } from './context.ts';
import { DEFAULT_QUIRKS } from './context.ts';
import { createFaultScript } from './frame/fault-script.ts';
import type { Frame } from './frame/handle-request.ts';
import type { ServedDouble } from './frame/serve-double.ts';
import { serveDouble } from './frame/serve-double.ts';
import { createTrafficLog } from './frame/traffic-log.ts';
import { createGraphDouble } from './graph/server.ts';
import { createOktaEvents } from './okta/events/events.ts';
import type { LogEntry } from './okta/events/log-entry.ts';
import { createGraphControls } from './graph/subscriptions/graph-controls.ts';
import { createSubscriptionStore } from './graph/subscriptions/subscription-store.ts';
import { createOktaDouble } from './okta/server.ts';

const HOOK_TIMEOUT_MS = 3_000;

/** Rejects with the system's error when a wanted port is taken; nothing stays open then. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const quirks: Quirks = { ...structuredClone(DEFAULT_QUIRKS), ...options.quirks };
  const context: SandboxContext = { world: options.world, quirks, now: options.now ?? (() => new Date()) };
  const subscriptions = createSubscriptionStore(context);
  const faults = createFaultScript();
  const traffic = createTrafficLog(options.recordBodies ?? false);
  const stopping = new AbortController();
  const served: ServedDouble[] = [];
  const log: LogEntry[] = [];

  const stop = async (): Promise<void> => {
    stopping.abort();
    await Promise.all(served.splice(0).map((double) => double.stop()));
  };
  const serve = async (system: SandboxSystem, double: Frame['double']): Promise<string> => {
    const latencyMs = options.latencyMs ?? 0;
    const frame: Frame = { system, double, faults, traffic, latencyMs, stopped: stopping.signal };
    const one = await serveDouble(frame, options.ports?.[system] ?? 0);
    served.push(one);
    return one.url;
  };

  try {
    const urls = {
      psa: await serve('psa', createConnectWiseDouble(context)),
      graph: await serve('graph', createGraphDouble(context, subscriptions)),
      okta: await serve('okta', createOktaDouble(context, log)),
    };
    const okta = createOktaEvents({
      log,
      orgUrl: urls.okta,
      now: context.now,
      timeoutMs: options.hookTimeoutMs ?? HOOK_TIMEOUT_MS,
      stopped: stopping.signal,
    });
    return {
      world: options.world,
      quirks,
      urls,
      graph: createGraphControls(context, subscriptions),
      okta,
      traffic: traffic.entries,
      clearTraffic: () => {
        traffic.clear();
      },
      addFault: (fault) => {
        faults.add(fault);
      },
      clearFaults: () => {
        faults.clear();
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
