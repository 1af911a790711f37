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

/**
 * Where a text is laid out as code units before it is gone through: a string that was put together from many is twice
 * as slow to go through itself. Both views are of the same memory, on machines that begin with the low byte: all that
 * Node runs on but one.
 */
const units = new Uint16Array(0x8000);
const memory = Buffer.from(units.buffer);

/**
 * How many bytes a well-formed text has at most once it is UTF-8 and quoted-printable (RFC 2045 §6.7), as SES sends it:
 * three for each byte that is no printable ASCII and for each equals sign, two for a line's end, and a soft break on
 * every line.
 */
export const encodedBytes = (text: string): number => {
  let length = 0;
  for (let from = 0; from < text.length; from += units.length) {
    const count = memory.write(text.slice(from, from + units.length), 'utf16le') / 2;
    for (let i = 0; i < count; i += 1) length += sizes[units[i] as number] as number;
  }
  return length + QUOTED * Math.ceil(length / SHORTEST_LINE);
};
