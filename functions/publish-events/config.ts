import { readConfig, settings } from '../../shared/platform/config.ts';

/** This function's settings, from its environment. */
export const readSettings = () => readConfig({ EVENT_BUS: settings.EVENT_BUS });
