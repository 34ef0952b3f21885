/** One request to an HTTP function: the library's server gets it as it came, body and answer are streams of the caller's own connection. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpFunction } from '../functions/hosted-functions.ts';
import type { Invoke } from '../functions/invoke.ts';
import type { LibraryServer } from './library-server.ts';
import { randomUUID } from 'node:crypto';
import type { TriggerMetadata } from '../functions/programming-model.ts';

export interface Forwarding {
  readonly library: LibraryServer;
  readonly invoke: Invoke;
}

/** Resolves with the invocation. A function that fails answers 500 with nothing in it; when it had begun to answer, the connection is cut, so that no half passes for the whole. */
export async function forwardRequest(
  { library, invoke }: Forwarding,
  hosted: HttpFunction,
  params: Readonly<Record<string, string>>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const id = randomUUID();
  const call = { id, data: { http: {} }, triggerMetadata: triggerMetadata(params, incoming) };
  // A caller who goes away is the function's to notice, where it reads; nobody hears what is still written to him.
  incoming.on('error', () => undefined);
  outgoing.on('error', () => undefined);
  incoming.headers = { ...incoming.headers, ...forLibrary(incoming, id) };
  library.take(incoming, outgoing);

  const outcome = await invoke(hosted, call);
  if (outcome === 'empty') outgoing.writeHead(204).end();
  else if (outcome === 'failed') fail(outgoing);
  passOver(incoming);
}

function fail(outgoing: ServerResponse): void {
  if (outgoing.headersSent) {
    if (!outgoing.writableEnded) outgoing.destroy();
    return;
  }
  for (const name of outgoing.getHeaderNames()) outgoing.removeHeader(name);
  outgoing.writeHead(500).end();
}

/** What the function left unread is read to its end, so that the caller can go on with his next request. */
function passOver(incoming: IncomingMessage): void {
  incoming.removeAllListeners('readable');
  incoming.resume();
}

/** Who somebody is, is said by the platform's sign-in alone, which takes away what a caller wrote there. Here nobody has signed in. */
function withoutPrincipal({ headers }: IncomingMessage) {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('x-ms-client-principal')));
}

/** In the place of whatever the caller sent under these names. */
function forLibrary({ headers }: IncomingMessage, id: string) {
  return {
    'x-ms-invocation-id': id,
    'x-forwarded-host': headers.host ?? '127.0.0.1',
    'x-forwarded-proto': 'http',
  };
}

/** The function sees the headers that are named here. */
function triggerMetadata(params: Readonly<Record<string, string>>, incoming: IncomingMessage): TriggerMetadata {
  return {
    ...Object.fromEntries(Object.entries(params).map(([name, value]) => [name, { string: value }])),
    Headers: { json: JSON.stringify(withoutPrincipal(incoming)) },
  };
}
