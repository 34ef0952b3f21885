/** Sends many requests with so many in flight, over connections that are kept, and times each answer. */
import { Agent, request } from 'node:http';
import type { HookRequest } from '../../../src/sandbox/okta/events/hook-request.ts';

export interface Answer {
  readonly status: number;
  /** From before the request is sent to the end of the answer. */
  readonly ms: number;
}

/** In the order of the requests. Rejects with the first that gets no answer. */
export async function sendDeliveries(
  url: string,
  requests: readonly HookRequest[],
  { inFlight }: { readonly inFlight: number },
): Promise<readonly Answer[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: inFlight });
  const answers: Answer[] = [];
  const waiting = requests.entries();
  const work = async (): Promise<void> => {
    for (const [index, one] of waiting) answers[index] = await send(url, one, agent);
  };
  try {
    await Promise.all(Array.from({ length: inFlight }, work));
  } finally {
    agent.destroy();
  }
  return answers;
}

function send(url: string, { method, headers, body }: HookRequest, agent: Agent): Promise<Answer> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    request(url, { agent, method, headers: { ...headers, 'content-length': Buffer.byteLength(body) } })
      .on('response', (answer) => {
        answer.on('error', reject);
        answer.on('end', () => {
          resolve({ status: answer.statusCode ?? 0, ms: performance.now() - started });
        });
        answer.resume();
      })
      .on('error', reject)
      .end(body);
  });
}
