/** Writes OData filters in which no value can end its own quotes, and cuts long lists where Graph refuses longer ones. */

/** Graph allows this many expressions in one filter; every value of an `in` list counts as one. */
const MOST_EXPRESSIONS = 15;
/** Of an encoded filter: the whole address of an advanced query may have 2,048 characters. */
const LONGEST_FILTER = 1_500;

export interface Filter {
  readonly text: string;
  /** A filter over a list (`any`) is an advanced query: it needs `$count=true` and the ConsistencyLevel header. */
  readonly advanced: boolean;
}

/**
 * Filters that together find every user with one of these addresses: as mail, as login, among proxyAddresses or among
 * otherMails. One property per filter. Addresses must be askable.
 */
export function addressFilters(addresses: readonly string[]): readonly Filter[] {
  return filterChunks(addresses).flatMap((chunk) => [
    { text: anyOf('mail', chunk), advanced: false },
    { text: anyOf('userPrincipalName', chunk), advanced: false },
    { text: chunk.map((address) => inList('proxyAddresses', `smtp:${address}`)).join(' or '), advanced: true },
    { text: chunk.map((address) => inList('otherMails', address)).join(' or '), advanced: true },
  ]);
}

/** Filters that together find every group with one of these display names. */
export function nameFilters(names: readonly string[]): readonly Filter[] {
  return filterChunks(names).map((chunk) => ({ text: anyOf('displayName', chunk), advanced: false }));
}

/** At most `size` items each. */
export function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
}

/** Neither too many values for one filter nor, with the longest way to compare them, too long an address; a single value always fits. */
function filterChunks(values: readonly string[]): readonly (readonly string[])[] {
  const chunks: string[][] = [];
  let length = 0;
  for (const value of values) {
    const cost = encodeURIComponent(` or ${inList('proxyAddresses', `smtp:${value}`)}`).length;
    const chunk = chunks.at(-1);
    if (chunk === undefined || chunk.length === MOST_EXPRESSIONS || length + cost > LONGEST_FILTER) {
      chunks.push([value]);
      length = cost;
    } else {
      chunk.push(value);
      length += cost;
    }
  }
  return chunks;
}

function anyOf(property: string, values: readonly string[]): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `${property} eq ${quote(only)}`;
  return `${property} in (${values.map(quote).join(',')})`;
}

function inList(property: string, value: string): string {
  return `${property}/any(a:a eq ${quote(value)})`;
}

function quote(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
