/** Faults as HTTP answers: what the caller did wrong in words, everything else without its inner workings. */
import type { HttpResponseInit, InvocationContext } from '@azure/functions';
import { ConfigError, RefusedError, RemoteError } from '../../errors.ts';

export async function answering(
  context: InvocationContext,
  answer: () => Promise<HttpResponseInit>,
): Promise<HttpResponseInit> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RefusedError) return problem(error.status, error.message);
    context.error(
      JSON.stringify({
        level: 'error',
        message: 'request failed',
        fault: error instanceof Error ? error.name : typeof error,
      }),
    );
    if (error instanceof ConfigError)
      return problem(500, 'The configuration is not valid. GET /api/health lists its problems.');
    if (error instanceof RemoteError) return problem(502, error.message);
    return problem(500, `An unexpected fault; invocation ${context.invocationId} has it in its log.`);
  }
}

/** RFC 9457 problem details. */
function problem(status: number, detail: string): HttpResponseInit {
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
    body: JSON.stringify({ status, detail }),
  };
}
