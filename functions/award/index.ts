import { createAwardsStore } from '../../shared/awards/store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createEngagementStore } from '../../shared/engagement/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { randomIds } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const client = createTableClient();
const table = (name: string) => ({ client, name });

/** The function as Lambda calls it. */
export const handler = createHandler({
  engagement: createEngagementStore(table(settings.ENGAGEMENT_TABLE)),
  awards: createAwardsStore(table(settings.COMMUNITY_TABLE), table(settings.CREDENTIALS_TABLE)),
  credentials: createCredentialsStore(table(settings.CREDENTIALS_TABLE)),
  clock: systemClock,
  ids: randomIds,
  observer: createObserver('award'),
});
