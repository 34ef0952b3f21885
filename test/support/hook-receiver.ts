/** Receives webhooks on loopback and answers as a test says; what came is kept as it came. */
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { close, listen } from './served/listen.ts';

export interface ReceivedPost {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export type ScriptedAnswer =
  | { readonly kind: 'answer'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Takes the request and never says anything. */
  | { readonly kind: 'hang' }
  /** Takes the request and hangs up. */
  | { readonly kind: 'drop' };

export interface HookReceiver {
  readonly url: string;
  readonly received: readonly ReceivedPost[];
  /** Told one after the other, the last one for good; without any: 200. */
  answers: readonly ScriptedAnswer[];
  /** Done while the sender waits for its answer, with each post. */
  meanwhile: () => Promise<void>;
  clear(): void;
  stop(): Promise<void>;
}

const nothing = (): Promise<void> => Promise.resolve();

export const answer = (status: number, headers?: Readonly<Record<string, string>>): ScriptedAnswer => ({
  kind: 'answer',
  status,
  ...(headers !== undefined && { headers }),
});

export async function startHookReceiver(): Promise<HookReceiver> {
  const received: ReceivedPost[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, text: Buffer.concat(parts).toString('utf8') });
      receiver.meanwhile().then(respond, () => request.socket.destroy());
    });
    const respond = (): void => {
      const [next = answer(200), ...rest] = receiver.answers;
      if (rest.length > 0) receiver.answers = rest;
      if (next.kind === 'hang') return;
      if (next.kind === 'drop') {
        request.socket.destroy();
        return;
      }
      response.writeHead(next.status, next.headers ?? {}).end('ok');
    };
  });
  const port = await listen(server);
  const receiver: HookReceiver = {
    url: `http://127.0.0.1:${port}`,
    received,
    answers: [],
    meanwhile: nothing,
    clear: () => {
      received.length = 0;
      receiver.answers = [];
      receiver.meanwhile = nothing;
    },
    stop: () => close(server),
  };
  return receiver;
}
