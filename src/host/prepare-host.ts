/** All that a start needs to know, before anything listens or runs: keys, host.json, functions, routes, queues. */
import { ConfigError, type ConfigProblem } from '../errors.ts';
import { createRouter, type Router } from './http/routes.ts';
import { libraryLog, type HostLog } from './host-log.ts';
import { loadFunctions, OWN_FUNCTIONS } from './functions/load-functions.ts';
import {
  readHostedFunctions,
  type HostedFunction,
  type HttpFunction,
  type QueueFunction,
} from './functions/hosted-functions.ts';
import { readHostFile, type HostFile } from './host-file.ts';
import { readKeys, type HostKeys } from './http/keys.ts';
import { openStorageQueue } from './queues/storage-queue.ts';
import type { ProgrammingModel } from './functions/programming-model.ts';
import { readLease } from './queues/message-lease.ts';
import type { Settings } from './settings.ts';
import type { WorkQueue } from './queues/work-queue.ts';

export interface PrepareOptions {
  readonly settings: Settings;
  /** A folder's URL, with a slash at its end; default: the project's own. Modules register once, so a process can host one folder. */
  readonly functions?: URL;
  readonly log: HostLog;
}

export interface PreparedHost {
  readonly keys: HostKeys;
  readonly file: HostFile;
  readonly leaseMs: number;
  readonly model: ProgrammingModel;
  /** By name. */
  readonly functions: readonly HostedFunction[];
  readonly router: Router<HttpFunction>;
  readonly queues: readonly { readonly hosted: QueueFunction; readonly queue: WorkQueue }[];
}

/** Throws ConfigError with every problem of the functions and their settings at once. */
export async function prepareHost({ settings, functions: folder, log }: PrepareOptions): Promise<PreparedHost> {
  const from = folder ?? OWN_FUNCTIONS;
  const keys = readKeys(settings);
  const file = await readHostFile(from, settings);
  const { model, registrations } = await loadFunctions(from, libraryLog(log));
  const problems: ConfigProblem[] = [];
  const leaseMs = readLease(settings, problems);
  const functions = readHostedFunctions(registrations, { settings, problems }).toSorted((left, right) =>
    left.name < right.name ? -1 : 1,
  );
  const routed = functions.filter((one) => one.kind === 'http');
  const router = createRouter(routed, file.routePrefix, problems);
  if (problems.length > 0) throw new ConfigError(problems);
  const queues = await Promise.all(
    functions
      .filter((one) => one.kind === 'queue')
      .map(async (hosted) => ({ hosted, queue: await openStorageQueue({ ...hosted, name: hosted.queue }) })),
  );
  return { keys, file, leaseMs, model, functions, router, queues };
}
