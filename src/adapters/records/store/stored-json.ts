// JSON that is kept: written only when it can be read again, read only when it is what it should be.
import type { z } from 'zod';
import { InvariantError, RemoteError } from '../../../errors.ts';

/** Parses a stored text. Throws RemoteError `malformed` naming the path, what is wrong and `advice`. */
export function parseStored<Value>(
  shape: z.ZodType<Value>,
  stored: { readonly path: string; readonly text: string; readonly advice: string },
): Value {
  const parsed = shape.safeParse(parseJson(stored));
  if (!parsed.success) throw malformed(stored.path, issuesOf(parsed.error), stored.advice);
  return parsed.data;
}

/** The text to store, keys in the shape's order. A value that could not be read back is a bug and is never written. */
export function renderStored<Value>(shape: z.ZodType<unknown, Value>, path: string, value: Value): string {
  return `${JSON.stringify(checked(shape, path, value), null, 2)}\n`;
}

/** The same on one line, without its line break. */
export function renderStoredLine<Value>(shape: z.ZodType<unknown, Value>, path: string, value: Value): string {
  return JSON.stringify(checked(shape, path, value));
}

/** What is stored there is not what it claims to be. */
export function malformed(path: string, problem: string, advice: string, cause?: unknown): RemoteError {
  return new RemoteError({
    system: 'storage',
    request: `read ${path}`,
    status: null,
    reason: 'malformed',
    message: `The stored file ${path} cannot be used: ${problem}. ${advice}`,
    advice,
    cause,
  });
}

function checked<Value>(shape: z.ZodType<unknown, Value>, path: string, value: Value): unknown {
  const parsed = shape.safeParse(value);
  if (!parsed.success)
    throw new InvariantError(`What was to be stored as ${path} could not be read back: ${issuesOf(parsed.error)}`);
  return parsed.data;
}

function parseJson(stored: { readonly path: string; readonly text: string; readonly advice: string }): unknown {
  try {
    return JSON.parse(stored.text);
  } catch (error) {
    throw malformed(
      stored.path,
      `it is not JSON (${stored.text.length} characters, cut or overwritten)`,
      stored.advice,
      error,
    );
  }
}

/** The first problems, each with its place; a thousand of the same kind help nobody. */
function issuesOf(error: z.ZodError): string {
  const shown = error.issues.slice(0, 3).map((issue) => `${place(issue.path)}: ${issue.message}`);
  const rest = error.issues.length - shown.length;
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '');
}

function place(path: readonly PropertyKey[]): string {
  return path.length === 0 ? 'the whole' : path.map(String).join('.');
}
