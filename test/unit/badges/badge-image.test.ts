import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { badgeSvg, createBadgePainter } from '../../../shared/badges/badge-image.ts';
import { bake, unbake } from '../../../shared/badges/bake-png.ts';
import { initialsOf, setInLetters } from '../../../shared/badges/letterforms.ts';

const wasm = createRequire(import.meta.url).resolve('@resvg/resvg-wasm/index_bg.wasm');
const painter = createBadgePainter(async () => new Uint8Array(await readFile(wasm)));
const ten = { achievement: 'ten-comments', name: 'Ten comments' };

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
  it('is the same every time, and another for another achievement', () => {
    expect(badgeSvg(ten)).toBe(badgeSvg({ ...ten }));
    const looks = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((achievement) =>
      badgeSvg({ ...ten, achievement }),
    );
    expect(new Set(looks).size).toBe(8);
  });

  it('is drawn as a sound PNG of the size asked for, the same every time', async () => {
    const png = Buffer.from(await painter.paint(ten, 128));
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
    // Every chunk's checksum is checked on the way.
    expect(unbake(png)).toBeUndefined();
    expect(Buffer.from(await painter.paint(ten, 128))).toEqual(png);
    expect(unbake(bake(png, '{"a":1}'))).toBe('{"a":1}');
  });

  it('holds nothing that a name could write into it', () => {
    const svg = badgeSvg({ achievement: 'x', name: '<script>"&' });
    expect(svg).not.toContain('script');
    expect(badgeSvg({ achievement: 'x', name: '' })).toContain('</svg>');
  });
});
