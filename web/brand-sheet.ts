import { paletteOf, SHEET } from '../shared/mail/brand.ts';
import { hashed } from './stylesheet.ts';

const rules = (scheme: 'light' | 'dark', colour: string | undefined): string => {
  const { banner, onBanner, accent } = paletteOf(colour)[scheme];
  return `:root {
  --ground: ${SHEET[scheme]}; --tint: var(--sunken);
  --accent: ${accent}; --accent-strong: var(--ink); --on-accent: ${SHEET[scheme]};
}
.of-brand { background: ${banner}; border-color: ${banner}; }
.of-brand .brand { color: ${onBanner}; }`;
};

const sheetOf = (colour: string | undefined): string => `${rules('light', colour)}
@media (prefers-color-scheme: dark) {
${rules('dark', colour)}
}
`;

/**
 * What gives a page the colours of an organization's mail, beside the style sheet of the site: the same banner and the
 * same accent on the same ground, so that the contrast is the mail's, too. Its address changes with its content.
 *
 * @param colour - `#rrggbb`, or the mail's own where there is none.
 */
export const brandSheet = (colour: string | undefined) =>
  hashed(`brand-${colour?.slice(1) ?? 'plain'}`, 'css', sheetOf(colour));

/** The sheet at an address, where it is one that {@link brandSheet} gives. */
export const brandSheetAt = (path: string): string | undefined => {
  const [, name] = /^\/assets\/brand-(plain|[0-9a-f]{6})\./.exec(path) ?? [];
  if (name === undefined) return undefined;
  const sheet = brandSheet(name === 'plain' ? undefined : `#${name}`);
  return sheet.path === path ? sheet.content : undefined;
};
