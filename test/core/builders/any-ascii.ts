import anyAsciiOf from 'any-ascii';

/** The transliteration that the product wires in. */
export const anyAscii = (text: string): string => anyAsciiOf(text);
