import { createApp } from '../../functions/web/app.tsx';
import type { VerifyText } from '../../functions/web/endorsements.ts';
import type { Identity } from '../../functions/web/identity.ts';
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
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createDirectoryStore } from '../../shared/members/directory-store.ts';
import { createRosterStore } from '../../shared/members/roster-store.ts';
import { createSessionStore } from '../../shared/members/session-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { createNotesStore } from '../../shared/notifications/notes-store.ts';
import { createNoticesStore } from '../../shared/notifications/notices-store.ts';
import { Unavailable } from '../../shared/platform/errors.ts';
import { createTranscriptsStore } from '../../shared/transcripts/store.ts';
import { verifyAnything } from '../../shared/verification/verify.ts';
import { openLocalTables } from './local-tables.ts';
import { loadPrinter } from './paper-fonts.ts';

/** The instant every test of the site takes place at. */
export const NOW = new Date('2026-11-22T15:30:00.000Z');

/** The address the site of a test believes it has. */
export const PUBLIC_URL = 'http://127.0.0.1:8787';

/** Who there is in a test, and what they are. */
export const people = {
  member: { organization: 'lakeside', member: 'mira', name: 'Mira Solano' },
  facilitator: { organization: 'lakeside', member: 'tomas', name: 'Tomas Verhage' },
  coach: { organization: 'lakeside', member: 'noor', name: 'Noor Haddar' },
  staff: { organization: 'lakeside', member: 'petra', name: 'Petra Lindqvist' },
  administrator: { organization: 'lakeside', member: 'oskar', name: 'Oskar Brandvold' },
  'of-another-community': { organization: 'lakeside', member: 'lena', name: 'Lena Achterberg' },
  'staff-of-another-organization': { organization: 'hillside', member: 'vera', name: 'Vera Montcalm' },
} as const;
/** @see people */
export type Role = keyof typeof people;

/** A provider that does not answer: most tests begin with sessions that are open already. */
const absentIdentity: Identity = {
  begin: () => Promise.reject(new Unavailable('the identity provider does not answer')),
  finish: () => Promise.reject(new Unavailable('the identity provider does not answer')),
  signOutUrl: () => Promise.resolve(undefined),
};

/** Verifies what is pasted without asking anybody: no issuer is known. */
const verifyOffline: VerifyText = (text) =>
  verifyAnything(
    { text },
    {
      now: NOW,
      fetch: () => Promise.reject(new Unavailable('this test asks nobody')),
      resolveOwn: () => Promise.resolve(undefined),
    },
  );

/** What a request of a test carries beside its address. */
export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
}

