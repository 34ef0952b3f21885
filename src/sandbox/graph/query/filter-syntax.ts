/** Reads the part of OData's filter language that exact look-ups use: eq, in, any, and, or, parentheses, doubled quotes. */
import { badRequest } from '../refusal.ts';

export type FilterNode =
  | { readonly kind: 'and' | 'or'; readonly left: FilterNode; readonly right: FilterNode }
  | { readonly kind: 'eq'; readonly property: string; readonly value: string | boolean | null }
  | { readonly kind: 'in'; readonly property: string; readonly values: readonly string[] }
  /** Comparisons inside name the lambda's variable as their property. */
  | { readonly kind: 'any'; readonly property: string; readonly variable: string; readonly inner: FilterNode };

interface Token {
  readonly kind: 'word' | 'text' | 'mark';
  readonly text: string;
}

/** Throws a 400 that names the place where the text stops making sense. */
export function parseFilter(filter: string): FilterNode {
  const reader = createReader(filter);
  const node = parseOr(reader);
  if (reader.peek() !== undefined) throw reader.broken();
  return node;
}

type Reader = ReturnType<typeof createReader>;

function createReader(filter: string) {
  const tokens = tokenize(filter);
  let at = 0;
  const broken = () => badRequest(`Invalid filter clause: syntax error at token ${at + 1} of "${filter}".`);
  const take = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw broken();
    at += 1;
    return token;
  };
  return {
    broken,
    take,
    peek: () => tokens[at],
    /** Steps over this word or mark when it comes next. */
    accept(text: string): boolean {
      const token = tokens[at];
      if (token === undefined || token.kind === 'text' || token.text !== text) return false;
      at += 1;
      return true;
    },
    expect(kind: Token['kind'], text?: string): string {
      const token = tokens[at];
      if (token?.kind !== kind || (text !== undefined && token.text !== text)) throw broken();
      at += 1;
      return token.text;
    },
  };
}

function tokenize(filter: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:'((?:[^']|'')*)'|([A-Za-z_][\w.]*)|([(),:/]))/y;
  const end = filter.trimEnd().length;
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex;
    const match = pattern.exec(filter);
    if (match === null) throw badRequest(`Invalid filter clause: syntax error at position ${from} in "${filter}".`);
    if (match[1] !== undefined) tokens.push({ kind: 'text', text: match[1].replaceAll("''", "'") });
    else if (match[2] !== undefined) tokens.push({ kind: 'word', text: match[2] });
    else tokens.push({ kind: 'mark', text: match[3] ?? '' });
  }
  return tokens;
}

function parseOr(reader: Reader): FilterNode {
  let node = parseAnd(reader);
  while (reader.accept('or')) node = { kind: 'or', left: node, right: parseAnd(reader) };
  return node;
}

function parseAnd(reader: Reader): FilterNode {
  let node = parseClause(reader);
  while (reader.accept('and')) node = { kind: 'and', left: node, right: parseClause(reader) };
  return node;
}

function parseClause(reader: Reader): FilterNode {
  if (reader.accept('(')) {
    const node = parseOr(reader);
    reader.expect('mark', ')');
    return node;
  }
  const property = reader.expect('word');
  if (reader.accept('/')) return parseAny(reader, property);
  if (reader.accept('eq')) return { kind: 'eq', property, value: parseValue(reader) };
  reader.expect('word', 'in');
  reader.expect('mark', '(');
  const values = [reader.expect('text')];
  while (reader.accept(',')) values.push(reader.expect('text'));
  reader.expect('mark', ')');
  return { kind: 'in', property, values };
}

function parseAny(reader: Reader, property: string): FilterNode {
  reader.expect('word', 'any');
  reader.expect('mark', '(');
  const variable = reader.expect('word');
  reader.expect('mark', ':');
  const inner = parseOr(reader);
  reader.expect('mark', ')');
  return { kind: 'any', property, variable, inner };
}

function parseValue(reader: Reader): string | boolean | null {
  const token = reader.take();
  if (token.kind === 'text') return token.text;
  if (token.kind === 'word' && token.text === 'null') return null;
  if (token.kind === 'word' && (token.text === 'true' || token.text === 'false')) return token.text === 'true';
  throw reader.broken();
}
