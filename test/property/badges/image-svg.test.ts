import fc from 'fast-check';
import { expect, it } from 'vitest';
import { acceptImage } from '../../../shared/badges/images/image-upload.ts';

const NAMES = [
  'svg',
  'g',
  'path',
  'style',
  'script',
  'a',
  'use',
  'image',
  'text',
  'title',
  'clipPath',
  'linearGradient',
  'x:script',
];
const ATTRIBUTES = [
  'd',
  'fill',
  'style',
  'onload',
  'href',
  'xlink:href',
  'clip-path',
  'id',
  'class',
  'transform',
  'viewBox',
];
const VALUES = [
  'M0 0L9 9',
  'red',
  'url(#a)',
  'url(http://x.example/)',
  'javascript:alert(1)',
  '#a',
  'fill:url(//x)',
  '"><script>',
  '&#x3c;script&#x3e;',
  '\\75rl(x)',
  ']]>',
  '@import',
];

const attribute = fc
  .tuple(fc.constantFrom(...ATTRIBUTES), fc.oneof(fc.constantFrom(...VALUES), fc.string({ maxLength: 12 })))
  .map(
    ([name, value]) =>
      [name, value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')] as const,
  );

const element: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .tuple(
      fc.constantFrom(...NAMES),
      fc.uniqueArray(attribute, { maxLength: 3, selector: ([name]) => name }),
      fc.array(
        fc.oneof(
          { maxDepth: 3 },
          fc.constantFrom('.a{fill:red}', 'words', '<![CDATA[<b>]]>', '<path d="M0 0"/>'),
          tie('element'),
        ),
        { maxLength: 3 },
      ),
    )
    .map(
      ([name, attributes, content]) =>
        `<${name}${attributes.map(([key, value]) => ` ${key}="${value}"`).join('')}>${content.join('')}</${name}>`,
    ),
})).element;

const namespaces =
  'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:x="http://www.w3.org/1999/xhtml"';

it('whatever is uploaded as SVG: what is accepted runs nothing, reaches for nothing, and is accepted again as it is', () => {
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(element, { maxLength: 3 }), (content) => {
      const text = `<svg ${namespaces} viewBox="0 0 9 9">${content.join('')}</svg>`;
      const decision = acceptImage(Buffer.from(text), 'image/svg+xml');
      if (decision.outcome === 'refused') {
        expect(decision.because).toMatch(/^The .*\.$/);
        return;
      }
      accepted += 1;
      const clean = Buffer.from(decision.bytes).toString();
      expect(clean).not.toMatch(
        /<(script|image|use|text|a|foreignObject|title)\b|\son[a-z]+=|javascript:|@import|<!|<\?/i,
      );
      for (const [, target] of clean.matchAll(/(?:url\(\s*["']?|href=")([^"')]*)/g))
        expect(target).toMatch(/^#/);
      expect(acceptImage(decision.bytes, 'image/svg+xml')).toMatchObject({
        outcome: 'accepted',
        id: decision.id,
      });
    }),
    { numRuns: 1000 },
  );
  expect(accepted).toBeGreaterThan(50);
});

it('whatever bytes are uploaded are accepted or refused with a sentence', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.constantFrom('image/png', 'image/svg+xml'),
      (bytes, type) => {
        const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), bytes]);
        expect(acceptImage(type === 'image/png' ? png : bytes, type)).toMatchObject({ outcome: 'refused' });
      },
    ),
  );
});
