import type { Browser } from 'playwright-core';
import { serveSite } from '../support/serve-site.ts';
import { openSite, type Site, seedSite } from '../support/site.ts';
import { fillSite } from '../support/site-content.ts';
import { launchBrowser } from './browser.ts';

/** A site that is seeded and filled, on a loopback port, and a browser to look at it with. */
export interface FilledSite {
  readonly site: Site;
  readonly url: string;
  readonly browser: Browser;
  readonly close: () => Promise<void>;
}

/** @see FilledSite */
export const openFilledSite = async (): Promise<FilledSite> => {
  const site = await openSite();
  await seedSite(site);
  await fillSite(site);
  const served = await serveSite(site);
  const browser = await launchBrowser();
  return {
    site,
    url: served.url,
    browser,
    close: async () => {
      await browser.close();
      await served.close();
      await site.close();
    },
  };
};
