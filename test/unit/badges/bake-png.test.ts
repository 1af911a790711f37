import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bake, unbake } from '../../../shared/badges/bake-png.ts';

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};
const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const header = chunk('IHDR', Buffer.from('00000001000000010800000000', 'hex'));
const pixels = chunk('IDAT', deflateSync(Buffer.from([0, 255])));
const end = chunk('IEND', Buffer.alloc(0));
const png = Buffer.concat([signature, header, pixels, end]);
const text = (bytes: string) => chunk('iTXt', Buffer.from(bytes, 'utf8'));

describe('baking', () => {
  it('puts one uncompressed iTXt chunk before the end, as Open Badges 3.0 asks', () => {
    const credential = '{"name":"Zehn Äußerungen 𝔘"}';
    const expected = text(`openbadgecredential\0\0\0\0\0${credential}`);
    expect(bake(png, credential)).toEqual(Buffer.concat([signature, header, pixels, expected, end]));
  });

  it('gives back what was baked, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, second) => {
        expect(unbake(bake(png, first))).toBe(first);
        expect(unbake(bake(bake(png, first), second))).toBe(second);
        expect(bake(bake(png, first), second)).toEqual(bake(png, second));
      }),
    );
  });

  it('leaves other texts alone', () => {
    const other = text('Title\0\0\0\0\0openbadgecredential');
    const titled = Buffer.concat([signature, header, other, pixels, end]);
    expect(unbake(titled)).toBeUndefined();
    expect(bake(titled, '{}').includes(other)).toBe(true);
  });
});

describe('unbaking', () => {
  const baked = (...texts: Buffer[]) => Buffer.concat([signature, header, ...texts, pixels, end]);

  it('finds nothing in a plain image', () => {
    expect(unbake(png)).toBeUndefined();
  });

  it('reads a chunk that names its language', () => {
    expect(unbake(baked(text('openbadgecredential\0\0\0en\0Badge\0{}')))).toBe('{}');
  });

  it.each([
    ['no PNG', Buffer.from('GIF89a'), 'does not begin as a PNG does'],
    ['an empty file', Buffer.alloc(0), 'does not begin as a PNG does'],
    ['a file cut short', png.subarray(0, png.length - 6), 'ends in the middle'],
    ['a file cut between chunks', png.subarray(0, png.length - end.length), 'ends in the middle'],
    [
      'two credentials',
      baked(text('openbadgecredential\0\0\0\0\0a'), text('openbadgecredential\0\0\0\0\0b')),
      'more than one',
    ],
    ['a compressed credential', baked(text('openbadgecredential\0\u0001\0\0\0x')), 'is compressed'],
  ])('refuses %s', (_, file, reason) => {
    expect(() => unbake(file)).toThrow(reason);
  });

  it('refuses a file with any bit of its chunks turned', () => {
    const whole = bake(png, '{}');
    for (let at = signature.length; at < whole.length; at += 1) {
      const turned = Buffer.from(whole);
      turned.writeUInt8(turned.readUInt8(at) ^ 0x10, at);
      expect(() => unbake(turned), `byte ${at}`).toThrow(/ends in the middle|is damaged/);
    }
  });
});
