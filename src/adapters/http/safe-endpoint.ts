/** Guards endpoints: credentials travel over TLS, or not off this machine. */
import { isLoopback } from '../../domain/loopback.ts';
import { ConfigError } from '../../errors.ts';

/**
 * The endpoint as a URL. Throws ConfigError, naming `place`, on anything that is no http(s) URL, on plain http other than to loopback, and on a user name, query or
 * fragment in the address.
 */
export function safeEndpoint(text: string, place: string): URL {
  const problem = (message: string): ConfigError => new ConfigError([{ path: place, message }]);
  if (!URL.canParse(text)) throw problem('is not an address; expected one like https://api.example.com');
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    throw problem('holds a user name or password; credentials have settings of their own');
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw problem(`starts with ${url.protocol}//; expected https://`);
  if (url.protocol === 'http:' && !isLoopback(url))
    throw problem(
      `is plain http to ${url.hostname}, which would send the credentials in the clear; use https:// (http is for loopback only)`,
    );
  if (url.search !== '' || url.hash !== '') throw problem('holds a query or fragment; expected the bare address');
  return url;
}
