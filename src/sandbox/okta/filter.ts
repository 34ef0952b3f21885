/** Okta's filter language as far as look-ups need it: `property eq "value"`, and, or, parentheses. */
import { invalidSearch } from './refusal.ts';

type Read = (property: string) => unknown;
type Predicate = (read: Read) => boolean;

export interface FilterDialect {
  readonly properties: readonly string[];
  /** `filter` tells upper from lower case in values, `search` does not. */
  readonly ignoreCase: boolean;
}

/** Throws 400 on another operator, an unknown property, or text that is no filter. */
export function parseOktaFilter(text: string, dialect: FilterDialect): Predicate {
  const tokens = tokenize(text);
  let at = 0;
  const skip = (word: string): boolean => {
    if (tokens[at]?.toLowerCase() !== word) return false;
    at += 1;
    return true;
  };

  const parseOr = (): Predicate => {
    const parts = [parseAnd()];
    while (skip('or')) parts.push(parseAnd());
    return (read) => parts.some((part) => part(read));
  };
  const parseAnd = (): Predicate => {
    const parts = [parseClause()];
    while (skip('and')) parts.push(parseClause());
    return (read) => parts.every((part) => part(read));
  };
  const parseClause = (): Predicate => {
    if (skip('(')) {
      const inner = parseOr();
      if (!skip(')')) throw invalidSearch();
      return inner;
    }
    const [property, operator, literal] = tokens.slice(at, at + 3);
    at += 3;
    if (property === undefined || literal === undefined || operator?.toLowerCase() !== 'eq') throw invalidSearch();
    if (!dialect.properties.includes(property) || !literal.startsWith('"')) throw invalidSearch();
    const wanted = fold(unquote(literal), dialect);
    return (read) => {
      const held = read(property);
      return typeof held === 'string' && fold(held, dialect) === wanted;
    };
  };

  const predicate = parseOr();
  if (at !== tokens.length) throw invalidSearch();
  return predicate;
}

/** A literal is written as a JSON string. */
function unquote(literal: string): string {
  try {
    return String(JSON.parse(literal));
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidSearch();
    throw error;
  }
}

function fold(text: string, dialect: FilterDialect): string {
  return dialect.ignoreCase ? text.toLowerCase() : text;
}

function tokenize(text: string): string[] {
  const tokens: string[] = [];
  const pattern = /\s*("(?:[^"\\]|\\.)*"|[A-Za-z][\w.]*|[()])/y;
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const match = pattern.exec(text);
    if (match === null) throw invalidSearch();
    tokens.push(match[1] ?? '');
  }
  return tokens;
}
