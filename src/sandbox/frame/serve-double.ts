/** Puts one double behind a port on loopback, and takes it away again at once, open connections included. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Frame } from './handle-request.ts';
import { handleRequest } from './handle-request.ts';

export interface ServedDouble {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  stop(): Promise<void>;
}

/** Port 0 takes a free one. Rejects with the system's error when the port cannot be had. */
export async function serveDouble(frame: Frame, port: number): Promise<ServedDouble> {
  const listener = getRequestListener(
    async (request, bindings) => {
      const answer = await handleRequest(frame, request);
      if (answer !== null) return answer;
      bindings.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    },
    // The process that embeds the sandbox keeps its own Request and Response.
    { overrideGlobalObjects: false },
  );
  const server = createServer((incoming, outgoing) => {
    void listener(incoming, outgoing);
  });
  // Clients keep connections open between bursts; closing them under a client's hands would be a fault that nobody asked for.
  server.keepAliveTimeout = 60_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new TypeError('A server on loopback has a port, but none came back');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async stop() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
