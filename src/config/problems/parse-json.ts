/** JSON with errors that name a line and a column, and quote nothing: what stands there may be a secret. */
import { ConfigError } from '../../errors.ts';

/** `place` is the file's name. A byte-order mark is skipped. Throws ConfigError. */
export function parseJson(text: string, place: string): unknown {
  const json = text.replace(/^\ufeff/, '');
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const { at, what } = readSyntaxError(error, json);
    const before = json.slice(0, at).split('\n');
    const where = `line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
    throw new ConfigError([{ path: place, message: `This is no valid JSON: ${what} at ${where}.` }]);
  }
}

/** The engine tells the position of some errors, and quotes the text around the others. */
function readSyntaxError({ message }: SyntaxError, json: string): { readonly at: number; readonly what: string } {
  const [, what, position] = /^([^"]*?)(?: in| after) JSON at position (\d+)/.exec(message) ?? [];
  if (what !== undefined) return { at: Number(position), what: what.charAt(0).toLowerCase() + what.slice(1) };
  if (message.startsWith('Unexpected token')) return { at: unexpectedAt(json), what: 'unexpected character' };
  return { at: json.length, what: 'unexpected end' };
}

/** The shortest beginning of the text that fails for its last character. */
function unexpectedAt(json: string): number {
  let good = 0;
  let bad = json.length;
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (hasUnexpected(json.slice(0, middle))) bad = middle;
    else good = middle;
  }
  return good;
}

function hasUnexpected(json: string): boolean {
  try {
    JSON.parse(json);
    return false;
  } catch (error) {
    return error instanceof SyntaxError && error.message.startsWith('Unexpected token');
  }
}
