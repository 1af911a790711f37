import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () =>
  readConfig({
    COMMUNITY_TABLE: settings.COMMUNITY_TABLE,
    DEAD_LETTER_QUEUE_URL: settings.DEAD_LETTER_QUEUE_URL,
    MAX_RECEIVES: settings.MAX_RECEIVES,
  });
