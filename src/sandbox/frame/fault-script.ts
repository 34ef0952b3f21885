/** Decides which fault, if any, strikes a request. It knows nothing of HTTP or of the doubles. */
import type { Fault, FaultEffect, SandboxSystem } from '../context.ts';

export interface FaultScript {
  add(fault: Fault): void;
  clear(): void;
  /** Counts this request against every fault that it reaches; the first one that strikes ends the search. */
  strike(system: SandboxSystem, method: string, path: string): FaultEffect | null;
}

export function createFaultScript(): FaultScript {
  const entries: { readonly fault: Fault; matched: number; struck: number }[] = [];
  return {
    add(fault) {
      entries.push({ fault, matched: 0, struck: 0 });
    },
    clear() {
      entries.length = 0;
    },
    strike(system, method, path) {
      for (const entry of entries) {
        const { fault } = entry;
        if (entry.struck >= (fault.times ?? 1) || !matches(fault, system, method, path)) continue;
        entry.matched += 1;
        if (entry.matched <= (fault.skip ?? 0)) continue;
        entry.struck += 1;
        return fault.effect;
      }
      return null;
    },
  };
}

function matches(fault: Fault, system: SandboxSystem, method: string, path: string): boolean {
  if (fault.system !== system) return false;
  if (fault.method !== undefined && fault.method !== method) return false;
  // `search` ignores lastIndex, so a global or sticky expression does not change its mind from request to request.
  return path.search(fault.path) !== -1;
}
