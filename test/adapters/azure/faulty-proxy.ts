// Stands between a client and Azurite and does to chosen requests what networks do.
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, request } from 'node:http';
import type { Azurite } from '../../../src/sandbox/azurite.ts';
import { close, listen } from '../../support/served/listen.ts';

export type Effect =
  /** The connection ends before the request is passed on. */
  | { readonly kind: 'drop' }
  /** The request is carried out, then the connection ends without an answer. */
  | { readonly kind: 'drop-after' }
  /** The connection stays open and nothing comes. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'answer'; readonly status: number; readonly body: string }
  /** Something happens first, then the effect. */
  | { readonly kind: 'meanwhile'; readonly act: () => Promise<void>; readonly then: Effect | undefined };

export interface Match {
  readonly method: string;
  /** Tested against path and query. */
  readonly address: RegExp;
  /** `x-ms-lease-action` of a lease request: acquire, renew, release. */
  readonly lease?: string;
}

export interface FaultyProxy {
  readonly connectionString: string;
  /** `METHOD path?query` of everything that came, in order. */
  readonly seen: readonly string[];
  /** The next `times` requests that match get the effect. */
  strike(match: Match, effect: Effect, times?: number): void;
  /** Forgets faults and what was seen. */
  clear(): void;
  stop(): Promise<void>;
}

export async function startFaultyProxy(
  { connectionString }: Pick<Azurite, 'connectionString'>,
  service: 'blob' | 'queue' = 'blob',
): Promise<FaultyProxy> {
  const target = new URL(endpointIn(connectionString, service === 'blob' ? 'BlobEndpoint' : 'QueueEndpoint'));
  let faults: { readonly match: Match; readonly effect: Effect; left: number }[] = [];
  let seen: string[] = [];

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const method = incoming.method ?? '';
    const address = incoming.url ?? '';
    seen.push(`${method} ${address}`);
    const fault = faults.find(
      ({ match, left }) =>
        left > 0 &&
        match.method === method &&
        match.address.test(address) &&
        (match.lease === undefined || match.lease === incoming.headers['x-ms-lease-action']),
    );
    if (fault !== undefined) fault.left -= 1;
    let effect = fault?.effect;
    const body = await bodyOf(incoming);
    while (effect?.kind === 'meanwhile') {
      await effect.act();
      effect = effect.then;
    }
    if (effect?.kind === 'hang') return;
    if (effect?.kind === 'drop') {
      incoming.socket.destroy();
      return;
    }
    if (effect?.kind === 'answer') {
      outgoing.writeHead(effect.status, { 'content-type': 'text/html' }).end(effect.body);
      return;
    }
    const passed = request({
      host: target.hostname,
      port: target.port,
      method,
      path: address,
      headers: incoming.headers,
    });
    passed.end(body);
    const [answer] = (await once(passed, 'response')) as [IncomingMessage];
    const content = await bodyOf(answer);
    if (effect?.kind === 'drop-after') incoming.socket.destroy();
    else outgoing.writeHead(answer.statusCode ?? 500, answer.headers).end(content);
  }

  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing).catch((error: unknown) => {
      outgoing.destroy(error instanceof Error ? error : new Error('The proxy failed'));
    });
  });
  const port = await listen(server);

  return {
    connectionString: connectionString.replace(target.host, `127.0.0.1:${port}`),
    get seen() {
      return seen;
    },
    strike(match, effect, times = 1) {
      faults.push({ match, effect, left: times });
    },
    clear() {
      faults = [];
      seen = [];
    },
    stop: () => close(server),
  };
}

function endpointIn(connectionString: string, name: string): string {
  const part = connectionString.split(';').find((each) => each.startsWith(`${name}=`));
  if (part === undefined) throw new Error(`The connection string has no ${name}`);
  return part.slice(name.length + 1);
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of message) chunks.push(chunk as Uint8Array);
  return Buffer.concat(chunks);
}
