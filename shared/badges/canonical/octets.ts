/**
 * UTF-8 as a string with one character for each byte. Such strings are joined as cheaply as ASCII is, and become bytes
 * by a plain copy; a text with one typographic quote in it would be widened whole, and narrowed again.
 */
export const octets = (text: string): string => Buffer.from(text, 'utf8').toString('latin1');

/** The bytes of {@link octets}. */
export const bytesOf = (octets: string): Buffer => Buffer.from(octets, 'latin1');
