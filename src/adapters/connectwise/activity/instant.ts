/** Reads the PSA's instants, which are documented as texts only. Pure. */

const ISO = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?$/;

/** ISO 8601 in UTC; null: no instant that can be told for sure. Without a zone it is UTC, as everything in this API. */
export function instantOf(text: string): string | null {
  const trimmed = text.trim();
  if (!ISO.test(trimmed)) return null;
  const zoned = trimmed.includes('T') && !/(?:Z|[+-]\d{2}:?\d{2})$/.test(trimmed) ? `${trimmed}Z` : trimmed;
  const at = Date.parse(zoned);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
