import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () =>
  readConfig({
    COMMUNITY_TABLE: settings.COMMUNITY_TABLE,
    ENGAGEMENT_TABLE: settings.ENGAGEMENT_TABLE,
    CREDENTIALS_TABLE: settings.CREDENTIALS_TABLE,
    PUBLIC_URL: settings.PUBLIC_URL,
    MAIL_TRACK_OPENS: settings.MAIL_TRACK_OPENS,
    MAIL_CONFIGURATION_SET: settings.MAIL_CONFIGURATION_SET,
    OIDC_ISSUER: settings.OIDC_ISSUER,
    OIDC_CLIENT_ID: settings.OIDC_CLIENT_ID,
  });
