/** A server that must never hear from us: it stands where a foreign link or redirect leads, and keeps what reaches it. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SecondServer {
  readonly url: string;
  readonly heard: readonly string[];
  [Symbol.asyncDispose](): Promise<void>;
}

export async function startSecondServer(): Promise<SecondServer> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.method ?? ''} ${request.url ?? ''} ${request.headers.authorization ?? ''}`);
    response.setHeader('content-type', 'application/json').end('{"value":[]}');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (!isAddress(address)) throw new Error('The second server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    heard,
    [Symbol.asyncDispose]: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
}

function isAddress(address: ReturnType<ReturnType<typeof createServer>['address']>): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}
