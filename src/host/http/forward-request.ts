/** One request to an HTTP function: its body goes to the library's server and the answer comes back from there, both as streams, while the function runs. */
import {
  request as openRequest,
  type Agent,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { HttpFunction } from '../hosted-functions.ts';
import type { Invoke } from '../invoke.ts';
import { randomUUID } from 'node:crypto';
import type { TriggerMetadata } from '../programming-model.ts';

export interface Forwarding {
  /** Where the library's server listens on 127.0.0.1. */
  readonly port: number;
  readonly agent: Agent;
  readonly invoke: Invoke;
}

/** About one connection, not about the request (RFC 9110, 7.6.1). `expect` was answered by our own server, which also cuts answers into chunks where the caller understands that. */
const HOP_BY_HOP = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'upgrade'] as const;
const NOT_INWARD: ReadonlySet<string> = new Set([...HOP_BY_HOP, 'expect']);
const NOT_OUTWARD: ReadonlySet<string> = new Set([...HOP_BY_HOP, 'transfer-encoding']);

/** Resolves with the invocation. A function that fails answers 500 with nothing in it; when it had begun to answer, the connection is cut, so that no half passes for the whole. */
export async function forwardRequest(
  { port, agent, invoke }: Forwarding,
  hosted: HttpFunction,
  params: Readonly<Record<string, string>>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const id = randomUUID();
  const reply = createReply(outgoing);
  const inward = openRequest({
    agent,
    host: '127.0.0.1',
    port,
    method: incoming.method,
    path: incoming.url,
    headers: headersInward(incoming, id),
  });
  inward.on('response', reply.stream);
  // Reset when we hang up, when the caller does, or when the library's server went away under a stop.
  inward.on('error', reply.fail);
  outgoing.on('error', () => inward.destroy());
  outgoing.on('close', () => {
    if (!outgoing.writableFinished) inward.destroy();
  });
  incoming.pipe(inward);

  const outcome = await invoke(hosted, {
    id,
    data: { http: {} },
    triggerMetadata: triggerMetadata(params, incoming),
  });
  if (outcome === 'answered') return;
  // Nothing, or only half of it, was handed to the library's server, so nothing more will come from there.
  if (outcome === 'failed') reply.fail();
  else reply.empty();
  inward.destroy();
}

/** What the caller gets; the first of them counts. */
function createReply(outgoing: ServerResponse) {
  let given: 'nothing' | 'answer' | 'failure' = 'nothing';
  const once = (what: 'answer' | 'failure', give: () => void): void => {
    if (given !== 'nothing') return;
    given = what;
    give();
  };
  return {
    stream: (answer: IncomingMessage): void => {
      once('answer', () => {
        outgoing.writeHead(answer.statusCode ?? 500, headersOutward(answer.rawHeaders));
        answer.on('error', () => outgoing.destroy());
        answer.pipe(outgoing);
      });
    },
    empty: (): void => {
      once('answer', () => outgoing.writeHead(204).end());
    },
    fail: (): void => {
      if (given === 'answer' && !outgoing.writableEnded) outgoing.destroy();
      once('failure', () => outgoing.writeHead(500).end());
    },
  };
}

function headersInward(incoming: IncomingMessage, id: string): OutgoingHttpHeaders {
  const headers: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(incoming.headers))
    if (value !== undefined && !NOT_INWARD.has(name)) headers[name] = value;
  return {
    ...headers,
    'x-ms-invocation-id': id,
    'x-forwarded-host': incoming.headers.host ?? '127.0.0.1',
    'x-forwarded-proto': 'http',
  };
}

/** Names and values in turns, as they came. */
function headersOutward(raw: readonly string[]): string[] {
  return raw.filter((_text, index) => !NOT_OUTWARD.has((raw[index - (index % 2)] ?? '').toLowerCase()));
}

function triggerMetadata(params: Readonly<Record<string, string>>, { headers }: IncomingMessage): TriggerMetadata {
  return {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { string: value }])),
    Headers: { json: JSON.stringify(headers) },
  };
}
