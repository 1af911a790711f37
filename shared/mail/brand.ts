import type { Organization } from '../communities/model.ts';
import type { Brand } from './document.ts';
import { webLink } from './links.ts';
import { oneLine } from './plain.ts';

/** The colour of mail of an organization that chose none. */
const DEFAULT_COLOUR = '#0b57a4';

/** What text stands on, beside the brand's own colour: the sheet in a light mail program and in a dark one. */
export const SHEET = { light: '#ffffff', dark: '#1d232a' } as const;

/** How an organization looks in its mail; every text on one line. */
export const brandOf = ({ name, logo, colour, postalAddress }: Organization): Brand => ({
  name: oneLine(name),
  logo: webLink(logo),
  colour: colour?.toLowerCase(),
  postalAddress: postalAddress === undefined ? undefined : oneLine(postalAddress),
});

const channelsOf = (colour: string): number[] =>
  [1, 3, 5].map((i) => Number.parseInt(colour.slice(i, i + 2), 16));

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2, relative luminance). */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

/** Contrast of two colours `#rrggbb`, 1 to 21 (WCAG 2.2, contrast ratio). */
export const contrast = (one: string, other: string): number => {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
};

/** Black or white, whichever stands out more from a ground; at least 4.58:1, as no colour is near to both. */
export const textOn = (ground: string): '#000000' | '#ffffff' =>
  contrast('#ffffff', ground) >= contrast('#000000', ground) ? '#ffffff' : '#000000';

/** A colour, moved towards black or white in steps of a twentieth until it stands out enough from a ground. */
const standingOut = (colour: string, towards: 0 | 255, ground: string, enough: number): string => {
  const channels = channelsOf(colour);
  for (let step = 0; step < 20; step += 1) {
    const moved = channels.map((value) => Math.round(value + ((towards - value) * step) / 20));
    const candidate = `#${moved.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
    if (contrast(candidate, ground) >= enough) return candidate;
  }
  return towards === 0 ? '#000000' : '#ffffff';
};

/** The colours that a mail takes from its brand. */
export interface Palette {
  /** Behind the name and the heading. */
  readonly banner: string;
  readonly onBanner: string;
  /** Links and buttons on the sheet; the sheet's colour is the text on a button. */
  readonly accent: string;
}

/**
 * The colours of a mail, in light and in dark, from an organization's one colour: each text at least 4.5:1 on what is
 * behind it (WCAG 2.2, 1.4.3), each button at least as much apart from the sheet (1.4.11). In the dark, the banner is
 * darkened so that it does not glare.
 */
export const paletteOf = (colour = DEFAULT_COLOUR): Readonly<Record<'light' | 'dark', Palette>> => ({
  light: {
    banner: colour,
    onBanner: textOn(colour),
    accent: standingOut(colour, 0, SHEET.light, 4.6),
  },
  dark: {
    banner: standingOut(colour, 0, '#ffffff', 7),
    onBanner: '#ffffff',
    accent: standingOut(colour, 255, SHEET.dark, 6),
  },
});
