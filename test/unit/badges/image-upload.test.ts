import { hash } from 'node:crypto';
import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { acceptLogo } from '../../../shared/badges/images/accept-logo.ts';
import { acceptImage } from '../../../shared/badges/images/image-upload.ts';
import { openPainter } from '../../support/painter.ts';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

const chunk = (type: string, data: Uint8Array = Buffer.alloc(0)): Buffer => {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  bytes.writeUInt32BE(data.length, 0);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
};

const header = (
  width: number,
  height: number,
  [depth, colour, interlace]: readonly number[] = [8, 0, 0],
): Buffer => {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth ?? 8, colour ?? 0, 0, 0, interlace ?? 0], 8);
  return chunk('IHDR', data);
};

/** A grey picture: a filter byte and a byte a pixel in each of its lines. */
const grey = (width = 100, height = width): Buffer =>
  chunk('IDAT', deflateSync(Buffer.alloc((width + 1) * height)));
const png = (...chunks: readonly Buffer[]): Buffer => Buffer.concat([SIGNATURE, ...chunks, chunk('IEND')]);
const svg = (content: string, attributes = 'viewBox="0 0 100 100"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${attributes}>${content}</svg>`;

const refusal = (bytes: Uint8Array | string, type: string): string => {
  const decision = acceptImage(Buffer.from(bytes), type);
  return decision.outcome === 'refused' ? decision.because : 'accepted';
};
const accepted = (bytes: Uint8Array | string, type: string) => {
  const decision = acceptImage(Buffer.from(bytes), type);
  if (decision.outcome === 'refused') throw new Error(decision.because);
  return decision;
};
const cleaned = (text: string): string => Buffer.from(accepted(text, 'image/svg+xml').bytes).toString();

describe('an uploaded PNG', () => {
  const damaged = grey();
  const words = Buffer.from('not for everybody');
  const LENGTH = /longer or shorter than such a part is/;
  damaged[12] = (damaged[12] ?? 0) ^ 1;

  it.each<[string, Buffer, RegExp]>([
    ['no PNG', Buffer.from('GIF89a'), /does not begin as a PNG/],
    ['cut short', png(header(100, 100), grey()).subarray(0, -20), /ends in the middle of a chunk/],
    [
      'with a length beyond its end',
      png(header(100, 100), Buffer.from('ffffffff', 'hex')),
      /ends in the middle/,
    ],
    ['with a broken checksum', png(header(100, 100), damaged), /checksum does not fit/],
    [
      'with something after it',
      Buffer.concat([png(header(100, 100), grey()), Buffer.from('more')]),
      /follows the end/,
    ],
    ['without a header', png(grey()), /does not begin with its header/],
    ['of impossible colours', png(header(100, 100, [3, 2, 0]), grey()), /way of storing colours/],
    ['too small', png(header(89, 100), grey()), /89 by 100 pixels/],
    ['too large', png(header(2049, 2000), grey()), /2049 by 2000 pixels/],
    ['oblong', png(header(100, 200), grey()), /longer one way/],
    ['animated', png(header(100, 100), chunk('acTL', Buffer.alloc(8)), grey()), /animated/],
    ['of unknown critical parts', png(header(100, 100), chunk('ABCD'), grey()), /a part that no PNG has/],
    ['without pixels', png(header(100, 100)), /order a PNG has/],
    [
      'with its pixels apart',
      png(header(100, 100), grey(), chunk('tRNS', Buffer.alloc(2)), grey()),
      /order a PNG has/,
    ],
    [
      'with words in its end',
      Buffer.concat([SIGNATURE, header(100, 100), grey(), chunk('IEND', words)]),
      LENGTH,
    ],
    ['with words in its transparency', png(header(100, 100), chunk('tRNS', words), grey()), LENGTH],
    ['with words in its gamma', png(header(100, 100), chunk('gAMA', words), grey()), LENGTH],
    ['with words in its colour space', png(header(100, 100), chunk('sRGB', words), grey()), LENGTH],
    [
      'with more transparency than colours',
      png(header(100, 100, [8, 3]), chunk('PLTE', Buffer.alloc(6)), chunk('tRNS', Buffer.alloc(3)), grey()),
      LENGTH,
    ],
    [
      'of two gammas',
      png(header(100, 100), chunk('gAMA', Buffer.alloc(4)), chunk('gAMA', Buffer.alloc(4)), grey()),
      /order a PNG has/,
    ],
    [
      'with its gamma behind its pixels',
      png(header(100, 100), grey(), chunk('gAMA', Buffer.alloc(4))),
      /order a PNG has/,
    ],
    ['of colours without a palette', png(header(100, 100, [8, 3, 0]), grey()), /order a PNG has/],
    ['of fewer pixels than it says', png(header(100, 100), grey(99)), /incomplete or damaged/],
    [
      'of an unknown filter',
      png(header(100, 100), chunk('IDAT', deflateSync(Buffer.alloc(10_100, 9)))),
      /incomplete or damaged/,
    ],
    ['that is no packed data', png(header(100, 100), chunk('IDAT', Buffer.alloc(50, 7))), /do not unpack/],
    [
      'that is a bomb',
      png(header(100, 100), chunk('IDAT', deflateSync(Buffer.alloc(50_000_000)))),
      /do not unpack/,
    ],
    [
      'of more than 256 KB',
      png(header(100, 100), chunk('zTXt', Buffer.alloc(300_000)), grey()),
      /more than 256 KB/,
    ],
    ['empty', Buffer.alloc(0), /empty/],
  ])('%s is refused', (_, bytes, sentence) => {
    expect(refusal(bytes, 'image/png')).toMatch(sentence);
  });

  it('is named by its content, and keeps nothing but what is seen', () => {
    const texts = ['tEXt', 'zTXt', 'iTXt', 'eXIf', 'tIME', 'iCCP', 'prVt'].map((type) =>
      chunk(type, Buffer.from('said')),
    );
    const told = accepted(
      png(header(100, 100), ...texts, chunk('gAMA', Buffer.alloc(4)), grey()),
      'image/png',
    );
    const plain = accepted(png(header(100, 100), chunk('gAMA', Buffer.alloc(4)), grey()), 'image/png');
    expect(Buffer.from(told.bytes)).toEqual(Buffer.from(plain.bytes));
    expect(told.id).toBe(hash('sha256', told.bytes));
    expect(accepted(told.bytes, 'image/png').id).toBe(told.id);
  });

  it('keeps nothing that was hidden behind its pixels, nor between them', () => {
    const packed = deflateSync(Buffer.alloc(101 * 100));
    const told = png(
      header(100, 100),
      chunk('IDAT', packed.subarray(0, 9)),
      chunk('IDAT'),
      chunk('IDAT', Buffer.concat([packed.subarray(9), Buffer.from('not for everybody')])),
    );
    const { bytes } = accepted(told, 'image/png');
    expect(Buffer.from(bytes).includes('not for everybody')).toBe(false);
    expect(Buffer.from(bytes)).toEqual(
      Buffer.from(accepted(png(header(100, 100), grey()), 'image/png').bytes),
    );
  });

  it('may be interlaced, and is measured pass by pass', () => {
    const lines = [
      [13, 13],
      [12, 13],
      [25, 12],
      [25, 25],
      [50, 25],
      [50, 50],
      [100, 50],
    ].reduce((sum, [width = 0, rows = 0]) => sum + (width + 1) * rows, 0);
    const pixels = chunk('IDAT', deflateSync(Buffer.alloc(lines)));
    expect(refusal(png(header(100, 100, [8, 0, 1]), pixels), 'image/png')).toBe('accepted');
    expect(refusal(png(header(100, 100, [8, 0, 1]), grey()), 'image/png')).not.toBe('accepted');
  });

  it('that was accepted can be drawn', async () => {
    const { id, bytes, type } = accepted(png(header(100, 100), grey()), 'image/png');
    const badge = { achievement: { achievement: 'a', name: 'A', image: id }, organizationName: 'B' };
    const drawn = Buffer.from(await openPainter([{ image: id, bytes, type }]).paint(badge, 104));
    expect(drawn.readUInt32BE(16)).toBe(104);
  });
});

describe('an uploaded SVG', () => {
  it.each([
    ['no XML', 'picture', /well-formed/],
    ['broken', svg('<g>'), /well-formed/],
    ['another kind of XML', '<html xmlns="http://www.w3.org/1999/xhtml"/>', /no SVG/],
    ['without its namespace', '<svg viewBox="0 0 9 9"/>', /no SVG/],
    ['with a script', svg('<script>alert(1)</script>'), /holds a script/],
    [
      'with a script of another language',
      svg('<x:script xmlns:x="http://www.w3.org/1999/xhtml"/>'),
      /holds a script/,
    ],
    ['with an event handler', svg('<path onclick="alert(1)" d="M0 0"/>'), /answers to events/],
    [
      'with an event handler on its root',
      svg('', 'viewBox="0 0 9 9" onload="alert(1)"'),
      /answers to events/,
    ],
    ['with HTML in it', svg('<foreignObject/>'), /not SVG/],
    ['with another image', svg('<image href="data:image/png;base64,AA"/>'), /outside itself|another image/],
    ['with text', svg('<text>Badge</text>'), /convert text to paths/],
    ['with references', svg('<use href="#a"/>'), /by reference/],
    ['with a link', svg('<a><path d="M0 0"/></a>'), /“a”/],
    ['with an animation', svg('<animate attributeName="r"/>'), /“animate”/],
    ['with a filter', svg('<filter id="f"/>'), /“filter”/],
    [
      'with an external gradient',
      svg('<linearGradient xlink:href="http://127.0.0.1/#a"/>'),
      /outside itself/,
    ],
    ['with an external fill', svg('<path fill="url(http://127.0.0.1/#a)" d="M0 0"/>'), /outside itself/],
    [
      'with an external fill in a style',
      svg('<path style="fill:url( \'//x/y\' )" d="M0 0"/>'),
      /outside itself/,
    ],
    [
      'with a fill that fetches',
      svg(`<path style="fill:image-set('http://e')" d="M0 0"/>`),
      /“fill: image-set/,
    ],
    [
      'with a fill that fetches, as attribute',
      svg(`<path fill="image-set('//e')" d="M0 0"/>`),
      /“fill: image-/,
    ],
    [
      'with words in a number',
      svg('<path stroke-width="not for everybody" d="M0 0"/>'),
      /“stroke-width: not/,
    ],
    ['with words in a clip', svg('<g style="clip-path:path(1)"/>'), /“clip-path: path/],
    ['with a hidden external fill', svg('<path style="fill:u\\72l(//x/y)" d="M0 0"/>'), /hides a character/],
    [
      'with an imported style sheet',
      svg('<style>@import "http://127.0.0.1/a.css";</style>'),
      /imports or declares/,
    ],
    [
      'with an external fill in a style sheet',
      svg('<style>.a{fill:url(http://127.0.0.1)}</style>'),
      /outside itself/,
    ],
    ['with a document type', `<!DOCTYPE svg SYSTEM "http://127.0.0.1/a.dtd">${svg('')}`, /DOCTYPE/],
    ['with entities', `<!DOCTYPE svg [<!ENTITY a "aa">]>${svg('<title>&a;</title>')}`, /DOCTYPE/],
    ['with an entity nobody declared', svg('<title>&a;</title>'), /well-formed/],
    [
      'with an instruction',
      `<?xml-stylesheet href="http://127.0.0.1/a.css"?>${svg('')}`,
      /processing instruction/,
    ],
    ['of no size', svg('', ''), /how large it is/],
    ['of a size that is none', svg('', 'viewBox="0 0 NaN 9"'), /how large it is/],
    ['oblong', svg('', 'viewBox="0 0 100 300"'), /longer one way/],
    ['of more than 2000 parts', svg('<g/>'.repeat(2001)), /more than 2000 parts/],
    ['of parts in parts', svg('<g>'.repeat(40) + '</g>'.repeat(40)), /32 deep/],
    ['that clips clips', svg('<clipPath id="a"><path clip-path="url(#a)" d="M0 0"/></clipPath>'), /clips/],
    ['that clips too much', svg('<path clip-path="url(#a)" d="M0 0"/>'.repeat(41)), /clips too much/],
    ['with dashes', svg('<path stroke-dasharray="0.0001" d="M0 0H9"/>'), /stroke-dasharray/],
    ['of more than 100 KB', svg(`<path d="${'M0 0'.repeat(30_000)}"/>`), /more than 100 KB/],
  ])('%s is refused', (_, text, sentence) => {
    expect(refusal(text, 'image/svg+xml')).toMatch(sentence);
  });

  it('not written in UTF-8 is refused', () => {
    expect(refusal(Buffer.from([0x3c, 0xff, 0xfe]), 'image/svg+xml')).toMatch(/UTF-8/);
  });

  it('of another type is refused, whatever it holds', () => {
    expect(refusal(svg(''), 'text/html')).toMatch(/neither PNG nor SVG/);
  });

  it('keeps its shapes, gradients, clips and plain style, and nothing else', () => {
    const text = cleaned(
      svg(
        '<!-- by hand --><title>Secret</title><metadata><rdf xmlns="r"><who>me</who></rdf></metadata>' +
          '<style>.a{fill:#fff;font-family:x} /* said */ path{stroke:url(#g)}</style>' +
          '<defs><linearGradient id="g" xlink:href="#h"><stop offset="50%" stop-color="red"/></linearGradient>' +
          '<clipPath id="c"><circle r="9"/></clipPath></defs>' +
          '<g class="a" data-name="x" clip-path="url(#c)" inkscape:label="y" xmlns:inkscape="i"><path d="M1 2L3 4Z"/></g>',
      ),
    );
    expect(text).toBe(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100" width="512" height="512">' +
        '<style>.a{fill:#fff}path{stroke:url(#g)}</style>' +
        '<defs><linearGradient id="g" href="#h"><stop offset="50%" stop-color="red"></stop></linearGradient>' +
        '<clipPath id="c"><circle r="9"></circle></clipPath></defs>' +
        '<g class="a" clip-path="url(#c)"><path d="M1 2L3 4Z"></path></g></svg>',
    );
    expect(cleaned(text)).toBe(text);
  });

  it.each([
    'red',
    'none',
    'currentColor',
    '#0af',
    '#00aaff80',
    'rgb(1, 2, 3)',
    'rgba(10%,20%,30%,.5)',
    'hsl(120deg 50% 50% / .5)',
    'url(#a)',
    "url('#a') #fff",
    'blue !important',
  ])('keeps a fill of %s', (value) => {
    expect(cleaned(svg(`<path style="fill:${value};stroke-width:1.5px;opacity:.5" d="M0 0"/>`))).toContain(
      `style="fill:${value};stroke-width:1.5px;opacity:.5"`,
    );
  });

  it('takes its size from width and height where it has no viewBox', () => {
    expect(cleaned(svg('', 'width="90px" height="100"'))).toContain('viewBox="0 0 90 100"');
  });
});

describe('acceptLogo', () => {
  const wide = png(header(400, 100), grey(400, 100));

  it('takes a PNG of any shape, cleaned and named by its content', () => {
    const decision = acceptLogo(wide, 'image/png');
    expect(decision).toMatchObject({ outcome: 'accepted' });
    if (decision.outcome === 'accepted') expect(decision.id).toBe(hash('sha256', decision.bytes));
    expect(refusal(wide, 'image/png')).toContain('square');
  });

  it.each([
    ['another kind of picture', wide, 'image/webp', 'PNG'],
    ['a large file', Buffer.concat([SIGNATURE, Buffer.alloc(65 * 1024)]), 'image/png', '64 KB'],
    ['a small picture', png(header(20, 20), grey(20)), 'image/png', '90'],
  ])('refuses %s and says why', (_, bytes, type, because) => {
    expect(acceptLogo(bytes, type)).toMatchObject({
      outcome: 'refused',
      because: expect.stringContaining(because) as string,
    });
  });
});
