/** Every write that reached the PSA, and whether one of them came twice or was none that the PSA could carry out. */
import type { Sandbox, SandboxRequest } from '../../../src/sandbox/context.ts';
import { isRecord } from '../../../src/sandbox/connectwise/is-record.ts';

export interface PsaWrites {
  /** Takes the writes out of the sandbox's traffic and forgets the rest; called often, so that it stays small. */
  readonly collect: () => void;
  /** Carried out so far. */
  count(): number;
  problems(): readonly string[];
}

/** A fault that the sandbox was told to play: nothing was carried out, and that is nobody's mistake. */
const FAULTS: readonly (number | null)[] = [429, 503];

/** The sandbox has to record bodies. */
export function createPsaWrites(sandbox: Pick<Sandbox, 'traffic' | 'clearTraffic'>): PsaWrites {
  const writes: SandboxRequest[] = [];
  // Without an answer it was carried out all the same: nothing else is dropped here.
  const done = () => writes.filter(({ status }) => status === null || status < 300);
  return {
    collect() {
      // One that is still under way is the same object when it ends.
      writes.push(...sandbox.traffic.filter(({ system, method }) => system === 'psa' && method !== 'GET'));
      sandbox.clearTraffic();
    },
    count: () => done().length,
    problems: () => [
      ...writes
        .filter(({ status }) => status !== null && status >= 300 && !FAULTS.includes(status))
        .map((write) => `the PSA refused ${inWords(write)} by ${String(write.status)}`),
      ...[...Map.groupBy(done(), memberOf).values()].flatMap(repeated),
    ],
  };
}

/** What two writes to the same member have in common: the record's path, or the Member ID that a creation gives. */
function memberOf({ path, requestBody }: SandboxRequest): string {
  const id = /^.*\/system\/members\/\d+/.exec(path)?.[0];
  return id ?? (isRecord(requestBody) ? String(requestBody['identifier']) : path);
}

/** Between two writes that say the same there is one that says otherwise, else the second one was for nothing. */
function repeated(writes: readonly SandboxRequest[]): readonly string[] {
  return writes
    .filter((write, index) => index > 0 && contentOf(write) === contentOf(writes[index - 1]))
    .map((write) => `${inWords(write)} was written twice`);
}

function contentOf(write: SandboxRequest | undefined): string {
  return JSON.stringify([write?.method, write?.path, write?.requestBody]);
}

function inWords({ method, path, requestBody }: SandboxRequest): string {
  return `${method} ${path} ${JSON.stringify(requestBody)}`;
}
