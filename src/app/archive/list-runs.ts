// The runs of one connection, newest first, from the index alone.
import { runId } from '../../domain/ids.ts';
import type { RunEntry } from '../../domain/runs/run.ts';
import { RefusedError } from '../../errors.ts';
import type { ConnectionPorts } from '../connection-ports.ts';

const DEFAULT_LIMIT = 20;
const MOST = 200;

/** `before`: a whole run id, exclusive, for the next page. Throws RefusedError 400 on a page that makes no sense. */
export async function listRuns(
  ports: Pick<ConnectionPorts, 'name' | 'archive'>,
  page: { readonly before?: string; readonly limit?: number } = {},
): Promise<readonly RunEntry[]> {
  const limit = page.limit ?? DEFAULT_LIMIT;
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST)
    throw new RefusedError(400, `A page has 1 to ${MOST} runs, not ${limit}.`);
  const before = page.before === undefined ? {} : { before: parseRunId(page.before) };
  return await ports.archive.list(ports.name, { ...before, limit });
}

function parseRunId(text: string): ReturnType<typeof runId> {
  try {
    return runId(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new RefusedError(400, `${error.message}. \`rollcall runs\` lists them.`);
  }
}
