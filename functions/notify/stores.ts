import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import { createPostFinder } from '../../shared/discussions/find-post-store.ts';
import { createDiscussionsStore } from '../../shared/discussions/store.ts';
import { createInquiryStore } from '../../shared/inquiry/store.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createDirectoryStore } from '../../shared/members/directory-store.ts';
import { createRosterStore } from '../../shared/members/roster-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { createNotesStore } from '../../shared/notifications/notes-store.ts';
import { createNoticesStore } from '../../shared/notifications/notices-store.ts';
import { createTurnsStore } from '../../shared/notifications/turns-store.ts';
import type { Table } from '../../shared/platform/table.ts';

/** Every store this function reads and writes, all of them on the community table. */
export const storesOn = (table: Table) => ({
  members: createMembersStore(table),
  communities: createCommunitiesStore(table),
  digests: createDigestsStore(table),
  standings: createMailStandingsStore(table),
  posts: createPostFinder(table),
  feed: createFeedStore(table),
  discussions: createDiscussionsStore(table),
  inquiry: createInquiryStore(table),
  notices: createNoticesStore(table),
  notes: createNotesStore(table),
  turns: createTurnsStore(table),
  mailDays: createMailCountsStore(table),
  directory: createDirectoryStore(table),
  rosters: createRosterStore(table),
});
