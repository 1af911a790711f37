import { crc32, deflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSite, PUBLIC_URL, type Site, seedSite } from '../../support/site.ts';

let site: Site;
beforeAll(async () => {
  site = await openSite();
  await seedSite(site);
});
afterAll(() => site.close());

const chunk = (type: string, data: Buffer): Buffer => {
  const bytes = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  bytes.writeUInt32BE(data.length, 0);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, -4)), bytes.length - 4);
  return bytes;
};

/** A black PNG, 200 by 100. */
const logo = (): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(200, 0);
  header.writeUInt32BE(100, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(201 * 100))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const save = async (fields: Record<string, string>, file?: File): Promise<Response> => {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  if (file) body.set('logo', file);
  return site.app.request(`${PUBLIC_URL}/staff/brand`, {
    method: 'POST',
    body,
    headers: { origin: PUBLIC_URL, cookie: site.cookieOf('staff') },
  });
};

const chosen = {
  name: 'Lakeside Educators',
  colour: '#7A1F5C',
  postalAddress: '1 Pier\nLakeside',
  language: 'fr',
};

describe('the look of mail', () => {
  it('is changed without losing anything else of the organization', async () => {
    const before = await site.stores.communities.getOrganization('lakeside');
    const answer = await save(chosen, new File([new Uint8Array(logo())], 'logo.png', { type: 'image/png' }));
    expect(answer.status).toBe(303);
    const after = await site.stores.communities.getOrganization('lakeside');
    const address = after?.logo ?? '';
    expect(after).toEqual({ ...before, ...chosen, postalAddress: '1 Pier Lakeside', logo: address });
    expect(address).toMatch(
      /^http:\/\/127\.0\.0\.1:8787\/organizations\/lakeside\/logos\/[0-9a-f]{64}\.png$/,
    );
    expect(await site.stores.images.get(/([0-9a-f]{64})/.exec(address)?.[1] ?? '')).toBeDefined();
  });

  it('is shown in a frame that can do nothing, in the language and colour chosen', async () => {
    await save(chosen);
    const page = await site.get('/staff/brand', 'staff');
    expect(page.headers.get('content-security-policy')).toContain("frame-src 'self'");
    expect(await page.text()).toContain('src="/staff/brand/preview"');
    const preview = await site.get('/staff/brand/preview', 'staff');
    const policy = preview.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).toMatch(/sandbox(?!.*allow-(scripts|forms|same-origin))/);
    expect(preview.headers.get('x-frame-options')).toBe('SAMEORIGIN');
    const mail = await preview.text();
    expect(mail).toContain('<html lang="fr" dir="ltr">');
    expect(mail).toContain('#7a1f5c');
  });

  it('keeps the logo unless another is chosen or it is taken away', async () => {
    const logoNow = async () => (await site.stores.communities.getOrganization('lakeside'))?.logo;
    await save(chosen, new File([new Uint8Array(logo())], 'logo.png', { type: 'image/png' }));
    const before = await logoNow();
    await save({ ...chosen, colour: '' });
    expect(await logoNow()).toBe(before);
    await save({ ...chosen, 'no-logo': 'yes' });
    expect(await logoNow()).toBeUndefined();
  });

  it.each([
    [{ ...chosen, colour: 'plum' }, undefined, 'Write the colour as #'],
    [{ ...chosen, name: ' ' }, undefined, 'Write the name.'],
    [{ ...chosen, language: 'xx' }, undefined, 'Choose one of those on the list.'],
    [chosen, new File(['x'], 'logo.webp', { type: 'image/webp' }), 'The logo is no PNG'],
    [
      chosen,
      new File(['<svg/>'], 'logo.png', { type: 'image/png' }),
      'The logo is no PNG; save it as PNG, which',
    ],
  ])('is refused with a sentence where something is wrong with it: %#', async (fields, file, sentence) => {
    const before = await site.stores.communities.getOrganization('lakeside');
    const answer = await save(fields, file);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(sentence);
    expect(await site.stores.communities.getOrganization('lakeside')).toEqual(before);
  });

  it('keeps what was typed where the picture is too large, by much or by little', async () => {
    for (const size of [65 * 1024, 3 * 1024 * 1024]) {
      const bytes = Buffer.concat([logo(), Buffer.alloc(size)]);
      const answer = await save(
        { ...chosen, name: 'Typed with care' },
        new File([new Uint8Array(bytes)], 'logo.png', { type: 'image/png' }),
      );
      expect(answer.status).toBe(422);
      const page = await answer.text();
      expect(page).toContain('The logo has more than 64 KB; save it smaller.');
      expect(page).toContain('value="Typed with care"');
    }
  });

  it('is of no organization that is not there', async () => {
    await expect(site.stores.communities.changeLook('nowhere', { name: 'X' })).rejects.toThrow(
      'no such organization',
    );
  });
});
