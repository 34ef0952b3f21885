/** A webhook on loopback that gives tokens back and takes deliveries, or does what a test tells it. */
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { close, listen } from './served/listen.ts';

export interface WebhookAnswer {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
}
export interface Webhook {
  /** `http://127.0.0.1:PORT/hook` */
  readonly url: string;
  /** Bodies delivered, in order, repetitions included. */
  readonly deliveries: readonly unknown[];
  /** Tokens that were given back. */
  readonly handshakes: readonly string[];
  /** What the next requests get, one each, in the place of what is right; null: no answer at all. */
  readonly script: (WebhookAnswer | null)[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function openWebhook(): Promise<Webhook> {
  const deliveries: unknown[] = [];
  const handshakes: string[] = [];
  const script: (WebhookAnswer | null)[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const token = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('validationToken');
      if (token === null) deliveries.push(JSON.parse(body));
      else handshakes.push(token);
      const scripted = script.shift();
      if (scripted === null) return;
      const right = token === null ? { status: 202 } : { status: 200, type: 'text/plain', body: token };
      const { status, type = 'text/plain', body: answer = '' } = scripted ?? right;
      response.writeHead(status, { 'content-type': type }).end(answer);
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    deliveries,
    handshakes,
    script,
    [Symbol.asyncDispose]: () => close(server),
  };
}
