import { createCredentialsStore } from '../badges/store.ts';
import { createCurationStore } from '../communities/curation-store.ts';
import { createCommunitiesStore } from '../communities/store.ts';
import { createLedgerStore } from '../credits/store.ts';
import { createFeedStore } from '../discussions/feed-store.ts';
import { createReadsStore } from '../discussions/reads-store.ts';
import { createInquiryStore } from '../inquiry/store.ts';
import { createMembersStore } from '../members/store.ts';
import type { Table } from '../platform/table.ts';
import type { Sources } from './reading.ts';

/** The stores that digests are read from, on the tables `community` and `credentials`. */
export const createSources = (community: Table, credentials: Table): Sources => ({
  communities: createCommunitiesStore(community),
  members: createMembersStore(community),
  feed: createFeedStore(community),
  inquiry: createInquiryStore(community),
  curation: createCurationStore(community),
  reads: createReadsStore(community),
  credentials: createCredentialsStore(credentials),
  ledger: createLedgerStore(credentials),
});
