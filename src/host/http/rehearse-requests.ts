/**
 * Answers made-up requests before the first one comes from outside, through all that answers one: socket, host, library. The engine translates what runs often;
 * without this it does so while the first callers wait, and when they are many at once, each waits for all of it.
 */
import { Agent, IncomingMessage, request } from 'node:http';
import { createInvoke } from '../functions/invoke.ts';
import { forwardRequest } from './forward-request.ts';
import type { HostClock } from '../host-clock.ts';
import type { HttpFunction } from '../functions/hosted-functions.ts';
import type { LibraryServer } from './library-server.ts';
import { listenOnLoopback } from './listen.ts';
import { once } from 'node:events';
import type { ProgrammingModel } from '../functions/programming-model.ts';
import { z } from 'zod';

const REQUESTS = 300;
const AT_ONCE = 10;
/** As long as a small delivery. */
const BODY = JSON.stringify({ text: 'x'.repeat(1000) });

/** Reads and answers, and does nothing else. */
const LISTENER: HttpFunction = {
  kind: 'http',
  name: 'rehearsal',
  methods: ['POST'],
  route: 'rehearsal',
  authLevel: 'anonymous',
  binding: 'request',
  metadata: {
    name: 'rehearsal',
    bindings: {
      request: { type: 'httpTrigger', direction: 'in' },
      $return: { type: 'http', direction: 'out' },
    },
  },
  handler: async (given: Pick<Request, 'text'>) => {
    await given.text();
    return { status: 204 };
  },
};

const responseSchema = z.tuple([z.instanceof(IncomingMessage)]);

export interface RehearsalOptions {
  readonly library: LibraryServer;
  readonly model: ProgrammingModel;
  readonly clock: HostClock;
}

/** On a port of its own, which is closed when it ends. Nothing of it is logged. */
export async function rehearseRequests({ library, model, clock }: RehearsalOptions): Promise<void> {
  const invoke = createInvoke({ model, log: () => undefined, clock });
  const { server, url } = await listenOnLoopback(0, (incoming, outgoing) => {
    void forwardRequest({ library, invoke }, LISTENER, {}, incoming, outgoing);
  });
  const agent = new Agent({ keepAlive: true });
  try {
    for (let sent = 0; sent < REQUESTS; sent += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, () => call(url, agent)));
  } finally {
    agent.destroy();
    server.close();
  }
}

async function call(url: string, agent: Agent): Promise<void> {
  const sent = request(url, { agent, method: 'POST', headers: { 'Content-Length': BODY.length } });
  sent.end(BODY);
  const [answer] = responseSchema.parse(await once(sent, 'response'));
  answer.resume();
  await once(answer, 'end');
}
