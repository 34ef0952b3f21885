/** Parses an answer's text by itself, so that an HTML page, a cut JSON text and nothing at all are told apart. */

export type Body =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'empty' }
  /** Announced as JSON, but does not parse: the usual cause is an answer that ends early. */
  | { readonly kind: 'cut'; readonly characters: number }
  /** Something else: `what` names it ("an HTML page", "text/plain"). */
  | { readonly kind: 'foreign'; readonly what: string };

const JSON_TYPE = /^application\/([\w.+-]+\+)?json$/;

/** `contentType` as sent, parameters included; a missing one counts as JSON. */
export function parseBody(contentType: string | undefined, text: string): Body {
  if (text.trim() === '') return { kind: 'empty' };
  const type = (contentType ?? 'application/json').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type.includes('html') || text.trimStart().startsWith('<'))
    return { kind: 'foreign', what: 'an HTML or XML page' };
  if (!JSON_TYPE.test(type)) return { kind: 'foreign', what: /^[\w.+/-]{1,60}$/.test(type) ? type : 'an unknown type' };
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'cut', characters: text.length };
    throw error;
  }
}
