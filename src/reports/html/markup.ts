// HTML that is escaped by construction: text becomes markup only through this template, and the template escapes every value.
import { visible } from '../words/safe-text.ts';

const MARKUP = Symbol('markup');
/** Finished HTML. Only the template makes it; no text and no parsed JSON can pass for it. */
export interface Markup {
  readonly [MARKUP]: string;
}
/** Null shows nothing. Attribute values are always written between double quotes. */
export type MarkupValue = string | number | Markup | readonly Markup[] | null;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function html(literals: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  const text = literals.reduce((page, literal, index) => page + markupOf(values[index - 1] ?? null) + literal);
  return { [MARKUP]: text };
}

export function renderMarkup(markup: Markup): string {
  return markup[MARKUP];
}

function markupOf(value: MarkupValue): string {
  if (value === null) return '';
  if (typeof value === 'string') return visible(value).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
  if (typeof value === 'number') return String(value);
  return MARKUP in value ? value[MARKUP] : value.map(renderMarkup).join('');
}
