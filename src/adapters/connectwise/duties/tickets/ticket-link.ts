/** Where a person opens a ticket: people sign in at the API's host without its `api-`, and one page serves tickets of both lists. */

/** `site` is the API's origin; a PSA of one's own has both at one address. Made once for many tickets. */
export function ticketLinks(site: string): (id: number) => string {
  const url = new URL('/v4_6_release/services/system_io/router/openrecord.rails?recordType=ServiceFV&recid=', site);
  url.hostname = url.hostname.replace(/^api-/, '');
  return (id) => `${url.href}${id}`;
}
