/** Tells what went wrong when no usable answer came, from an error's codes alone: messages, configuration and headers of the error are never looked at. */
import { TLS_FAULTS } from './tls-faults.ts';

/**
 * - `unreachable`: no connection came about, so nothing was sent. - `tls`: the other side could not be trusted; nothing was sent either.
 * - `timeout`: no whole answer in time. - `dropped`: the connection ended, before or after the request was carried out. - `too-large`: the answer outgrew its limit.
 */
export type TransportFaultKind = 'unreachable' | 'tls' | 'timeout' | 'dropped' | 'too-large';

export interface TransportFault {
  readonly kind: TransportFaultKind;
  /** A predicate: "does not resolve: there is no such host name". */
  readonly detail: string;
  readonly advice: string;
}

const CHECK_ADDRESS = 'Check the configured address, and that this machine may reach it (DNS, firewall, proxy).';

/** Codes and names under which axios and fetch report that a signal or a clock of their own ended the request. */
const TIMED_OUT: ReadonlySet<string> = new Set([
  'ERR_CANCELED',
  'ECONNABORTED',
  'AbortError',
  'TimeoutError',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);

/** `error`: whatever the HTTP library threw. `limits` are named in the sentence. */
export function transportFault(
  error: unknown,
  limits: { readonly timeoutMs: number; readonly maxBytes: number },
): TransportFault {
  const traces = tracesOf(error);
  const tls = traces.map(({ code }) => TLS_FAULTS.get(code)).find((fault) => fault !== undefined);
  if (tls !== undefined) return { kind: 'tls', ...tls };
  if (traces.some(({ message }) => /^maxContentLength size of \d+ exceeded$/.test(message)))
    return {
      kind: 'too-large',
      detail: `sent more than ${limits.maxBytes} bytes`,
      advice: 'Such an answer is not expected here; check that the address is the right one.',
    };
  if (traces.some(({ code, name }) => TIMED_OUT.has(code) || TIMED_OUT.has(name)))
    return {
      kind: 'timeout',
      detail: `gave no whole answer within ${limits.timeoutMs} ms`,
      advice: 'Try again later; if it stays so, raise the time-out.',
    };
  const code = traces.map((trace) => trace.code).find((known) => known !== '') ?? 'no code';
  if (traces.some(({ syscall }) => syscall === 'getaddrinfo'))
    return {
      kind: 'unreachable',
      detail: `could not be found: its host name does not resolve (${code})`,
      advice: CHECK_ADDRESS,
    };
  if (traces.some(({ syscall, code: known }) => syscall === 'connect' || known === 'UND_ERR_CONNECT_TIMEOUT'))
    return { kind: 'unreachable', detail: `could not be reached (${code})`, advice: CHECK_ADDRESS };
  return {
    kind: 'dropped',
    detail: `dropped the connection (${code})`,
    advice: 'Try again later; a proxy or an upgrade window on the other side may be the cause.',
  };
}

interface Trace {
  readonly name: string;
  readonly code: string;
  readonly syscall: string;
  readonly message: string;
}

/** The error, the errors that caused it, and those that it bundles (one per address that was tried). */
function tracesOf(error: unknown, depth = 0): readonly Trace[] {
  if (!(error instanceof Error) || depth > 4) return [];
  const trace: Trace = {
    name: error.name,
    code: 'code' in error && typeof error.code === 'string' ? error.code : '',
    syscall: 'syscall' in error && typeof error.syscall === 'string' ? error.syscall : '',
    message: error.message,
  };
  const bundled: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [trace, ...[error.cause, ...bundled].flatMap((inner) => tracesOf(inner, depth + 1))];
}
