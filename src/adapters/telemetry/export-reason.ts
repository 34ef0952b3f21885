/** Why something was not sent: a status, a network code, or the kind of fault. Messages can quote addresses and headers, so none is passed on. */
export function exportReason(error: unknown): string {
  if (!(error instanceof Error)) return 'refused';
  const code: unknown = 'code' in error ? error.code : undefined;
  const status: unknown = 'statusCode' in error ? error.statusCode : code;
  if (typeof status === 'number') return `status ${status}`;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,39}$/.test(code)) return code;
  if (error.message === 'Request timed out') return TIME_OUT;
  // Status 429, 502, 503 or 504 to the last; the exporter does not say which.
  return error.name === 'OTLPExporterError' ? 'unavailable' : error.name;
}

export const TIME_OUT = 'time-out';
