import type { BrowserContext, Page } from 'playwright-core';
import type { Role, Site } from './site.ts';

/** Opens a page of a site in a browser, as somebody who is signed in, or as nobody. */
export const openPage = async (
  context: BrowserContext,
  { site, url }: { readonly site: Pick<Site, 'cookieOf'>; readonly url: string },
  path: string,
  role?: Role,
): Promise<Page> => {
  await context.clearCookies();
  if (role !== undefined) {
    const [name = '', value = ''] = site.cookieOf(role).split('=');
    await context.addCookies([{ name, value, url }]);
  }
  const page = await context.newPage();
  await page.goto(`${url}${path}`, { waitUntil: 'load' });
  return page;
};
