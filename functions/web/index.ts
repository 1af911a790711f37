import { createAuthorizationServer } from '../../shared/authorization/server.ts';
import { createAuthorizationStore } from '../../shared/authorization/store.ts';
import { createBatchesStore } from '../../shared/awards/batches-store.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createAchievementsStore } from '../../shared/badges/achievements-store.ts';
import { createBackpackStore } from '../../shared/badges/backpack-store.ts';
import { createImagesStore } from '../../shared/badges/images/images-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCurationStore } from '../../shared/communities/curation-store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createLicensesStore } from '../../shared/credits/licenses-store.ts';
import { createProgramsStore } from '../../shared/credits/programs-store.ts';
import { createReportsStore } from '../../shared/credits/reports-store.ts';
import { createLedgerStore } from '../../shared/credits/store.ts';
import { createFeedLinksStore } from '../../shared/digests/feed-link-store.ts';
import { createDigestRequestsStore } from '../../shared/digests/requests-store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { createFeedStore } from '../../shared/discussions/feed-store.ts';
import { createReadsStore } from '../../shared/discussions/reads-store.ts';
import { createDiscussionsStore } from '../../shared/discussions/store.ts';
import { createEngagementStore } from '../../shared/engagement/store.ts';
import { createInquiryStore } from '../../shared/inquiry/store.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { mailRoutes } from '../../shared/mail/mail-route.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createDirectoryStore } from '../../shared/members/directory-store.ts';
import { createRosterStore } from '../../shared/members/roster-store.ts';
import { createSessionStore } from '../../shared/members/session-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { createNotesStore } from '../../shared/notifications/notes-store.ts';
import { createNoticesStore } from '../../shared/notifications/notices-store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { newToken, randomIds } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { once } from '../../shared/platform/once.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { createTranscriptsStore } from '../../shared/transcripts/store.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { createIdentity } from './identity.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const engagement = { client, name: settings.ENGAGEMENT_TABLE };
const credentials = { client, name: settings.CREDENTIALS_TABLE };
const authorizations = createAuthorizationStore(community);
const forgetting = once(async () => {
  const { createForgetSuppressed } = await import('../../shared/platform/mail-suppression.ts');
  const { routeOf } = mailRoutes(settings);
  const { getOrganization } = createCommunitiesStore(community);
  return createForgetSuppressed(async (organization) =>
    routeOf(organization, (await getOrganization(organization))?.ownMail === true),
  );
});

/** The function as Lambda calls it. */
export const handler = createHandler({
  stores: {
    communities: createCommunitiesStore(community),
    members: createMembersStore(community),
    directory: createDirectoryStore(community),
    rosters: createRosterStore(community),
    notices: createNoticesStore(community),
    inquiry: createInquiryStore(community),
    discussions: createDiscussionsStore(community),
    reads: createReadsStore(community),
    feedLinks: createFeedLinksStore(community),
    feed: createFeedStore(community),
    curation: createCurationStore(community),
    digests: createDigestsStore(community),
    digestRequests: createDigestRequestsStore(community),
    notes: createNotesStore(community),
    achievements: createAchievementsStore(community),
    images: createImagesStore(credentials),
    batches: createBatchesStore(community),
    sessions: createSessionStore(community),
    mailStandings: createMailStandingsStore(community),
    mailDays: createMailCountsStore(community),
    transcripts: createTranscriptsStore(credentials),
    backpack: createBackpackStore(credentials),
    authorizations,
    engagement: createEngagementStore(engagement),
    awards: createAwardsStore(community, credentials),
    ledger: createLedgerStore(credentials),
    creditPrograms: createProgramsStore(community),
    creditReports: createReportsStore(community),
    licenses: createLicensesStore(community),
    credentials: createCredentialsStore(credentials),
  },
  authorizationServer: createAuthorizationServer(authorizations, systemClock),
  // What verifies is large and seldom needed, so it is made with the first endorsement.
  endorsements: async (text) => (await import('./verify-text.ts')).verifyText(text),
  identity: createIdentity({
    issuer: settings.OIDC_ISSUER,
    clientId: settings.OIDC_CLIENT_ID,
    publicUrl: settings.PUBLIC_URL,
  }),
  printer: once(async () => (await import('../../shared/transcripts/paper-printer.ts')).paperPrinter),
  publicUrl: settings.PUBLIC_URL,
  // SES's client is asked for seldom, and made with the first suppression that is lifted.
  forgetSuppressed: async (organization, address) => (await forgetting())(organization, address),
  trackOpens: settings.MAIL_TRACK_OPENS,
  clock: systemClock,
  ids: randomIds,
  tokens: newToken,
  observer: createObserver('web'),
});
