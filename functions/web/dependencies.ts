import type { Context } from 'hono';
import type { AuthorizationServer } from '../../shared/authorization/server.ts';
import type { AuthorizationStore } from '../../shared/authorization/store.ts';
import type { BatchesStore } from '../../shared/awards/batches-store.ts';
import type { AwardsStore } from '../../shared/awards/store.ts';
import type { AchievementsStore } from '../../shared/badges/achievements-store.ts';
import type { BackpackStore } from '../../shared/badges/backpack-store.ts';
import type { ImagesStore } from '../../shared/badges/images/images-store.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { CurationStore } from '../../shared/communities/curation-store.ts';
import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { LicensesStore } from '../../shared/credits/licenses-store.ts';
import type { ProgramsStore } from '../../shared/credits/programs-store.ts';
import type { ReportsStore } from '../../shared/credits/reports-store.ts';
import type { LedgerStore } from '../../shared/credits/store.ts';
import type { FeedLinksStore } from '../../shared/digests/feed-link-store.ts';
import type { DigestRequestsStore } from '../../shared/digests/requests-store.ts';
import type { DigestsStore } from '../../shared/digests/store.ts';
import type { FeedStore } from '../../shared/discussions/feed-store.ts';
import type { ReadsStore } from '../../shared/discussions/reads-store.ts';
import type { DiscussionsStore } from '../../shared/discussions/store.ts';
import type { EngagementStore } from '../../shared/engagement/store.ts';
import type { InquiryStore } from '../../shared/inquiry/store.ts';
import type { MailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import type { MailStandingsStore } from '../../shared/mail/standing-store.ts';
import type { DirectoryStore } from '../../shared/members/directory-store.ts';
import type { RosterStore } from '../../shared/members/roster-store.ts';
import type { SessionStore } from '../../shared/members/session-store.ts';
import type { MembersStore } from '../../shared/members/store.ts';
import type { NotesStore } from '../../shared/notifications/notes-store.ts';
import type { NoticesStore } from '../../shared/notifications/notices-store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Ids } from '../../shared/platform/ids.ts';
import type { ForgetSuppressed } from '../../shared/platform/mail-suppression.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import type { LoadPrinter } from '../../shared/transcripts/printer.ts';
import type { TranscriptsStore } from '../../shared/transcripts/store.ts';
import type { VerifyText } from './endorsements.ts';
import type { Identity } from './identity.ts';
import type { Route } from './route-table.ts';
import type { Visit } from './visit.ts';

/** The stores the pages read and write, and of each what they use: engagement and awards are only ever read here. */
export interface Stores {
  readonly communities: Pick<
    CommunitiesStore,
    'getOrganization' | 'getCommunity' | 'listCommunities' | 'changeLook'
  >;
  readonly members: Pick<
    MembersStore,
    | 'getMember'
    | 'getMembers'
    | 'nameOn'
    | 'findSignIns'
    | 'listRoster'
    | 'listMemberships'
    | 'getMembership'
    | 'findSignIn'
    | 'listPeople'
    | 'peopleFor'
  >;
  readonly directory: DirectoryStore;
  readonly rosters: RosterStore;
  readonly notices: Pick<NoticesStore, 'publish' | 'get' | 'latest' | 'tallies'>;
  readonly inquiry: InquiryStore;
  readonly discussions: DiscussionsStore;
  readonly reads: ReadsStore;
  readonly feedLinks: FeedLinksStore;
  readonly feed: Pick<
    FeedStore,
    | 'latest'
    | 'topicHeads'
    | 'topicStates'
    | 'between'
    | 'newsBetween'
    | 'lastWithheld'
    | 'listHeld'
    | 'hold'
    | 'release'
    | 'pin'
    | 'unpin'
  >;
  readonly curation: CurationStore;
  readonly digests: Pick<
    DigestsStore,
    | 'getSchedule'
    | 'getSchedules'
    | 'savePreferences'
    | 'findUnsubscribe'
    | 'unsubscribe'
    | 'resubscribe'
    | 'getClaim'
    | 'recentClaims'
    | 'listInDoubt'
    | 'countInDoubt'
    | 'listSkipped'
    | 'resolveDoubt'
  >;
  readonly engagement: Pick<EngagementStore, 'recordsOf'>;
  readonly awards: Pick<AwardsStore, 'grantsBetween' | 'grantsAt' | 'grantsOf' | 'listRules' | 'commit'>;
  readonly ledger: Pick<LedgerStore, 'entriesOf' | 'entriesBetween' | 'append'>;
  readonly creditPrograms: ProgramsStore;
  readonly creditReports: ReportsStore;
  readonly licenses: LicensesStore;
  readonly credentials: Pick<CredentialsStore, 'get' | 'listOf' | 'standingsOf' | 'change' | 'changesOf'>;
  readonly digestRequests: Pick<DigestRequestsStore, 'ask' | 'move' | 'requestsOf'>;
  readonly notes: Pick<NotesStore, 'listInDoubt' | 'countInDoubt' | 'find' | 'move'>;
  readonly mailStandings: Pick<MailStandingsStore, 'get' | 'listSuppressed' | 'listLiftings' | 'lift'>;
  readonly mailDays: MailCountsStore;
  readonly sessions: SessionStore;
  readonly transcripts: Pick<TranscriptsStore, 'put' | 'get' | 'listOf' | 'close'>;
  readonly backpack: Pick<BackpackStore, 'listOf'>;
  readonly achievements: AchievementsStore;
  readonly images: Pick<ImagesStore, 'put'>;
  readonly batches: Pick<BatchesStore, 'draft' | 'confirm' | 'get' | 'partsOf' | 'latest'>;
  readonly authorizations: Pick<
    AuthorizationStore,
    'getClient' | 'authorize' | 'authorizationsOf' | 'changesOf' | 'end'
  >;
}

/** What the pages are made with. */
export interface Dependencies {
  readonly stores: Stores;
  readonly identity: Identity;
  readonly authorizationServer: Pick<AuthorizationServer, 'authorize'>;
  /** Verifies an endorsement before it is kept. */
  readonly endorsements: VerifyText;
  /** Prints papers; it is large, and loaded with the first one. */
  readonly printer: LoadPrinter;
  /** Where people reach the site, without a trailing slash; the only origin whose forms are taken. */
  readonly publicUrl: string;
  /** Has the mail service forget that mail to an address came back. */
  readonly forgetSuppressed: ForgetSuppressed;
  /** Whether the stage counts who opens mail. */
  readonly trackOpens: boolean;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Mints what names a session to the browser; nobody may be able to guess it. */
  readonly tokens: () => string;
  readonly observer: Observer;
}

/** What the middleware leaves for a route: who is there, where the route needs somebody. */
export interface Env {
  readonly Variables: { visit?: Visit };
}

/** Answers one route, after the policy has allowed it. */
type Answer<Path extends string> = (c: Context<Env, Path>) => Response | Promise<Response>;

/** Declares how a route of the table is answered. */
export type On = <Path extends string>(route: Route<Path>, answer: Answer<Path>) => void;
