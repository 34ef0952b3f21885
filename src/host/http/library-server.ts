/**
 * The library's own HTTP server, through which it receives requests and sends answers. `@azure/functions` opens it on every interface of the machine and
 * offers no option for that, so its one call of `listen` is answered here: any free port of 127.0.0.1. It has no way of closing it either; with the server in
 * hand, there is one.
 */
import { Server as HttpServer } from 'node:http';
import { InvariantError } from '../../errors.ts';
import { Server as NetServer } from 'node:net';
import type { ProgrammingModel } from '../programming-model.ts';

export interface LibraryServer {
  readonly port: number;
  close(): void;
}

/** Ends the library's setup. undefined: streaming is off, and no server was opened. */
export async function openLibraryServer(model: ProgrammingModel): Promise<LibraryServer | undefined> {
  const opened: HttpServer[] = [];
  // HttpServer inherits `listen`; its own shadows that one while the library runs up to its first wait, so nobody else's server is touched.
  Reflect.defineProperty(HttpServer.prototype, 'listen', {
    configurable: true,
    value(this: HttpServer, ready: () => void) {
      opened.push(this);
      return NetServer.prototype.listen.call(this, { host: '127.0.0.1', port: 0 }, ready);
    },
  });
  let capabilities: ReturnType<ProgrammingModel['getCapabilities']>;
  try {
    capabilities = model.getCapabilities({});
  } finally {
    Reflect.deleteProperty(HttpServer.prototype, 'listen');
  }
  const { HttpUri: uri } = await capabilities;
  if (uri === undefined) return undefined;
  const [server] = opened;
  const address = server?.address() ?? null;
  if (server === undefined || address === null || typeof address === 'string' || address.address !== '127.0.0.1')
    throw new InvariantError('The server of @azure/functions does not listen on 127.0.0.1 alone');
  // Between the two halves of one process no connection is ever too old or too slow.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  return {
    port: address.port,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
