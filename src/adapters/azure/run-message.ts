// The message that asks for a run of one connection: {"version":1,"connection":"name"}. It carries an identity, never facts.
import { z } from 'zod';
import type { ConnectionName } from '../../domain/ids.ts';
import { connectionName } from '../../domain/ids.ts';
import { RemoteError } from '../../errors.ts';

const messageShape = z.object({ version: z.literal(1), connection: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/) });

export interface RunMessage {
  readonly connection: ConnectionName;
}

/** The text as it lies in the queue: base64 of UTF-8 JSON, which is what the queue trigger of Azure Functions decodes by default. */
export function renderRunMessage({ connection }: RunMessage): string {
  return Buffer.from(JSON.stringify({ version: 1, connection }), 'utf8').toString('base64');
}

/** Accepts what the queue trigger hands over: the parsed object, or its JSON as text. Throws RemoteError `malformed` on anything else. */
export function parseRunMessage(message: unknown): RunMessage {
  const parsed = messageShape.safeParse(typeof message === 'string' ? parseJson(message) : message);
  if (!parsed.success)
    throw malformed(
      parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the whole'}: ${issue.message}`),
    );
  return { connection: connectionName(parsed.data.connection) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed([`${text.length} characters that are not JSON`]);
  }
}

function malformed(problems: readonly string[]): RemoteError {
  const advice =
    'Only Rollcall sends to this queue; a message by hand has the form {"version":1,"connection":"NAME"}, encoded as base64.';
  return new RemoteError({
    system: 'storage',
    request: 'receive a message',
    status: null,
    reason: 'malformed',
    message: `A message in the queue of runs cannot be used: ${problems.join('; ')}. ${advice}`,
    advice,
  });
}
