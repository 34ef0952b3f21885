/** Addresses that cannot leave this machine: `localhost`, 127.0.0.0/8 and `[::1]`. Only there may credentials travel unencrypted. */
export function isLoopback(url: URL): boolean {
  // The URL parser has already turned every spelling of an IPv4 address (hex, octal, short) into four decimal numbers.
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(url.hostname);
}