/** The whole site on an empty engine of this machine, with a small association in it. */
export const openSite = async ({
  identity = absentIdentity,
  publicUrl = PUBLIC_URL,
  endorsements = verifyOffline,
  ids,
}: {
  readonly identity?: Identity;
  readonly publicUrl?: string;
  readonly endorsements?: VerifyText;
  /** Mints identifiers; where a test needs real ones. */
  readonly ids?: () => string;
} = {}) => {
  const tables = await openLocalTables();
  const stores = {
    communities: createCommunitiesStore(tables.community),
    members: createMembersStore(tables.community),
    directory: createDirectoryStore(tables.community),
    rosters: createRosterStore(tables.community),
    notices: createNoticesStore(tables.community),
    inquiry: createInquiryStore(tables.community),
    discussions: createDiscussionsStore(tables.community),
    reads: createReadsStore(tables.community),
    feedLinks: createFeedLinksStore(tables.community),
    feed: createFeedStore(tables.community),
    curation: createCurationStore(tables.community),
    digests: createDigestsStore(tables.community),
    digestRequests: createDigestRequestsStore(tables.community),
    notes: createNotesStore(tables.community),
    achievements: createAchievementsStore(tables.community),
    images: createImagesStore(tables.credentials),
    batches: createBatchesStore(tables.community),
    sessions: createSessionStore(tables.community),
    mailStandings: createMailStandingsStore(tables.community),
    mailDays: createMailCountsStore(tables.community),
    transcripts: createTranscriptsStore(tables.credentials),
    backpack: createBackpackStore(tables.credentials),
    authorizations: createAuthorizationStore(tables.community),
    engagement: createEngagementStore(tables.engagement),
    awards: createAwardsStore(tables.community, tables.credentials),
    ledger: createLedgerStore(tables.credentials),
    creditPrograms: createProgramsStore(tables.community),
    creditReports: createReportsStore(tables.community),
    licenses: createLicensesStore(tables.community),
    credentials: createCredentialsStore(tables.credentials),
  };

  const forgotten: string[] = [];
  const reads: string[] = [];
  tables.client.middlewareStack.add(
    (next, context) => (args) => {
      const command = context['commandName'];
      if (typeof command === 'string' && /^(Get|BatchGet|Query|Scan)/.test(command)) reads.push(command);
      return next(args);
    },
    { step: 'initialize' },
  );

  const logged: unknown[][] = [];
  const log = (...entry: unknown[]) => {
    logged.push(entry);
  };
  let minted = 0;
  const app = createApp({
    stores,
    printer: loadPrinter,
    identity,
    authorizationServer: createAuthorizationServer(stores.authorizations, () => NOW),
    endorsements,
    publicUrl,
    forgetSuppressed: (organization, address) => {
      forgotten.push(`${organization} ${address}`);
      return Promise.resolve();
    },
    trackOpens: false,
    clock: () => NOW,
    ids: ids ?? (() => `id-${String(++minted).padStart(4, '0')}`),
    tokens: () => `token-that-nobody-can-guess-${String(++minted)}`,
    observer: {
      log: { info: log, warn: log, error: log },
      counter: { count: () => undefined, flush: () => undefined },
    },
  });

  const cookieOf = (role: Role): string => `colloquy-session=session-of-${role}`;
  const headersOf = (role: Role | undefined, { headers = {} }: RequestOptions) => ({
    ...(role !== undefined && { cookie: cookieOf(role) }),
    ...headers,
  });

  return {
    app,
    stores,
    tables,
    /** The read commands sent since this was last emptied. */
    reads,
    /** Organizations and addresses that the mail service was told to forget. */
    forgotten,
    /** What was logged. */
    logged,
    cookieOf,
    get: async (path: string, role?: Role, options: RequestOptions = {}) =>
      app.request(`${PUBLIC_URL}${path}`, { headers: headersOf(role, options) }),
    /** Posts a form as a browser does from a page of the site itself. */
    post: async (
      path: string,
      fields: Readonly<Record<string, string>> | URLSearchParams,
      role?: Role,
      options: RequestOptions = {},
    ) =>
      app.request(`${PUBLIC_URL}${path}`, {
        method: 'POST',
        body: new URLSearchParams(fields),
        headers: { origin: PUBLIC_URL, ...headersOf(role, options) },
      }),
    close: () => tables.close(),
  };
};
/** @see openSite */
export type Site = Awaited<ReturnType<typeof openSite>>;

const joinedAt = '2026-01-12T09:00:00.000Z';

/** Two organizations, three communities, everybody in {@link people}, and a session of each. */
export const seedSite = async ({ stores }: Site): Promise<void> => {
  const { communities, members, sessions } = stores;
  await communities.putOrganization({
    organization: 'lakeside',
    name: 'Lakeside Educators Association',
    url: 'https://lakeside.example.org',
  });
  await communities.putOrganization({
    organization: 'hillside',
    name: 'Hillside Schools',
    url: 'https://hillside.example.org',
  });
  for (const [community, name, purpose] of [
    [
      'number-sense',
      'Number Sense, Grades 3 to 5',
      'We look at how children reason about quantity, and change one thing at a time.\n\nNew here? Read "What we agreed on" first.',
    ],
    ['early-readers', 'Early Readers', 'Fluency, and the joy that makes it last.'],
    ['science-lab', 'Lab Notebook', 'Inquiry in the science room.'],
  ] as const) {
    await communities.putCommunity({
      organization: 'lakeside',
      community,
      name,
      purpose,
      createdAt: joinedAt,
    });
  }
  await communities.putCommunity({
    organization: 'hillside',
    community: 'number-sense',
    name: 'A community that only shares its identifier',
    purpose: '',
    createdAt: joinedAt,
  });
  for (const [role, { organization, member, name }] of Object.entries(people)) {
    const organizationRole = role.startsWith('staff') ? 'staff' : role === 'administrator' ? role : 'member';
    await members.addMember({
      organization,
      member,
      name,
      email: `${member}@${organization}.example.org`,
      role: organizationRole,
      joinedAt,
    });
    await sessions.open(`session-of-${role}`, {
      organization,
      member,
      startedAt: NOW.toISOString(),
      expiresAt: NOW.getTime() / 1000 + 3600,
    });
  }
  for (const [member, community, role] of [
    ['mira', 'number-sense', 'member'],
    ['mira', 'science-lab', 'member'],
    ['tomas', 'number-sense', 'facilitator'],
    ['noor', 'number-sense', 'coach'],
    ['lena', 'early-readers', 'member'],
  ] as const) {
    await members.join({ organization: 'lakeside', member, community, role, joinedAt });
  }
};
