import { describe, expect, it } from 'vitest';
import { bakePng, unbakePng } from '../../../shared/badges/baking/bake-png.ts';
import { badgeSvg, emblemSvg } from '../../../shared/badges/images/badge-design.ts';
import { acceptImage } from '../../../shared/badges/images/image-upload.ts';
import { initialsOf, setInLetters } from '../../../shared/badges/images/letterforms.ts';
import { openLettering, openPainter } from '../../support/painter.ts';

const ten = {
  achievement: { achievement: 'ten-comments', name: 'Ten comments' },
  organizationName: 'Midland Teachers’ Association',
};
const lettering = openLettering();
const painter = openPainter();
const sizeOf = (png: Uint8Array) => {
  const bytes = Buffer.from(png);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
};

describe('initials', () => {
  it.each([
    ['Ten comments', 'TC'],
    ['Cycle of inquiry completed', 'CIC'],
    ['The end of the beginning of it all', 'EBI'],
    ['Québec Éducation', 'QE'],
    ['24 hours of meetings', '24H'],
    ['2026 in review', '2R'],
    ['ﬁne work', 'FW'],
    ['Of the', 'OT'],
    ['comments', 'C'],
    ['質問の達人', ''],
    ['🎉', ''],
    ['   ', ''],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });

  it('can all be drawn', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789') {
      expect(setInLetters(letter).paths, letter).toHaveLength(1);
    }
  });
});

describe('a badge', () => {
  const pathsOf = (svg: string) => svg.match(/<path/g)?.length ?? 0;
  const withName = (name: string, level?: string) => ({
    ...ten,
    achievement: { ...ten.achievement, name, ...(level !== undefined && { level }) },
  });

  it('is the same every time, and another for another achievement', () => {
    expect(badgeSvg(ten, lettering)).toBe(badgeSvg({ ...ten }, openLettering()));
    const looks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((achievement) =>
      emblemSvg({ ...ten.achievement, achievement }),
    );
    expect(new Set(looks).size).toBe(8);
  });

  it('keeps the colours and the engraving it always had', () => {
    const colours = (svg: string) => new Set(svg.match(/#[0-9a-f]{6}/g));
    expect(colours(badgeSvg(ten, lettering))).toEqual(colours(emblemSvg(ten.achievement)));
    expect(colours(emblemSvg(ten.achievement))).toContain('#3b3a6d');
  });

  it('sets organization, name and level as paths: no text that a machine would set in its own font', () => {
    const svg = badgeSvg(withName('Ten comments', 'Level 2'), lettering);
    expect(svg).not.toMatch(/<text|font|Ten|Midland|Level/);
    // The ribbon is two tails, a band and its words.
    expect(pathsOf(svg)).toBe(pathsOf(badgeSvg(ten, lettering)) + 4);
    for (const part of [withName('Eleven comments'), { ...ten, organizationName: 'Another' }]) {
      expect(badgeSvg(part, lettering)).not.toBe(badgeSvg(ten, lettering));
    }
    expect(badgeSvg(withName('Ten comments', 'Level 3'), lettering)).not.toBe(svg);
  });

  it.each([
    [
      'Evidence-based instruction for multilingual learners in the early grades of rural and urban schools',
      'A',
    ],
    ['Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen', 'Oberdampfschifffahrts 12'],
    ['a b c d e f g h i j k l m n o p q r s t u v w x y z', 'b'],
    ['Наставник года', 'Уровень 3'],
    ['Ἐπιστήμη καὶ παιδεία', 'α'],
  ])('keeps %j within its edge', (name, level) => {
    const organizationName =
      'The International Association of Teachers of Mathematics and the Natural Sciences of the South';
    const svg = badgeSvg({ ...withName(name, level), organizationName }, lettering);
    const numbers = [...svg.matchAll(/ d="([^"]+)"/g)].flatMap(([, d = '']) =>
      d.split(/[A-Z\s]+/).filter((part) => part !== ''),
    );
    for (const number of numbers) {
      expect(Number(number)).toBeGreaterThan(10);
      expect(Number(number)).toBeLessThan(502);
    }
  });

  it('in a script the font lacks has a star for its name, and is still drawn', () => {
    const svg = badgeSvg({ ...withName('質問の達人', '三段'), organizationName: '教育協会' }, lettering);
    expect(svg).toContain('r="17"');
    expect(svg).not.toContain('NaN');
  });

  it('is drawn as a sound PNG of the size asked for, the same every time', async () => {
    const png = Buffer.from(await painter.paint(ten, 128));
    expect(sizeOf(png)).toEqual([128, 128]);
    // Every chunk's checksum is checked on the way.
    expect(unbakePng(png)).toBeUndefined();
    expect(Buffer.from(await painter.paint(ten, 128))).toEqual(png);
    expect(unbakePng(bakePng(png, '{"a":1}', 'ob3'))?.text).toBe('{"a":1}');
  });

  it('is shared with a picture of the size networks show', async () => {
    const plain = await painter.paintShare(ten);
    expect(sizeOf(plain)).toEqual([1200, 630]);
    expect(Buffer.from(plain)).not.toEqual(Buffer.from(await painter.paintShare(withName('Other'))));
    expect(sizeOf(await painter.paintShare(withName('質問の達人')))).toEqual([1200, 630]);
  });

  it('holds nothing that a name could write into it', () => {
    const svg = badgeSvg(withName('<script>"&', '</svg>'), lettering);
    expect(svg).not.toContain('script');
    expect(svg.match(/<\/svg>/g)).toHaveLength(1);
    expect(emblemSvg({ achievement: 'x', name: '' })).toContain('</svg>');
  });
});

describe('an uploaded picture', () => {
  const upload = (bytes: Uint8Array, type: string) => {
    const decision = acceptImage(bytes, type);
    if (decision.outcome === 'refused') throw new Error(decision.because);
    const { id, ...image } = decision;
    return { image: id, type: image.type, bytes: image.bytes };
  };
  const shown = (image: string) => ({ ...ten, achievement: { ...ten.achievement, image } });

  it('is shown instead of the drawn one, as PNG and as SVG, at every size', async () => {
    const png = upload(await painter.paint(ten, 256), 'image/png');
    const circle =
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>';
    const svg = upload(Buffer.from(circle), 'image/svg+xml');
    const own = openPainter([png, svg]);
    expect(await own.svg(shown(png.image))).toContain('data:image/png;base64,');
    expect(await own.svg(shown(svg.image))).toBe(Buffer.from(svg.bytes).toString());
    for (const { image } of [png, svg]) {
      expect(sizeOf(await own.paint(shown(image), 64))).toEqual([64, 64]);
      expect(sizeOf(await own.paint(shown(image), 400))).toEqual([400, 400]);
      expect(sizeOf(await own.paintShare(shown(image)))).toEqual([1200, 630]);
    }
  });

  it('that is not there is an error of ours, and not another badge', async () => {
    await expect(painter.paint(shown('0'.repeat(64)), 64)).rejects.toThrow(/not in the table/);
  });
});
