/**
 * Builds the API's `conditions` texts. They resemble SQL and have no documented escape for a quote inside a string, so a text that could break out of its quotes, or
 * match more than itself, is refused instead of escaped.
 */

/** Fields that conditions here may name. */
type ConditionField = 'identifier' | 'name' | 'externalXRef';

type Condition =
  | { readonly kind: 'condition'; readonly text: string }
  /** Read the list and compare here instead. */
  | { readonly kind: 'refused' };

/** Longer texts belong to no field that is asked for here, and addresses have an end. */
const MOST_CHARACTERS = 100;

/** `field="value"`. Refused: double quotes, backslashes, the wildcards `*` and `%`, control, format and unpaired surrogate characters, and overlong texts. */
export function fieldEquals(field: ConditionField, value: string): Condition {
  return isTame(value) ? { kind: 'condition', text: `${field}="${value}"` } : { kind: 'refused' };
}

/** `field contains "text"`, of a text that is tame as it stands. It is a substring match, so the answer is compared once more by whoever asks. */
export function fieldHolds(field: 'externalXRef', text: string): Condition {
  return isTame(text) ? { kind: 'condition', text: `${field} contains "${text}"` } : { kind: 'refused' };
}

function isTame(value: string): boolean {
  return value.length <= MOST_CHARACTERS && !/["\\*%\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(value);
}

/** `field in ("a","b")`; refused as soon as one text is, and for none. */
export function textIn(field: 'closedBy' | '_info/updatedBy', values: readonly string[]): Condition {
  return values.length > 0 && values.every(isTame)
    ? { kind: 'condition', text: `${field} in (${values.map((value) => `"${value}"`).join(',')})` }
    : { kind: 'refused' };
}

/** `field>=[2026-09-23T10:00:00Z]`, in whole seconds. Ask for more than counts: not every server takes the time of day into account. Throws RangeError for what is no instant. */
export function fieldSince(field: 'timeStart' | 'closedDate' | '_info/lastUpdated', instant: string): string {
  return `${field}>=[${new Date(instant).toISOString().slice(0, 19)}Z]`;
}

/** `field in (1,2)`. Ids are numbers, so nothing of it can break out. */
export function idIn(field: 'id' | `${string}/id`, ids: readonly number[]): string {
  return `${field} in (${ids.join(',')})`;
}

/**
 * `field contains "part"` for the longest part of the text that is nothing but letters, digits and plain marks; null: it has none. It finds whatever contains the text
 * and more, so the answer is compared once more by whoever asks.
 */
export function fieldContains(field: 'resources', text: string): string | null {
  const parts = text.slice(0, MOST_CHARACTERS).match(/[\p{L}\p{N}._-]+/gu) ?? [];
  const longest = parts.reduce((best, part) => (part.length > best.length ? part : best), '');
  return longest === '' ? null : `${field} contains "${longest}"`;
}

/** Any of them; refused as soon as one is. */
export function anyOf(conditions: readonly [Condition, ...Condition[]]): Condition {
  const texts: string[] = [];
  for (const condition of conditions) {
    if (condition.kind === 'refused') return condition;
    texts.push(condition.text);
  }
  return { kind: 'condition', text: texts.join(' or ') };
}
