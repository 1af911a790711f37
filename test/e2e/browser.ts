import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * A headless Chromium from the npm registry: its binary is inside the package, nothing is downloaded.
 * The flags keep it from looking for anything beyond the pages it is given; as one process, which the package asks for
 * on Lambda, it would end with the first context that is closed.
 */
export const launchBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await sparticuz.executablePath(),
    headless: true,
    args: [
      ...sparticuz.args.filter((flag) => !/^--(headless|single-process|no-zygote)/.test(flag)),
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
