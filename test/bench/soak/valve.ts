/** Stands between a client and a server on loopback, and lets nothing through when it is told so. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { listen } from '../../support/served/listen.ts';

/**
 * `refusing`: every connection is cut, those that are open included. `silent`: connections are kept and taken, and nothing goes through; what was sent meanwhile
 * goes through late, when it is open again.
 */
type ValveMode = 'open' | 'refusing' | 'silent';

export interface Valve {
  readonly port: number;
  set(mode: ValveMode): void;
  stop(): Promise<void>;
}

interface Pair {
  readonly inward: Socket;
  readonly outward: Socket;
}

export async function openValve(target: number): Promise<Valve> {
  const pairs = new Set<Pair>();
  let mode: ValveMode = 'open';
  const server = createServer((inward) => {
    if (mode === 'refusing') {
      inward.destroy();
      return;
    }
    const pair = { inward, outward: connect(target, '127.0.0.1') };
    pairs.add(pair);
    for (const socket of [pair.inward, pair.outward]) {
      // One side that fails or ends takes the other one with it.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        pairs.delete(pair);
        cut(pair);
      });
    }
    if (mode === 'open') join(pair);
  });
  const port = await listen(server);
  return {
    port,
    set(next) {
      mode = next;
      const change = { open: join, silent: part, refusing: cut }[next];
      for (const pair of pairs) change(pair);
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const pair of pairs) cut(pair);
      await closed;
    },
  };
}

function join({ inward, outward }: Pair): void {
  inward.pipe(outward).pipe(inward);
}

/** Both sides wait until somebody reads again. */
function part({ inward, outward }: Pair): void {
  inward.unpipe(outward);
  outward.unpipe(inward);
}

function cut({ inward, outward }: Pair): void {
  inward.destroy();
  outward.destroy();
}
