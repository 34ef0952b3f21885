/** Reads the JSON body of a write. */
import type { Context } from 'hono';
import type { Refusal } from './refusal.ts';
import { refuse } from './refusal.ts';

export async function jsonBody(c: Context): Promise<{ readonly kind: 'body'; readonly value: unknown } | Refusal> {
  const text = await c.req.text();
  if (text !== '' && c.req.header('content-type') === undefined)
    return refuse(415, 'UnsupportedMediaType', 'A body must be application/json');
  try {
    return { kind: 'body', value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(400, 'InvalidJson', 'The body is no JSON');
    throw error;
  }
}
