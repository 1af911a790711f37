import { createHash } from 'node:crypto';
import { base } from './styles/base.ts';
import { components } from './styles/components.ts';
import { layout } from './styles/layout.ts';

/** A file of the site's own, at an address that changes with its content. */
export const hashed = (name: string, extension: string, content: string) => ({
  path: `/assets/${name}.${createHash('sha256').update(content).digest('hex').slice(0, 16)}.${extension}`,
  content,
});

/** The one style sheet, at an address that changes with its content, so that it can be kept for ever. */
export const stylesheet = hashed('colloquy', 'css', [base, layout, components].join('\n'));

/** The mark of the site: two voices that overlap. */
export const icon = hashed(
  'icon',
  'svg',
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#1b5e63"/><circle cx="12.5" cy="16" r="6.5" fill="#fff" fill-opacity=".92"/><circle cx="20" cy="16" r="6.5" fill="#e9b44c" fill-opacity=".88"/></svg>`,
);
