import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () =>
  readConfig({
    COMMUNITY_TABLE: settings.COMMUNITY_TABLE,
    INBOX_BUCKET: settings.INBOX_BUCKET,
    REPLY_DOMAIN: settings.REPLY_DOMAIN,
    PUBLIC_URL: settings.PUBLIC_URL,
    MAIL_FROM: settings.MAIL_FROM,
    MAIL_CONFIGURATION_SET: settings.MAIL_CONFIGURATION_SET,
    MAIL_SENDERS: settings.MAIL_SENDERS,
    DEAD_LETTER_QUEUE_URL: settings.DEAD_LETTER_QUEUE_URL,
    MAX_RECEIVES: settings.MAX_RECEIVES,
  });
