/** Makes requests and foreign texts fit for messages: no host, no query, no secret, no control characters, no length without end. */

/** `GET /system/members` from an absolute address or a path with query; host, user, query and fragment fall away. */
export function requestLabel(method: string, url: string): string {
  const path = new URL(url, 'http://host.invalid').pathname;
  return `${method} ${path}`;
}

/** What another system said, on one line, at most `most` characters, with every occurrence of the secrets blotted out. */
export function quoted(text: string, secrets: readonly string[], most = 300): string {
  const known = secrets.filter((secret) => secret !== '').sort((a, b) => b.length - a.length);
  const blotted = known.reduce((rest, secret) => rest.replaceAll(secret, '[secret]'), text);
  const line = blotted.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  const characters = Array.from(line);
  return characters.length <= most ? line : `${characters.slice(0, most - 1).join('')}…`;
}
