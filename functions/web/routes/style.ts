import { NotFound } from '../../../shared/platform/errors.ts';
import { brandSheetAt } from '../../../web/brand-sheet.ts';
import { icon, stylesheet } from '../../../web/stylesheet.ts';
import type { On } from '../dependencies.ts';
import { routes } from '../route-table.ts';

const files = new Map([
  [stylesheet.path, { content: stylesheet.content, type: 'text/css; charset=utf-8' }],
  [icon.path, { content: icon.content, type: 'image/svg+xml' }],
]);

/** The style sheet, the colours of brands and the mark. Their addresses change with their content, so that browsers keep them. No reads. */
export const styleRoutes = (on: On): void => {
  on(routes.style, (c) => {
    const ofBrand = brandSheetAt(c.req.path);
    const file =
      ofBrand === undefined ? files.get(c.req.path) : { content: ofBrand, type: 'text/css; charset=utf-8' };
    if (file === undefined) throw new NotFound('there is no such file; reload the page that asked for it');
    return c.body(file.content, 200, {
      'content-type': file.type,
      'cache-control': 'public, max-age=31536000, immutable',
    });
  });
};
