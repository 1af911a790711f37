import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () =>
  readConfig({
    COMMUNITY_TABLE: settings.COMMUNITY_TABLE,
    DIGEST_QUEUE_URL: settings.DIGEST_QUEUE_URL,
    NOTIFY_QUEUE_URL: settings.NOTIFY_QUEUE_URL,
  });
