import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brandOf, contrast, paletteOf, SHEET, textOn } from '../../../shared/mail/brand.ts';

const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
  // WCAG's own bounds, and the grey that is known to be the last to pass on white.
  it.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
  ])('%s on %s is %d', (one, other, expected) => {
    expect(contrast(one, other)).toBeCloseTo(expected, 2);
    expect(contrast(other, one)).toBe(contrast(one, other));
  });
});

describe('paletteOf', () => {
  it('has every text at 4.5:1 or more in both schemes, whatever colour an organization has', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const palette = paletteOf(colour);
        for (const scheme of ['light', 'dark'] as const) {
          const { banner, onBanner, accent } = palette[scheme];
          expect(contrast(onBanner, banner)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(accent, SHEET[scheme])).toBeGreaterThanOrEqual(4.5);
        }
        expect(palette.light.banner).toBe(colour);
      }),
    );
  });

  it.each([
    ['#ffd400', '#000000'],
    ['#7a1f5c', '#ffffff'],
    ['#ffffff', '#000000'],
  ])('puts on %s text in %s', (ground, text) => {
    expect(textOn(ground)).toBe(text);
  });
});

describe('brandOf', () => {
  it('takes one line of each text from the organization', () => {
    expect(
      brandOf({
        organization: 'maths',
        name: 'Maths\r\nAssociation',
        url: 'https://maths.example.org/',
        colour: '#7A1F5C',
        postalAddress: '12 Example Street\nSampleton',
      }),
    ).toEqual({
      name: 'Maths Association',
      logo: undefined,
      colour: '#7a1f5c',
      postalAddress: '12 Example Street Sampleton',
    });
  });
});
