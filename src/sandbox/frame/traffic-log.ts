/** The record of what was asked and answered. A request enters it on arrival and is completed when its answer leaves. */
import type { SandboxRequest } from '../context.ts';

type Arrival = Pick<SandboxRequest, 'system' | 'method' | 'path' | 'requestBody'>;

export interface TrafficLog {
  readonly entries: readonly SandboxRequest[];
  readonly keepsBodies: boolean;
  /** Answers the function that completes the entry; status null means that no answer was given. */
  arrive(arrival: Arrival): (status: number | null, responseBody: unknown) => void;
  clear(): void;
}

type Entry = { -readonly [Key in keyof SandboxRequest]: SandboxRequest[Key] };

export function createTrafficLog(keepsBodies: boolean): TrafficLog {
  const entries: Entry[] = [];
  return {
    entries,
    keepsBodies,
    arrive(arrival) {
      const startedAt = performance.now();
      const entry: Entry = { ...arrival, status: null, startedAt, endedAt: startedAt, responseBody: null };
      entries.push(entry);
      return (status, responseBody) => {
        entry.status = status;
        entry.endedAt = performance.now();
        entry.responseBody = responseBody;
      };
    },
    clear() {
      entries.length = 0;
    },
  };
}

/** JSON as a value, other text as it is, nothing as null. */
export function loggedBody(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
