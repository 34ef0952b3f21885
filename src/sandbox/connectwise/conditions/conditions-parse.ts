/** Turns tokens into a tree: OR over AND over comparisons and parentheses. It knows the grammar, not the fields. */
import type { Literal, Token } from './conditions-tokens.ts';
import { ConditionError, tokensOf } from './conditions-tokens.ts';

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';
export type Condition =
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Condition[] }
  | { readonly kind: 'compare'; readonly path: Path; readonly operator: Comparison; readonly value: Literal }
  | {
      readonly kind: 'contains' | 'like';
      readonly path: Path;
      readonly negated: boolean;
      readonly value: Literal;
    }
  | { readonly kind: 'in'; readonly path: Path; readonly negated: boolean; readonly values: readonly Literal[] };
export type Path = readonly string[];

const COMPARISONS: readonly string[] = ['=', '!=', '<', '<=', '>', '>='] satisfies readonly Comparison[];

/** Throws ConditionError. */
export function parseConditions(text: string): Condition {
  const tokens = tokensOf(text);
  let next = 0;

  const peekWord = (word: string): boolean => {
    const token = tokens[next];
    return token?.kind === 'word' && token.text.toLowerCase() === word;
  };
  const takeWord = (word: string): boolean => {
    if (!peekWord(word)) return false;
    next += 1;
    return true;
  };
  const takeSign = (sign: string): boolean => {
    const token = tokens[next];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    next += 1;
    return true;
  };
  const takeLiteral = (): Literal => {
    const token = tokens[next];
    if (token?.kind !== 'literal')
      throw unexpected(token, 'a value (text in double quotes, number, [date], true, null)');
    next += 1;
    return token.literal;
  };

  const parseChain = (kind: 'all' | 'any', word: string, parsePart: () => Condition): Condition => {
    const first = parsePart();
    const parts = [first];
    while (takeWord(word)) parts.push(parsePart());
    return parts.length === 1 ? first : { kind, parts };
  };
  const parseAny = (): Condition => parseChain('any', 'or', () => parseChain('all', 'and', parseOne));
  const parseOne = (): Condition => {
    if (!takeSign('(')) return parseComparison();
    const inner = parseAny();
    if (!takeSign(')')) throw unexpected(tokens[next], 'a closing parenthesis');
    return inner;
  };
  const parseComparison = (): Condition => {
    const field = tokens[next];
    if (field?.kind !== 'word') throw unexpected(field, 'a field');
    next += 1;
    const path = field.text.split('/');
    const token = tokens[next];
    if (token?.kind === 'sign' && isComparison(token.text)) {
      next += 1;
      return { kind: 'compare', path, operator: token.text, value: takeLiteral() };
    }
    const negated = takeWord('not');
    if (takeWord('contains')) return { kind: 'contains', path, negated, value: takeLiteral() };
    if (takeWord('like')) return { kind: 'like', path, negated, value: takeLiteral() };
    if (takeWord('in')) return { kind: 'in', path, negated, values: parseValues() };
    throw unexpected(tokens[next], 'an operator (= != < <= > >= contains like in)');
  };
  const parseValues = (): readonly Literal[] => {
    if (!takeSign('(')) throw unexpected(tokens[next], 'a list in parentheses');
    const values = [takeLiteral()];
    while (takeSign(',')) values.push(takeLiteral());
    if (!takeSign(')')) throw unexpected(tokens[next], 'a comma or a closing parenthesis');
    return values;
  };

  const condition = parseAny();
  if (next < tokens.length) throw unexpected(tokens[next], 'AND, OR or the end');
  return condition;
}

function isComparison(text: string): text is Comparison {
  return COMPARISONS.includes(text);
}

function unexpected(token: Token | undefined, expected: string): ConditionError {
  const place = token === undefined ? 'the conditions end' : `character ${token.at + 1} holds something else`;
  return new ConditionError(`Expected ${expected}, but ${place}`);
}
