/**
 * The library's own HTTP server, through which it receives requests and sends answers. `@azure/functions` opens it on every interface of the machine and
 * offers no option for that, so its one call of `listen` is answered here: any free port of 127.0.0.1, and closed again as soon as the library is content.
 * Both halves live in one process, so a request is handed over as it is: another connection for each would take longer than all the rest of the host.
 */
import { Server as HttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { InvariantError } from '../../errors.ts';
import { Server as NetServer } from 'node:net';
import type { ProgrammingModel } from '../functions/programming-model.ts';

export interface LibraryServer {
  /** The library finds by the header `x-ms-invocation-id` for which invocation it is, and answers it itself. */
  take(incoming: IncomingMessage, outgoing: ServerResponse): void;
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
  if (server === undefined || server.listenerCount('request') === 0)
    throw new InvariantError('The server of @azure/functions takes no requests');
  server.close();
  return {
    take(incoming, outgoing) {
      server.emit('request', incoming, outgoing);
    },
  };
}
