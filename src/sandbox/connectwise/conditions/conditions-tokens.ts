/** Cuts a `conditions` text into tokens. It knows no field and no grammar, only what a literal looks like. */

export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'flag'; readonly value: boolean }
  /** Milliseconds since 1970. */
  | { readonly kind: 'date'; readonly at: number }
  | { readonly kind: 'null' };
export type Token =
  | { readonly kind: 'literal'; readonly literal: Literal; readonly at: number }
  /** A field path, a keyword or a word operator. */
  | { readonly kind: 'word'; readonly text: string; readonly at: number }
  | { readonly kind: 'sign'; readonly text: string; readonly at: number };

/** The conditions cannot be read; the message says where and what was expected. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
}

/** In this order; each is tried where the last token ended. */
const SHAPES: readonly { readonly shape: RegExp; readonly token: (text: string, at: number) => Token | null }[] = [
  { shape: /\s+/y, token: () => null },
  // A text ends at the next double quote: nothing escapes one.
  { shape: /"[^"]*"/y, token: (text, at) => literal({ kind: 'text', text: text.slice(1, -1) }, at) },
  { shape: /\[[^\]]*\]/y, token: (text, at) => literal(dateOf(text, at), at) },
  { shape: /-?\d+(?![\w./])/y, token: (text, at) => literal({ kind: 'integer', value: Number(text) }, at) },
  { shape: /<=|>=|!=|[=<>(),]/y, token: (text, at) => ({ kind: 'sign', text, at }) },
  { shape: /[A-Za-z_]\w*(?:\/[A-Za-z_]\w*)*(?![\w./])/y, token: wordOrConstant },
];

/** Throws ConditionError at the first character that begins no token. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const found = readAt(text, at);
    if (found.token !== null) tokens.push(found.token);
    at = found.end;
  }
  return tokens;
}

function readAt(text: string, at: number): { readonly token: Token | null; readonly end: number } {
  for (const { shape, token } of SHAPES) {
    shape.lastIndex = at;
    const match = shape.exec(text);
    if (match !== null) return { token: token(match[0], at), end: shape.lastIndex };
  }
  throw new ConditionError(`Cannot read the conditions at character ${at + 1}: "${text.slice(at, at + 20)}"`);
}

function literal(value: Literal, at: number): Token {
  return { kind: 'literal', literal: value, at };
}

function wordOrConstant(text: string, at: number): Token {
  const lower = text.toLowerCase();
  if (lower === 'null') return literal({ kind: 'null' }, at);
  if (lower === 'true' || lower === 'false') return literal({ kind: 'flag', value: lower === 'true' }, at);
  return { kind: 'word', text, at };
}

/** `[2026-01-31T00:00:00Z]` or `[2026-01-31]`, UTC alone: an offset is refused. */
function dateOf(text: string, at: number): Literal {
  const inner = text.slice(1, -1);
  const moment = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/.test(inner) ? Date.parse(inner) : Number.NaN;
  if (Number.isNaN(moment)) throw new ConditionError(`${text} at character ${at + 1} is no date in UTC`);
  return { kind: 'date', at: moment };
}
