import { Hono } from 'hono';
import { bakePng } from '../../shared/badges/baking/bake-png.ts';
import { bakeSvg } from '../../shared/badges/baking/bake-svg.ts';
import type { BakeSpec } from '../../shared/badges/baking/baked.ts';
import { badgeOf } from '../../shared/badges/images/badge-design.ts';
import type { IssuedCredential } from '../../shared/badges/model.ts';
import { sendBaked } from './answers.ts';
import type { Dependencies } from './dependencies.ts';
import { createFinder } from './find-credential.ts';
import { createOb2Forms } from './ob2-forms.ts';

/** Pixels of a badge that is downloaded. */
const SIZE = 512;

/** The text that is baked into a credential's badge, in one of its forms. */
type Form = (issued: IssuedCredential) => string | Promise<string>;

/**
 * The badge of a credential with the credential in it: `/credentials/{id}/badge.png` and `.svg` by Open Badges 3.0,
 * beneath it `/ob2/badge.*` with the hosted assertion of 2.0 and `/ob2/signed.*` with the signed one.
 */
export const bakedRoutes = (
  dependencies: Pick<Dependencies, 'credentials' | 'communities' | 'forms' | 'painter' | 'publicUrl'>,
) => {
  const { painter } = dependencies;
  const find = createFinder(dependencies.credentials);
  const ob2 = createOb2Forms(dependencies);
  const baked: readonly (readonly [path: string, spec: BakeSpec, form: Form])[] = [
    ['badge', 'ob3', ({ document }) => document],
    ['ob2/badge', 'ob2', ob2.hosted],
    ['ob2/signed', 'ob2', ob2.signed],
  ];
  const routes = new Hono();
  for (const [path, spec, form] of baked) {
    routes.get(`/:id/${path}.png`, async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      const [picture, text] = await Promise.all([painter.paint(badgeOf(issued), SIZE), form(issued)]);
      return sendBaked(c, bakePng(picture, text, spec));
    });
    routes.get(`/:id/${path}.svg`, async (c) => {
      const issued = await find.shared(c, c.req.param('id'));
      const [picture, text] = await Promise.all([painter.svg(badgeOf(issued)), form(issued)]);
      return sendBaked(c, bakeSvg(picture, text, spec));
    });
  }
  return routes;
};
