/** Sends one request to an event hook as Okta does: a short wait, one repetition on silence or a 5xx, none on anything else, no redirects. */

export interface Sending {
  /** Per attempt, to the last byte of the answer. */
  readonly timeoutMs: number;
  readonly stopped: AbortSignal;
}

export interface Reply {
  /** Of the last attempt; null: no whole answer came. */
  readonly status: number | null;
  readonly text: string;
  readonly attempts: number;
}

const MOST_ATTEMPTS = 2;

/** Never rejects because of what the hook does; TypeError for an address, a header or a method that is none. */
export async function sendToHook(url: string, request: RequestInit, sending: Sending): Promise<Reply> {
  for (let attempts = 1; ; attempts += 1) {
    const { status, text } = await attempt(new Request(url, { ...request, redirect: 'manual' }), sending);
    const again = status === null || status >= 500;
    if (!again || attempts === MOST_ATTEMPTS || sending.stopped.aborted) return { status, text, attempts };
  }
}

async function attempt(request: Request, { timeoutMs, stopped }: Sending): Promise<Pick<Reply, 'status' | 'text'>> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.any([AbortSignal.timeout(timeoutMs), stopped]) });
    return { status: answer.status, text: await answer.text() };
  } catch (error) {
    // How fetch says that nothing came: no connection, or one that ended; and the time-out.
    if (error instanceof TypeError || error instanceof DOMException) return { status: null, text: '' };
    throw error;
  }
}

/** The sandbox reaches nothing beyond this machine. Throws RangeError, or TypeError for what is no address. */
export function assertLoopback(url: string): void {
  const { hostname } = new URL(url);
  if (hostname !== 'localhost' && hostname !== '[::1]' && !/^127(\.\d{1,3}){3}$/.test(hostname))
    throw new RangeError(`An event hook of the sandbox is on loopback, not on ${hostname}`);
}
