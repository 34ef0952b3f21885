/** Faults as pages: what the caller did wrong in words, everything else without its inner workings. */
import type { InvocationContext } from '@azure/functions';
import { ConfigError, RefusedError, RemoteError } from '../../errors.ts';
import { renderRefusal, type Refusal } from '../../pages/refusal-page.ts';
import type { Surroundings } from '../../pages/frame.ts';

export function refusalPage(
  error: unknown,
  context: InvocationContext,
  around: Surroundings,
): { readonly status: number; readonly text: string } {
  const refusal = refusalOf(error, context);
  if (!(error instanceof RefusedError))
    context.error(
      JSON.stringify({
        level: 'error',
        message: 'request failed',
        fault: error instanceof Error ? error.name : typeof error,
      }),
    );
  return { status: refusal.status, text: renderRefusal(refusal, around) };
}

function refusalOf(error: unknown, { invocationId }: InvocationContext): Refusal {
  if (error instanceof RefusedError) return { status: error.status, detail: error.message, problems: [] };
  if (error instanceof ConfigError)
    return { status: 500, detail: 'The configuration is not valid.', problems: error.problems };
  if (error instanceof RemoteError) return { status: 502, detail: error.message, problems: [] };
  return { status: 500, detail: `An unexpected fault; invocation ${invocationId} has it in its log.`, problems: [] };
}
