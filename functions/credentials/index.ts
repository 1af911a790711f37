import { createAwardsStore } from '../../shared/awards/store.ts';
import { createBadgePainter } from '../../shared/badges/badge-image.ts';
import { createKeysStore } from '../../shared/badges/keys-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createSigner } from '../../shared/platform/signer.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { createKeyRegister } from './key-register.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const credentials = { client, name: settings.CREDENTIALS_TABLE };
const signer = createSigner(settings.SIGNING_KEY);

/** The function as Lambda calls it. */
export const handler = createHandler({
  credentials: createCredentialsStore(credentials),
  communities: createCommunitiesStore(community),
  awards: createAwardsStore(community, credentials),
  // The renderer is 2 MB that most requests do not need, so it is unpacked with the first image.
  painter: createBadgePainter(async () => (await import('./renderer-wasm.ts')).rendererWasm),
  keys: createKeyRegister({ store: createKeysStore(credentials), signers: [signer], clock: systemClock }),
  publicUrl: settings.PUBLIC_URL,
  clock: systemClock,
  observer: createObserver('credentials'),
});
