const PLAIN = /^[\u0020-\u007e]*$/;

/** The form in which names, addresses, logins and Member IDs are compared, on every side: trimmed, Unicode NFC, lower case. */
export function fold(text: string): string {
  const trimmed = text.trim();
  // Nearly every address is plain ASCII, and 100,000 people are folded in one run.
  return (PLAIN.test(trimmed) ? trimmed : trimmed.normalize('NFC')).toLowerCase();
}
