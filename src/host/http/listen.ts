/** Opens the host's server on 127.0.0.1, and on nothing else. */
import { createServer, type RequestListener, type Server } from 'node:http';
import { InvariantError, RefusedError } from '../../errors.ts';
import { once } from 'node:events';

export interface Listening {
  readonly server: Server;
  /** `http://127.0.0.1:7071` */
  readonly url: string;
}

/** Port 0: any free one. Throws RefusedError when the port is not to be had. */
export async function listenOnLoopback(port: number, answer: RequestListener): Promise<Listening> {
  const server = createServer(answer);
  server.listen({ host: '127.0.0.1', port });
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new RefusedError(
        409,
        `Port ${port} of 127.0.0.1 is taken by another program. Stop that one, or choose another port: --port ${port + 1}, or --port 0 for any free one.`,
      );
    if (code === 'EACCES')
      throw new RefusedError(403, `Port ${port} is not for every user to open. Choose one above 1023: --port 7071`);
    throw error;
  }
  const address = server.address();
  if (address === null || typeof address === 'string') throw new InvariantError('A server on a port has no port');
  return { server, url: `http://127.0.0.1:${address.port}` };
}
