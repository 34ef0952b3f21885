/** `rollcall serve` in a process of its own, on a port of its own: started, called with its keys, watched by its log, stopped or killed. */
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { z } from 'zod';

const NEW_YEAR = '0 0 0 1 1 *';
/** No timer fires by itself while somebody looks. */
export const QUIET_TIMERS = {
  SYNC_SCHEDULE: NEW_YEAR,
  SUBSCRIPTION_SCHEDULE: NEW_YEAR,
  MESSAGES_SCHEDULE: NEW_YEAR,
} as const;

export interface ServeAppOptions {
  /** All that the process has of an environment, beside PATH and its keys. */
  readonly env: Readonly<Record<string, string>>;
  /** A folder's URL, with a slash at its end; absent: the project's own functions. */
  readonly functions?: URL;
  /** How long a stop waits for what is under way, with `functions` only; default: as the command does, 30,000. */
  readonly stopLimitMs?: number;
  /** How long a start waits for the warm-up, with `functions` only; default: as the command does, 10,000. */
  readonly warmUpLimitMs?: number;
  /** Debug lines too. */
  readonly verbose?: true;
  /** Default: any free one. */
  readonly port?: number;
}

const lineSchema = z.looseObject({ level: z.string(), message: z.string() });
export type LogLine = Readonly<z.infer<typeof lineSchema>>;
const readySchema = z.object({ url: z.url(), functions: z.array(z.looseObject({ name: z.string() })) });

export interface ServeApp {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly functions: z.infer<typeof readySchema>['functions'];
  readonly pid: number;
  readonly keys: { readonly function: string; readonly master: string };
  /** What it logged so far. */
  readonly log: readonly LogLine[];
  /** With the function key, unless `headers` has a key. `path`: `/api/health` */
  readonly call: (path: string, init?: RequestInit) => Promise<Response>;
  /** POST /admin/functions/NAME with the master key; `body` as JSON. */
  readonly runByHand: (name: string, body?: object) => Promise<Response>;
  /** The first line that fits, logged or still to come. Rejects when the process ends without one. */
  readonly logged: (fits: (line: LogLine) => boolean) => Promise<LogLine>;
  /** As Ctrl+C or a service manager does it. Answers the exit code; null: it was killed. */
  readonly stop: (signal?: 'SIGINT' | 'SIGTERM') => Promise<number | null>;
  /** At once, with nothing put in order. */
  readonly kill: () => Promise<void>;
}

const MAIN = fileURLToPath(new URL('../../../src/cli/main.ts', import.meta.url));
const ENTRY = fileURLToPath(new URL('./serve-entry.ts', import.meta.url));
const KEYS = { function: 'the-function-key', master: 'the-master-key' } as const;

/** Resolves when it listens; rejects with what it said when it ends before. */
export async function startServeApp({
  env,
  functions,
  verbose,
  port = 0,
  stopLimitMs = 30_000,
  warmUpLimitMs = 10_000,
}: ServeAppOptions): Promise<ServeApp> {
  // Nobody's local.settings.json or rollcall.json lies there.
  const cwd = mkdtempSync(join(tmpdir(), 'rollcall-serve-'));
  const command =
    functions === undefined
      ? [MAIN, 'serve', '--port', String(port), '--json']
      : [ENTRY, functions.href, String(stopLimitMs), String(warmUpLimitMs)];
  const child = spawn(process.execPath, [...command, ...(verbose === true ? ['--verbose'] : [])], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      ROLLCALL_FUNCTION_KEY: KEYS.function,
      ROLLCALL_MASTER_KEY: KEYS.master,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log: LogLine[] = [];
  /** What is no log line: a fault in words. */
  const said: string[] = [];
  const events = new EventEmitter<{ line: [LogLine]; ended: [] }>().setMaxListeners(0);
  createInterface(child.stderr).on('line', (text) => {
    const line = readLine(text);
    if (line === undefined) said.push(text);
    else {
      log.push(line);
      events.emit('line', line);
    }
  });
  // A test run that is broken off leaves nobody behind.
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  let ended = false;
  // After `exit` its last lines may still be under way; after `close` they are not.
  const closed = once(child, 'close').then(() => {
    ended = true;
    process.off('exit', killNow);
    rmSync(cwd, { recursive: true, force: true });
    events.emit('ended');
  });
  const endedError = (): Error =>
    new Error([`rollcall serve ended with code ${String(child.exitCode)}.`, ...said].join('\n'));

  const first = await Promise.race([
    once(createInterface(child.stdout), 'line').then(([line]: unknown[]) => z.string().parse(line)),
    closed.then(() => Promise.reject(endedError())),
  ]);
  const { url, functions: hosted } = readySchema.parse(JSON.parse(first));
  const { pid } = child;
  if (pid === undefined) throw new Error('A process that listens has no number');
  const call: ServeApp['call'] = (path, { headers, ...init } = {}) =>
    fetch(`${url}${path}`, { ...init, headers: withKey(headers, KEYS.function) });

  return {
    url,
    functions: hosted,
    pid,
    keys: KEYS,
    log,
    call,
    runByHand: (name, body) =>
      call(`/admin/functions/${name}`, {
        method: 'POST',
        headers: { 'x-functions-key': KEYS.master, 'Content-Type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    logged: (fits) =>
      new Promise((resolve, reject) => {
        const known = log.find(fits);
        if (known !== undefined) {
          resolve(known);
          return;
        }
        if (ended) reject(endedError());
        const hear = (line: LogLine): void => {
          if (!fits(line)) return;
          events.off('line', hear);
          resolve(line);
        };
        events.on('line', hear);
        events.once('ended', () => {
          reject(endedError());
        });
      }),
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      await closed;
      return child.exitCode;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
}

function withKey(given: RequestInit['headers'], key: string): Headers {
  const headers = new Headers(given);
  if (!headers.has('x-functions-key')) headers.set('x-functions-key', key);
  return headers;
}

function readLine(text: string): LogLine | undefined {
  try {
    return lineSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
