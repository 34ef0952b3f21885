/** Reads a request's body as JSON, whatever it may turn out to be. */
import type { Context } from 'hono';

/** The request's JSON; undefined when it is none. */
export async function readJson(c: Context): Promise<unknown> {
  try {
    const parsed: unknown = await c.req.json();
    return parsed;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
