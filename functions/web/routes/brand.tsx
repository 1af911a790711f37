import type { Context } from 'hono';
import * as z from 'zod';
import { acceptLogo } from '../../../shared/badges/images/accept-logo.ts';
import type { Organization } from '../../../shared/communities/model.ts';
import { Language } from '../../../shared/mail/language.ts';
import { renderMailHtml } from '../../../shared/mail/render-html.ts';
import { NotFound } from '../../../shared/platform/errors.ts';
import type { FieldError, FormState } from '../../../web/forms.ts';
import { BrandPage } from '../../../web/pages/brand.tsx';
import type { Dependencies, Env, On } from '../dependencies.ts';
import { checkForm, readUpload } from '../forms.ts';
import { visitOf } from '../guard.ts';
import { render } from '../render.tsx';
import { routes } from '../route-table.ts';
import { sampleDigest } from '../sample-digest.ts';

/** Text that may be left empty: then there is none. */
const optional = (most: number, message: string) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => text.length <= most, message)
    .transform((text) => text || undefined);

const BrandForm = z.object({
  name: z
    .string({ error: 'Write the name.' })
    .trim()
    .min(1, 'Write the name.')
    .max(120, 'Shorten the name to 120 characters.'),
  colour: optional(7, 'Write the colour as # and six digits.').refine(
    (colour) => colour === undefined || /^#[0-9a-f]{6}$/i.test(colour),
    'Write the colour as # and six of the digits 0 to 9 and a to f, as #0b57a4.',
  ),
  postalAddress: optional(200, 'Shorten the address to 200 characters.').transform((address) =>
    address?.replace(/\s+/g, ' '),
  ),
  language: z.enum(Language.options, { error: 'Choose one of those on the list.' }),
});

/**
 * How an organization's mail looks. The page reads, beside the visit's four, the organization (1), the sample the same;
 * saving reads it, keeps a logo that was uploaded (1 write) and changes the organization (1 write).
 */
export const brandRoutes = (on: On, { stores, clock, publicUrl }: Dependencies): void => {
  /** @throws {NotFound} where the organization is not there. */
  const find = async (c: Context<Env>): Promise<Organization> => {
    const found = await stores.communities.getOrganization(visitOf(c).actor.organization);
    if (!found) throw new NotFound('your organization is no longer there');
    return found;
  };

  const show = (c: Context<Env>, organization: Organization, form: FormState): Promise<Response> => {
    const { viewer } = visitOf(c);
    const saved = c.req.query('saved') !== undefined;
    const page = <BrandPage viewer={viewer} organization={organization} form={form} saved={saved} />;
    return render(c, page, form.errors.length > 0 ? 422 : 200);
  };

  on(routes.brand, async (c) => {
    const organization = await find(c);
    const { name, colour = '', postalAddress = '', language = 'en' } = organization;
    const fields = new Map(Object.entries({ name, colour, postalAddress, language }));
    return show(c, organization, { fields, errors: [] });
  });

  on(routes.brandPreview, async (c) => {
    c.header('cache-control', 'no-store');
    return c.html(renderMailHtml(sampleDigest(await find(c), publicUrl, clock())));
  });

  on(routes.saveBrand, async (c) => {
    const organization = await find(c);
    const { fields, files } = await readUpload(c);
    const form = checkForm(BrandForm, fields);
    const file = files.get('logo');
    const logo = file && acceptLogo(new Uint8Array(await file.arrayBuffer()), file.type);
    const refusals: FieldError[] =
      logo?.outcome === 'refused' ? [{ field: 'logo', message: logo.because }] : [];
    if (form.outcome === 'refused' || refusals.length > 0) {
      const errors = form.outcome === 'refused' ? form.errors : [];
      return show(c, organization, { fields, errors: [...errors, ...refusals] });
    }
    let address = fields.get('no-logo') === 'yes' ? undefined : organization.logo;
    if (logo?.outcome === 'accepted') {
      await stores.images.put({ image: logo.id, type: 'image/png', bytes: logo.bytes });
      address = `${publicUrl}/organizations/${organization.organization}/logos/${logo.id}.png`;
    }
    await stores.communities.changeLook(organization.organization, { ...form.value, logo: address });
    return c.redirect('/staff/brand?saved', 303);
  });
};
