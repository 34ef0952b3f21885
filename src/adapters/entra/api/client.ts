/** Asks Graph: metered, gated and repeated where that may help. The only file that knows Graph's client library, so that it can be replaced. */
import type { GraphRequest } from '@microsoft/microsoft-graph-client';
import { Client, ResponseType } from '@microsoft/microsoft-graph-client';
import type { Clock, RequestMeter } from '../../../ports/run-ports.ts';
import type { HttpReply } from '../../http/attempt.ts';
import { createGate } from '../../http/concurrency.ts';
import { requestLabel } from '../../http/redact.ts';
import { failureOf, planRetry } from '../../http/retry.ts';
import type { EntraCredential, TokenSource } from './credential.ts';
import { graphFault, SYSTEM, unusable } from './fault.ts';
import type { Permission } from './permission.ts';
import { CLIENT_ORIGIN, createTransport } from './transport.ts';
import type { GraphWriteReply } from './write-reply.ts';
import { judgeWrite, unsent } from './write-reply.ts';

export interface GraphClientOptions {
  /** Address without a trailing slash. */
  readonly endpoint: string;
  readonly credentialKind: EntraCredential['kind'];
  readonly tokens: TokenSource;
  /** Per attempt. */
  readonly timeoutMs: number;
  readonly meter: RequestMeter;
  readonly clock: Clock;
  readonly delay: (ms: number, signal?: AbortSignal) => Promise<void>;
  readonly random: () => number;
}

export interface GraphQuestion {
  /** Below /v1.0, encoded, with its query: `/users?$top=1`. */
  readonly path: string;
  readonly purpose: 'reference' | 'data';
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST as JSON. Only for POSTs that merely ask: they are repeated like a GET. */
  readonly json?: unknown;
  /** Texts that must never reach a message, should Graph repeat them. */
  readonly secrets?: readonly string[];
  /** Which part of a good answer counts as the answer: a batch is good outside and may be throttled inside. */
  readonly weigh?: (reply: HttpReply) => HttpReply;
  /** What is really asked for, where the path does not show it: says which permission is missing. */
  readonly about?: string;
}
export interface GraphAnswer {
  readonly value: unknown;
  /** Label for faults: method and path. */
  readonly request: string;
  /** The answer's own clock: its `Date` header. */
  readonly date: string | null;
}

export interface GraphWrite {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Below /v1.0, encoded. */
  readonly path: string;
  /** Absent: no body. */
  readonly json?: unknown;
  /** What is missing when the answer is 403. */
  readonly permission: Permission;
  /** Texts of this very request that must never reach a message. */
  readonly secrets: readonly string[];
}

export interface GraphClient {
  /** Throws RemoteError on everything but a 2xx with JSON. */
  ask(question: GraphQuestion): Promise<GraphAnswer>;
  /** Sends once, whatever comes of it; what became of it is a value. */
  write(write: GraphWrite): Promise<GraphWriteReply>;
  /** The path to ask for a next link's page. Throws RemoteError `malformed` when it leads anywhere but back to the endpoint. */
  pathOf(link: string, request: string): string;
}

const API = '/v1.0';

const SEND = {
  POST: (request, json) => request.post(json),
  PATCH: (request, json) => request.patch(json),
  DELETE: (request) => request.delete(),
} satisfies Record<GraphWrite['method'], (request: GraphRequest, json: unknown) => Promise<unknown>>;

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const { clock, delay, meter, random, tokens } = options;
  const endpoint = new URL(options.endpoint);
  const basePath = endpoint.pathname.replace(/\/$/, '');
  const transport = createTransport(options.endpoint, options.timeoutMs);
  const client = Client.initWithMiddleware({ baseUrl: CLIENT_ORIGIN, middleware: transport });
  const gate = createGate({ start: 8, most: 32, delay });

  function prepare(path: string, token: string, headers: GraphQuestion['headers'] = {}): GraphRequest {
    return client
      .api(`${CLIENT_ORIGIN}${API}${path}`)
      .responseType(ResponseType.RAW)
      .headers({ Accept: 'application/json', ...headers, Authorization: `Bearer ${token}` });
  }

  async function attemptOnce(question: GraphQuestion, token: string): Promise<HttpReply> {
    const request = prepare(question.path, token, question.headers);
    const response: unknown = question.json === undefined ? await request.get() : await request.post(question.json);
    return (question.weigh ?? ((reply) => reply))(transport.replyOf(response));
  }

  async function send(question: GraphQuestion, token: string): Promise<HttpReply> {
    meter.count(SYSTEM, question.purpose);
    for (let attempt = 1; ; attempt += 1) {
      const place = await gate.enter();
      let how: Parameters<typeof place.leave>[0] = 'failed';
      try {
        const reply = await attemptOnce(question, token);
        const throttled = reply.kind === 'answer' && reply.status === 429;
        if (reply.kind === 'answer') how = throttled ? 'throttled' : 'answered';
        const failure = failureOf(reply);
        const plan = planRetry({ method: 'GET', attempt, failure, now: clock.now(), random: random() });
        if (!plan.retry) return reply;
        meter.retried(SYSTEM, throttled ? 'throttled' : 'failed');
        // Throttling is meant for all requests; after any other failure only this one waits.
        if (throttled) gate.pause(plan.afterMs);
        place.leave(how);
        if (!throttled) await delay(plan.afterMs);
      } finally {
        place.leave(how);
      }
    }
  }

  async function sendOnce({ method, path, json }: GraphWrite, token: string): Promise<HttpReply> {
    meter.count(SYSTEM, 'write');
    const request = prepare(path, token);
    const place = await gate.enter();
    let how: Parameters<typeof place.leave>[0] = 'failed';
    try {
      const reply = transport.replyOf(await SEND[method](request, json));
      if (reply.kind === 'answer') how = reply.status === 429 ? 'throttled' : 'answered';
      return reply;
    } finally {
      place.leave(how);
    }
  }

  return {
    async ask(question) {
      const request = requestLabel(question.json === undefined ? 'GET' : 'POST', `${API}${question.path}`);
      const token = await tokens.read();
      const reply = await send(question, token);
      if (reply.kind === 'answer' && reply.status >= 200 && reply.status < 300 && reply.body.kind === 'json')
        return { value: reply.body.value, request, date: reply.headers['date'] ?? null };
      const { secrets = [] } = question;
      const about = requestLabel('GET', `${API}${question.about ?? question.path}`);
      throw graphFault(request, reply, { kind: options.credentialKind, token, secrets, about });
    },
    async write(write) {
      const request = requestLabel(write.method, `${API}${write.path}`);
      let token: string;
      try {
        token = await tokens.read();
      } catch (error) {
        return unsent(error);
      }
      const { secrets, permission } = write;
      const caller = { kind: options.credentialKind, token, secrets, permission };
      return judgeWrite(request, await sendOnce(write, token), caller);
    },
    pathOf(link, request) {
      const url = URL.canParse(link) ? new URL(link) : undefined;
      if (url?.origin !== endpoint.origin || url.username !== '' || !url.pathname.startsWith(`${basePath}${API}/`))
        throw unusable(request, `a next link that leads elsewhere (${url?.origin ?? 'no address'})`);
      return `${url.pathname.slice(basePath.length + API.length)}${url.search}`;
    },
  };
}
