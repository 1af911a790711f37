import type { AwardsStore } from '../../shared/awards/store.ts';
import type { AchievementsStore } from '../../shared/badges/achievements-store.ts';
import type { BadgePainter } from '../../shared/badges/images/badge-image.ts';
import type { ImagesStore } from '../../shared/badges/images/images-store.ts';
import type { IssuedAchievementsStore } from '../../shared/badges/issued-achievements-store.ts';
import type { RegisteredKey } from '../../shared/badges/keys/registered-key.ts';
import type { SignedForms } from '../../shared/badges/keys/signed-forms.ts';
import type { StatusStore } from '../../shared/badges/status/status-store.ts';
import type { CredentialsStore } from '../../shared/badges/store.ts';
import type { CommunitiesStore } from '../../shared/communities/store.ts';
import type { ProgramsStore } from '../../shared/credits/programs-store.ts';
import type { LedgerStore } from '../../shared/credits/store.ts';
import type { Clock } from '../../shared/platform/clock.ts';
import type { Observer } from '../../shared/platform/observe.ts';
import type { FetchDocument } from '../../shared/platform/safe-fetch.ts';
import type { LoadPrinter } from '../../shared/transcripts/printer.ts';
import type { TranscriptsStore } from '../../shared/transcripts/store.ts';

/** What the public credentials are made with. */
export interface Dependencies {
  readonly credentials: Pick<CredentialsStore, 'get' | 'changesOf'>;
  readonly statuses: Pick<StatusStore, 'published' | 'newest' | 'bitsOf'>;
  readonly communities: Pick<CommunitiesStore, 'getOrganization'>;
  readonly awards: Pick<AwardsStore, 'listRules'>;
  readonly ledger: Pick<LedgerStore, 'entriesOf'>;
  readonly creditPrograms: Pick<ProgramsStore, 'getProgram' | 'getProgramAt'>;
  readonly transcripts: Pick<TranscriptsStore, 'get'>;
  /** Prints certificates; it is large, and loaded with the first one. */
  readonly printer: LoadPrinter;
  readonly achievements: Pick<AchievementsStore, 'list'>;
  /** Achievements as they were issued, by version. */
  readonly issuedAchievements: Pick<IssuedAchievementsStore, 'find' | 'findAny'>;
  readonly painter: BadgePainter;
  /** Pictures that were uploaded: logos of organizations, for their mail. */
  readonly images: Pick<ImagesStore, 'get'>;
  /** Every key that credentials are or were signed with, oldest first. */
  readonly keys: () => Promise<readonly RegisteredKey[]>;
  /** Forms of credentials that are JSON Web Signatures, each signed once. */
  readonly forms: SignedForms;
  /** Fetches what a credential of another issuer names. */
  readonly fetchDocument: FetchDocument;
  /** Where people and machines reach the system, without a trailing slash. */
  readonly publicUrl: string;
  readonly clock: Clock;
  readonly observer: Observer;
}
