/** A server on loopback that answers by script: what one request at a time gets, in order; the last line of the script repeats. */
import type { RequestListener, Server } from 'node:http';
import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import { close, listen } from '../../support/served/listen.ts';

export type Line =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  /** Takes the request and closes the connection. */
  | 'drop'
  /** Announces more than it sends, then closes. */
  | 'break-off'
  /** Takes the request and never answers. */
  | 'silence';

export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}
export interface ScriptedServer {
  readonly url: string;
  readonly seen: readonly Seen[];
  /** How many connections were opened. */
  connections(): number;
  /** How many of them are open now. */
  open(): number;
  stop(): Promise<void>;
}

export async function startScripted(
  script: readonly [Line, ...Line[]],
  tls?: { readonly key: string; readonly cert: string },
): Promise<ScriptedServer> {
  const seen: Seen[] = [];
  let opened = 0;
  let closed = 0;
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const line = script[Math.min(seen.length, script.length - 1)]!;
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      if (line === 'silence') return;
      if (line === 'drop') {
        request.socket.destroy();
        return;
      }
      if (line === 'break-off') {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"half":', () => request.socket.destroy());
        return;
      }
      response.writeHead(line.status, { 'content-type': 'application/json', ...line.headers });
      response.end(line.body ?? '{}');
    });
  };
  const server: Server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
  server.on('connection', (socket: Socket) => {
    opened += 1;
    socket.on('error', () => undefined);
    socket.on('close', () => {
      closed += 1;
    });
  });
  server.on('tlsClientError', () => undefined);
  const port = await listen(server);
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    seen,
    connections: () => opened,
    open: () => opened - closed,
    stop: () => close(server),
  };
}
