import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () =>
  readConfig({
    CREDENTIALS_TABLE: settings.CREDENTIALS_TABLE,
    COMMUNITY_TABLE: settings.COMMUNITY_TABLE,
    SIGNING_KEY: settings.SIGNING_KEY,
    SIGNING_KEY_RS256: settings.SIGNING_KEY_RS256,
    SIGNING_KEY_ES256: settings.SIGNING_KEY_ES256,
    PUBLIC_URL: settings.PUBLIC_URL,
  });
