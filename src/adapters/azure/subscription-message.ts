// The message that asks for a look at a connection's subscriptions: {"version":1,"connection":"name"}, and "asked":{"by":"schedule"} when the clock asks.
import { z } from 'zod';
import { connectionName } from '../../domain/ids.ts';
import type { Work } from '../../domain/work.ts';
import { RemoteError } from '../../errors.ts';

const messageShape = z.object({
  version: z.literal(1),
  connection: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/),
  asked: z.object({ by: z.literal('schedule') }).exactOptional(),
});

/** Accepts what the queue trigger hands over: the parsed object, or its JSON as text. Throws RemoteError `malformed` on anything else. */
export function parseSubscriptionMessage(message: unknown): Extract<Work, { kind: 'subscriptions' }> {
  const parsed = messageShape.safeParse(typeof message === 'string' ? parseJson(message) : message);
  if (parsed.success) {
    const { connection, asked } = parsed.data;
    return { kind: 'subscriptions', connection: connectionName(connection), ...(asked !== undefined && { asked }) };
  }
  const places = parsed.error.issues.map((issue) => issue.path.map(String).join('.') || 'the whole').join(', ');
  const advice =
    'Only Rollcall sends to this queue; a message by hand has the form {"version":1,"connection":"NAME"}, encoded as base64.';
  throw new RemoteError({
    system: 'storage',
    request: 'receive a message',
    status: null,
    reason: 'malformed',
    message: `A message in the queue of subscriptions cannot be used (${places}). ${advice}`,
    advice,
  });
}

/** undefined: no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
