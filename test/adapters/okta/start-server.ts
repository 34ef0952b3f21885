/** A bare server on loopback for what the sandbox does not play; closed when the test is over. */
import type { IncomingMessage, RequestListener } from 'node:http';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';
import { close, listen } from '../../support/served/listen.ts';

export async function startServer(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  const port = await listen(server);
  onTestFinished(() => close(server));
  return `http://127.0.0.1:${port}`;
}

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new Error('Expected bytes');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
