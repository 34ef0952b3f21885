/** Calls an HTTP function as the host would: the library's own request in, the library's own response out. */
import { HttpRequest, HttpResponse, InvocationContext, type HttpResponseInit } from '@azure/functions';

export interface Call {
  readonly method: 'GET' | 'POST';
  /** `/api/…`, with its query. */
  readonly path: string;
  /** As the host fills the route: percent signs decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Called {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export function requestOf({ method, path, params, headers = {}, body }: Call): HttpRequest {
  return new HttpRequest({
    url: new URL(path, 'https://app.example').href,
    method,
    params: { ...params },
    headers: { ...headers },
    ...(body !== undefined && { body: { bytes: Buffer.from(body) } }),
  });
}

export async function answerOf(init: HttpResponseInit): Promise<Called> {
  const response = new HttpResponse(init);
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    text: await response.text(),
  };
}

/** `log` gets every line, as `level line`. */
export function contextOf(functionName: string, log: string[]): InvocationContext {
  return new InvocationContext({
    functionName,
    invocationId: 'test-invocation',
    logHandler: (level, ...args) => {
      log.push(`${level} ${args.map(String).join(' ')}`);
    },
  });
}
