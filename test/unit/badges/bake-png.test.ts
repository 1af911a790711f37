import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bakePng, unbakePng } from '../../../shared/badges/baking/bake-png.ts';

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
const specs = [
  ['ob2', 'openbadges'],
  ['ob3', 'openbadgecredential'],
] as const;

describe.each(specs)('baking by %s', (spec, keyword) => {
  it(`puts one uncompressed iTXt chunk of the keyword ${keyword} before the end`, () => {
    const credential = '{"name":"Zehn Äußerungen 𝔘"}';
    const expected = text(`${keyword}\0\0\0\0\0${credential}`);
    expect(bakePng(png, credential, spec)).toEqual(Buffer.concat([signature, header, pixels, expected, end]));
  });

  it('gives back what was baked, for any text, and remains the same picture', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, second) => {
        const once = bakePng(png, first, spec);
        expect(unbakePng(once)).toEqual({ spec, text: first });
        const twice = bakePng(once, second, spec);
        expect(unbakePng(twice)).toEqual({ spec, text: second });
        expect(twice).toEqual(bakePng(png, second, spec));
        expect(twice.subarray(0, signature.length + header.length + pixels.length)).toEqual(
          png.subarray(0, -end.length),
        );
      }),
    );
  });

  it('takes out what was baked by the other specification', () => {
    const [other] = specs.map(([one]) => one).filter((one) => one !== spec);
    expect(bakePng(bakePng(png, 'a', other ?? spec), 'b', spec)).toEqual(bakePng(png, 'b', spec));
  });

  it('leaves other texts alone', () => {
    const other = text(`Title\0\0\0\0\0${keyword}`);
    const titled = Buffer.concat([signature, header, other, pixels, end]);
    expect(unbakePng(titled)).toBeUndefined();
    expect(bakePng(titled, '{}', spec).includes(other)).toBe(true);
  });
});

describe('unbaking', () => {
  const baked = (...texts: Buffer[]) => Buffer.concat([signature, header, ...texts, pixels, end]);
  const packed = (body: string) => deflateSync(Buffer.from(body, 'utf8'));

  it('finds nothing in a plain image', () => {
    expect(unbakePng(png)).toBeUndefined();
  });

  it.each([
    ['names its language', text('openbadgecredential\0\0\0en\0Badge\0{}'), 'ob3', '{}'],
    [
      'is compressed',
      chunk('iTXt', Buffer.concat([Buffer.from('openbadges\0\u0001\0\0\0', 'latin1'), packed('{"é":1}')])),
      'ob2',
      '{"é":1}',
    ],
    [
      'is of the old plain kind',
      chunk('tEXt', Buffer.from('openbadges\0https://example.org/1.json')),
      'ob2',
      'https://example.org/1.json',
    ],
    [
      'is of the old compressed kind',
      chunk('zTXt', Buffer.concat([Buffer.from('openbadges\0\0', 'latin1'), packed('a.b.c')])),
      'ob2',
      'a.b.c',
    ],
  ])('reads a text that %s, as other issuers bake', (_, part, spec, said) => {
    expect(unbakePng(baked(part))).toEqual({ spec, text: said });
  });

  it.each([
    ['OpenBadges', 'ob2'],
    ['OPENBADGECREDENTIAL', 'ob3'],
  ])('knows the keyword however it is written: %s', (keyword, spec) => {
    const other = baked(text(`${keyword}\0\0\0\0\0{}`));
    expect(unbakePng(other)).toEqual({ spec, text: '{}' });
    expect(bakePng(other, '{"a":1}', 'ob3')).toEqual(bakePng(baked(), '{"a":1}', 'ob3'));
  });

  it('prefers the 3.0 credential, and the newer chunk of an old baker', () => {
    const old = chunk('tEXt', Buffer.from('openbadges\0old'));
    const fresh = text('openbadges\0\0\0\0\0fresh');
    expect(unbakePng(baked(old, fresh))?.text).toBe('fresh');
    expect(unbakePng(baked(fresh, old))?.text).toBe('fresh');
    expect(unbakePng(baked(fresh, text('openbadgecredential\0\0\0\0\0three')))).toEqual({
      spec: 'ob3',
      text: 'three',
    });
  });

  it('reads past what some programs leave after the end', () => {
    for (const left of ['left over', 'IEND', 'IEND\0\0\0\0 and IEND again', 'x'.repeat(20) + 'IEND']) {
      const trailing = Buffer.concat([bakePng(png, '{}', 'ob3'), Buffer.from(left)]);
      expect(unbakePng(trailing)?.text).toBe('{}');
    }
  });

  const wide = Buffer.from(header);
  wide.writeUInt32BE(50_000, 8);
  wide.writeUInt32BE(crc32(wide.subarray(4, 21)), 21);
  const bomb = Buffer.concat([
    Buffer.from('openbadgecredential\0\u0001\0\0\0', 'latin1'),
    deflateSync(Buffer.alloc(1_000_001, 'a')),
  ]);

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
    ['a text that does not unpack', baked(text('openbadges\0\u0001\0\0\0x')), 'does not unpack'],
    ['a text that unpacks without end', baked(chunk('iTXt', bomb)), 'does not unpack to 1000000'],
    ['a text without its parts', baked(text('openbadges\0\0\0en')), 'not written as the PNG format says'],
    ['a picture without end', Buffer.concat([signature, wide, pixels, end]), '50000 by 1 pixels'],
    ['a picture without a header', Buffer.concat([signature, pixels, end]), 'does not begin with its header'],
    ['a file without end', Buffer.alloc(10_000_001), 'more than 10 MB'],
  ])('refuses %s', (_, file, reason) => {
    expect(() => unbakePng(file)).toThrow(reason);
  });

  it('refuses a file with any bit of its chunks turned', () => {
    const whole = bakePng(png, '{}', 'ob3');
    for (let at = signature.length; at < whole.length; at += 1) {
      const turned = Buffer.from(whole);
      turned.writeUInt8(turned.readUInt8(at) ^ 0x10, at);
      expect(() => unbakePng(turned), `byte ${at}`).toThrow(/ends in the middle|is damaged/);
    }
  });
});
