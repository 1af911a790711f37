import { createDocumentIssuer } from '../../shared/badges/issue-document.ts';
import { createKeysStore, registerOnce } from '../../shared/badges/keys/keys-store.ts';
import { createPublication } from '../../shared/badges/status/status-publication.ts';
import { createStatusStore } from '../../shared/badges/status/status-store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createSigner } from '../../shared/platform/signer.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';

const settings = readSettings();
const table = { client: createTableClient(), name: settings.CREDENTIALS_TABLE };
const publicUrl = settings.PUBLIC_URL;
const signer = registerOnce(createSigner(settings.SIGNING_KEY), createKeysStore(table), systemClock);
const statuses = createStatusStore(table);

/** The function as Lambda calls it. */
export const handler = createHandler({
  statuses,
  publish: createPublication({
    statuses,
    issuer: createDocumentIssuer({ signer, publicUrl }),
    publicUrl,
    clock: systemClock,
  }),
  clock: systemClock,
  observer: createObserver('refresh-status-lists'),
});
