/** Writes search expressions in which no value can end its own quotes, and keeps each short enough for a URL. */

/** Searched together; the operators ignore the case of values, the property names do not. */
const PROPERTIES = ['profile.email', 'profile.login', 'profile.secondEmail'] as const;
/** Addresses per search: Okta refuses expressions that it finds too long, without saying from where on. */
const MOST_ADDRESSES = 20;
/** Percent-encoded characters per search, well below what proxies allow for a whole URL. */
const LONGEST_SEARCH = 5_000;

/** Searches that together find every user who has one of these addresses as e-mail, login or second e-mail. Addresses must be askable. */
export function addressSearches(addresses: readonly string[]): readonly string[] {
  const searches: string[] = [];
  let clauses: string[] = [];
  for (const address of addresses) {
    const clause = PROPERTIES.map((property) => `${property} eq ${quote(address)}`).join(' or ');
    const longer = [...clauses, clause];
    if (longer.length > MOST_ADDRESSES || encodeURIComponent(longer.join(' or ')).length > LONGEST_SEARCH) {
      if (clauses.length > 0) searches.push(clauses.join(' or '));
      clauses = [clause];
    } else {
      clauses = longer;
    }
  }
  return clauses.length === 0 ? searches : [...searches, clauses.join(' or ')];
}

/** A value in an expression is written as a JSON string (RFC 7644, 3.4.2.2). */
function quote(value: string): string {
  return JSON.stringify(value);
}
