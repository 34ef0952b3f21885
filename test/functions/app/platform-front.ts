/** Stands in for App Service Authentication in front of the pages: takes away what a caller wrote of a principal, and puts in whom it has let in. */
import { createServer } from 'node:http';
import { HttpRequest, HttpResponse } from '@azure/functions';
import { contextOf } from './call-function.ts';
import { onDashboard } from '../../../src/runtime/handlers.ts';
import { close, listen } from '../../support/served/listen.ts';

export interface PlatformFront {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

/** The cookie by which the front knows somebody; its value is their principal. */
export const SESSION = 'session';
const PRINCIPAL = 'x-ms-client-principal';

export async function startPlatformFront(): Promise<PlatformFront> {
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const url = new URL(incoming.url ?? '/', `http://${incoming.headers.host ?? ''}`);
      const headers = Object.entries(incoming.headers).flatMap(([name, value]) =>
        typeof value === 'string' && name !== PRINCIPAL ? [[name, value] as const] : [],
      );
      const known = new RegExp(`${SESSION}=([^;]+)`).exec(incoming.headers.cookie ?? '')?.[1];
      const request = new HttpRequest({
        url: url.href,
        method: incoming.method ?? 'GET',
        params: { page: decodeURIComponent(url.pathname.replace(/^\/api\/app\/?/, '')) },
        query: Object.fromEntries(url.searchParams),
        headers: {
          ...Object.fromEntries(headers),
          ...(known !== undefined && { [PRINCIPAL]: decodeURIComponent(known) }),
        },
        ...(chunks.length > 0 && { body: { bytes: Buffer.concat(chunks) } }),
      });
      void onDashboard(request, contextOf('dashboard', [])).then(async (init) => {
        const response = new HttpResponse(init);
        outgoing.writeHead(response.status, Object.fromEntries(response.headers));
        outgoing.end(Buffer.from(await response.arrayBuffer()));
      });
    });
  });
  const port = await listen(server);
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () => close(server),
  };
}
