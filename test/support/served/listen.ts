// A server of a test on loopback, on any free port.
import { once } from 'node:events';
import type { Server } from 'node:net';
import type { Server as HttpServer } from 'node:http';

/** Its port, once it listens. */
export async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('A server on loopback has a port');
  return address.port;
}

/** Whoever is still connected is cut off. */
export async function close(server: HttpServer): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
}
