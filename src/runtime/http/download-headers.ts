/** What is said of every download: kept nowhere, taken for nothing else, passed on to nobody. */
export const DOWNLOAD_HEADERS = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  // A report is a page of its own: it needs no script, no frame and nothing from elsewhere.
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
} as const;
