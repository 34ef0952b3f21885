// The text of a message as it lies in a queue, decoded as the Functions host does.

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** With its padding; the decoder of Node takes anything. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** What is not base64 of UTF-8 is answered as it is: somebody may have put it there as plain text. */
export function decodeMessage(text: string): string {
  if (!BASE64.test(text)) return text;
  try {
    return UTF8.decode(Buffer.from(text, 'base64'));
  } catch (error) {
    if (error instanceof TypeError) return text;
    throw error;
  }
}
