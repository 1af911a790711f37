/**
 * The fewest characters a line of quoted-printable holds before its soft break: a line has 76 at most, one of them the
 * break's own, and a program that keeps a character whole (12 for one of four bytes) may end it 11 earlier.
 */
const SHORTEST_LINE = 64;

const QUOTED = 3;
const EQUALS = 0x3d;

/** Bytes of each UTF-16 code unit, encoded: a table, because every mail is gone through letter by letter; filled at once, because every start waits for it. */
const sizes = new Uint8Array(0x10000)
  .fill(3 * QUOTED)
  .fill(2 * QUOTED, 0x80, 0x800)
  // Each half of a character beyond the first 65,536 stands for two of its four bytes.
  .fill(2 * QUOTED, 0xd800, 0xe000)
  .fill(QUOTED, 0, 0x80)
  .fill(1, 0x20, 0x7f);
sizes[EQUALS] = QUOTED;

const withBreaks = (length: number): number => length + 3 * Math.ceil(length / SHORTEST_LINE);

/** No fewer than {@link encodedBytes}, without going through the text letter by letter: as if every byte were quoted. */
export const mostEncodedBytes = (text: string): number => withBreaks(QUOTED * Buffer.byteLength(text));

/**
 * How many bytes a well-formed text has at most once it is UTF-8 and quoted-printable (RFC 2045 §6.7), as SES sends it:
 * three for each byte that is no printable ASCII and for each equals sign, two for a line's end, and a soft break on
 * every line.
 */
export const encodedBytes = (text: string): number => {
  let length = 0;
  for (let i = 0; i < text.length; i += 1) length += sizes[text.charCodeAt(i)] as number;
  return withBreaks(length);
};
