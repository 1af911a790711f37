import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () =>
  readConfig({
    CREDENTIALS_TABLE: settings.CREDENTIALS_TABLE,
    SIGNING_KEY: settings.SIGNING_KEY,
    PUBLIC_URL: settings.PUBLIC_URL,
  });
