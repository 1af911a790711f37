import { createAuthorizationServer } from '../../shared/authorization/server.ts';
import { createAuthorizationStore } from '../../shared/authorization/store.ts';
import { createBackpackStore } from '../../shared/badges/backpack-store.ts';
import { createFormsStore } from '../../shared/badges/keys/forms-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { newToken } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createSafeFetch } from '../../shared/platform/safe-fetch.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { createCheck } from './check-credential.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const credentials = { client, name: settings.CREDENTIALS_TABLE };
const authorizations = createAuthorizationStore(community);
// What this system issued itself is in the member's list already, so only strangers' documents are read.
const sources = { fetch: createSafeFetch(), resolveOwn: () => Promise.resolve(undefined) };

/** The function as Lambda calls it. */
export const handler = createHandler({
  server: createAuthorizationServer(authorizations, systemClock),
  authorizations,
  credentials: createCredentialsStore(credentials),
  forms: createFormsStore(credentials),
  backpack: createBackpackStore(credentials),
  communities: createCommunitiesStore(community),
  members: createMembersStore(community),
  check: createCheck(sources, systemClock),
  tokens: newToken,
  publicUrl: settings.PUBLIC_URL,
  clock: systemClock,
  observer: createObserver('open-badges-api'),
});
