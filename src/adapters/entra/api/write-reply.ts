/** Judges what became of a write from its one reply: carried out, surely not carried out, or not to be known. Pure. */
import { RemoteError } from '../../../errors.ts';
import type { HttpReply } from '../../http/attempt.ts';
import type { GraphCaller } from './fault.ts';
import { errorOf, graphFault } from './fault.ts';

export type GraphWriteReply =
  /** `value` undefined: an answer without a body. `request` is the label for faults. */
  | { readonly kind: 'done'; readonly value: unknown; readonly request: string }
  /** `code` is Graph's own; null: it was not Graph that spoke, or nothing was sent. */
  | { readonly kind: 'refused'; readonly fault: RemoteError; readonly code: string | null }
  /** It was sent, and no usable answer came. */
  | { readonly kind: 'unknown'; readonly fault: RemoteError };

export function judgeWrite(request: string, reply: HttpReply, caller: GraphCaller): GraphWriteReply {
  const fault = graphFault(request, reply, caller);
  if (reply.kind === 'fault')
    return reply.fault.kind === 'unreachable' || reply.fault.kind === 'tls'
      ? { kind: 'refused', fault, code: null }
      : { kind: 'unknown', fault };
  const { status, body } = reply;
  if (status >= 200 && status < 300) {
    if (body.kind === 'json') return { kind: 'done', value: body.value, request };
    return body.kind === 'empty' ? { kind: 'done', value: undefined, request } : { kind: 'unknown', fault };
  }
  // 408 is a server that stopped waiting, a redirect may come from something in between after the fact: neither proves that nothing happened.
  if (status < 400 || status === 408 || status >= 500) return { kind: 'unknown', fault };
  return { kind: 'refused', fault, code: errorOf(reply)?.code ?? null };
}

/** Nothing was sent, for want of a token. Throws what is no RemoteError: that is a bug. */
export function unsent(error: unknown): GraphWriteReply {
  if (error instanceof RemoteError) return { kind: 'refused', fault: error, code: null };
  throw error;
}
