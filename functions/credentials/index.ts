import { createAwardsStore } from '../../shared/awards/store.ts';
import { createAchievementsStore } from '../../shared/badges/achievements-store.ts';
import { createBadgePainter } from '../../shared/badges/images/badge-image.ts';
import { createImagesStore } from '../../shared/badges/images/images-store.ts';
import { createIssuedAchievementsStore } from '../../shared/badges/issued-achievements-store.ts';
import { createFormsStore } from '../../shared/badges/keys/forms-store.ts';
import { createKeysStore } from '../../shared/badges/keys/keys-store.ts';
import { createSignedForms } from '../../shared/badges/keys/signed-forms.ts';
import { createStatusStore } from '../../shared/badges/status/status-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createProgramsStore } from '../../shared/credits/programs-store.ts';
import { createLedgerStore } from '../../shared/credits/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { once } from '../../shared/platform/once.ts';
import { createSafeFetch } from '../../shared/platform/safe-fetch.ts';
import { createSigner } from '../../shared/platform/signer.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { createTranscriptsStore } from '../../shared/transcripts/store.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { createKeyRegister } from './key-register.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const credentials = { client, name: settings.CREDENTIALS_TABLE };
const keys = createKeysStore(credentials);
const images = createImagesStore(credentials);
const joseSigners = [
  createSigner(settings.SIGNING_KEY_RS256, 'RS256'),
  createSigner(settings.SIGNING_KEY_ES256, 'ES256'),
];

/** The function as Lambda calls it. */
export const handler = createHandler({
  credentials: createCredentialsStore(credentials),
  statuses: createStatusStore(credentials),
  communities: createCommunitiesStore(community),
  awards: createAwardsStore(community, credentials),
  ledger: createLedgerStore(credentials),
  creditPrograms: createProgramsStore(community),
  transcripts: createTranscriptsStore(credentials),
  printer: once(async () => (await import('../../shared/transcripts/paper-printer.ts')).paperPrinter),
  achievements: createAchievementsStore(community),
  issuedAchievements: createIssuedAchievementsStore(credentials),
  // Renderer and font are 3 MB that most requests do not need, so they are unpacked with the first image.
  painter: createBadgePainter({
    loadWasm: async () => (await import('./renderer-wasm.ts')).rendererWasm,
    loadLettering: async () => (await import('./badge-lettering.ts')).badgeLettering,
    images,
  }),
  images,
  keys: createKeyRegister({
    store: keys,
    signers: [createSigner(settings.SIGNING_KEY), ...joseSigners],
    clock: systemClock,
  }),
  forms: createSignedForms({
    store: createFormsStore(credentials),
    signers: joseSigners,
    register: (signer) => keys.register(signer, systemClock()),
  }),
  fetchDocument: createSafeFetch(),
  publicUrl: settings.PUBLIC_URL,
  clock: systemClock,
  observer: createObserver('credentials'),
});
