/** Hosts the functions of a folder on this machine: their routes on loopback, their timers, their queues. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInvoke, faultFields, type Call, type CallOutcome } from './functions/invoke.ts';
import { ConfigError, InvariantError } from '../errors.ts';
import { functionInfo, type FunctionInfo } from './functions/function-info.ts';
import { openLibraryServer, type LibraryServer } from './http/library-server.ts';
import { prepareHost, type PreparedHost, type PrepareOptions } from './prepare-host.ts';
import { startQueueTrigger, type QueueTrigger } from './queues/queue-trigger.ts';
import { waited, type HostClock } from './host-clock.ts';
import { answerRequest } from './http/answer-request.ts';
import { createKeyCheck, type HostKeys } from './http/keys.ts';
import { createWorkUnderWay } from './work-under-way.ts';
import type { HostedFunction } from './functions/hosted-functions.ts';
import { listenOnLoopback } from './http/listen.ts';
import { once } from 'node:events';
import { processMessage } from './queues/process-message.ts';
import { warmUp } from './warm-up.ts';
import { startTimerTrigger } from './timers/timer-trigger.ts';

export interface HostOptions extends PrepareOptions {
  /** 0: any free one. */
  readonly port: number;
  readonly clock: HostClock;
}

export interface Host {
  /** `http://127.0.0.1:7071` */
  readonly url: string;
  readonly keys: HostKeys;
  /** By name. */
  readonly functions: readonly FunctionInfo[];
  /** Runs the warmup functions, and a rehearsal of its own, before many call at once. Whatever goes wrong is logged; after so many milliseconds it goes on in the background. */
  warmUp(limitMs: number): Promise<void>;
  /** Requests, messages and timer runs that have begun and not ended. */
  readonly underWay: () => number;
  /** Takes nothing new, waits for what is under way, at most so many milliseconds, and closes. Answers how many were left. */
  stop(limitMs: number): Promise<number>;
}

/** Throws ConfigError or RefusedError (the port is taken), and nothing runs then. */
export async function startHost(options: HostOptions): Promise<Host> {
  const { log, clock } = options;
  const prepared = await prepareHost(options);
  const { functions, keys, file } = prepared;
  const library = await openLibrary(prepared);
  const work = createWorkUnderWay();
  const queues: QueueTrigger[] = [];
  let stopping = false;

  const invoke = createInvoke({ model: prepared.model, log, clock });
  async function run(hosted: HostedFunction, call: Call): Promise<CallOutcome> {
    const outcome = await invoke(hosted, call);
    // It may have sent a message to one of them.
    for (const queue of queues) queue.wake();
    return outcome;
  }

  const answering = {
    router: prepared.router,
    mayCall: createKeyCheck(keys),
    forwarding: library === undefined ? undefined : { library, invoke: run },
    admin: {
      functions,
      timerCall: (name: string): Call => timerNamed(name).byHand(),
      start: (hosted: HostedFunction, call: Call): void => void work.track(run(hosted, call)),
    },
  };
  function answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
    if (stopping) {
      outgoing.writeHead(503, { Connection: 'close' }).end();
      return;
    }
    const answered = answerRequest(answering, incoming, outgoing).catch((error: unknown) => {
      log('error', 'request failed in the host', faultFields(error));
      if (outgoing.headersSent) outgoing.destroy();
      else outgoing.writeHead(500).end();
    });
    void work.track(Promise.all([answered, once(outgoing, 'close')]));
  }

  const { server, url } = await listenOnLoopback(options.port, answer);
  const timers = functions
    .filter((one) => one.kind === 'timer')
    .map((hosted) => startTimerTrigger(hosted, { run: (call) => work.track(run(hosted, call)), clock, log }));
  function timerNamed(name: string): (typeof timers)[number] {
    const timer = timers.find((one) => one.name === name);
    if (timer === undefined) throw new InvariantError(`No timer was started for ${name}`);
    return timer;
  }
  for (const { hosted, queue } of prepared.queues) {
    const message = { queue, options: file.queues, leaseMs: prepared.leaseMs, clock, log };
    queues.push(
      startQueueTrigger({
        ...message,
        process: (one) => work.track(processMessage(one, { ...message, run: (call) => run(hosted, call) })),
      }),
    );
  }

  return {
    url,
    keys,
    functions: functions.map((one) => functionInfo(one, { url, routePrefix: file.routePrefix, now: clock.now() })),
    async warmUp(limitMs) {
      const inTime = new AbortController();
      const warmed = work.track(warmUp(prepared, { library, run, log, clock }));
      await Promise.race([warmed, waited(clock, limitMs, inTime.signal)]);
      inTime.abort();
    },
    underWay: () => work.size,
    async stop(limitMs) {
      stopping = true;
      for (const timer of timers) timer.stop();
      server.close();
      const inTime = new AbortController();
      const ended = Promise.all([work.ended(), ...queues.map((queue) => queue.stop())]);
      await Promise.race([ended, waited(clock, limitMs, inTime.signal)]);
      inTime.abort();
      const left = work.size;
      server.closeAllConnections();
      return left;
    },
  };
}

async function openLibrary({ model, functions }: PreparedHost): Promise<LibraryServer | undefined> {
  const library = await openLibraryServer(model);
  if (library !== undefined || functions.every((one) => one.kind !== 'http')) return library;
  throw new ConfigError([
    {
      path: 'functions',
      message:
        'HTTP functions are hosted here only as streams; expected one of them to call app.setup({ enableHttpStream: true }).',
    },
  ]);
}
