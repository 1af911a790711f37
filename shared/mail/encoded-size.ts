/**
 * The fewest characters a line of quoted-printable holds before its soft break: a line has 76 at most, one of them the
 * break's own, and a program that keeps a character whole (12 for one of four bytes) may end it 11 earlier.
 */
const SHORTEST_LINE = 64;

const QUOTED = 3;
const EQUALS = 0x3d;

/**
 * How many bytes a text has at most once it is UTF-8 and quoted-printable (RFC 2045 §6.7), as SES sends it: three for
 * each byte that is no printable ASCII and for each equals sign, two for a line's end, and a soft break on every line.
 */
export const encodedBytes = (text: string): number => {
  const bytes = Buffer.from(text);
  let length = bytes.length;
  for (const byte of bytes) if (byte < 0x20 || byte > 0x7e || byte === EQUALS) length += QUOTED - 1;
  return length + 3 * Math.ceil(length / SHORTEST_LINE);
};

/** True where a text is certainly not longer than a limit once it is encoded, found out without looking at each byte. */
export const isSurelyWithin = (text: string, limit: number): boolean =>
  QUOTED * Buffer.byteLength(text) * (1 + 3 / SHORTEST_LINE) + 3 <= limit;
