import { randomInt } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { createIssueAgain } from '../../shared/awards/issue-again.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createIssuer } from '../../shared/badges/issue.ts';
import { createDocumentIssuer } from '../../shared/badges/issue-document.ts';
import { createIssuedAchievementsStore } from '../../shared/badges/issued-achievements-store.ts';
import { createKeysStore, registerOnce } from '../../shared/badges/keys/keys-store.ts';
import { createPlaces } from '../../shared/badges/status/status-places.ts';
import { createPublication } from '../../shared/badges/status/status-publication.ts';
import { createStatusStore } from '../../shared/badges/status/status-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import { systemClock } from '../../shared/platform/clock.ts';
import { newToken, randomIds } from '../../shared/platform/ids.ts';
import { createObserver } from '../../shared/platform/observe.ts';
import { createSigner } from '../../shared/platform/signer.ts';
import { createTableClient } from '../../shared/platform/table.ts';
import { readSettings } from './config.ts';
import { createHandler } from './handler.ts';
import { createRecords } from './records.ts';

const settings = readSettings();
const client = createTableClient();
const community = { client, name: settings.COMMUNITY_TABLE };
const table = { client, name: settings.CREDENTIALS_TABLE };
const credentials = createCredentialsStore(table);
const awards = createAwardsStore(community, table);
const members = createMembersStore(community);
const statuses = createStatusStore(table);
const publicUrl = settings.PUBLIC_URL;
const signer = registerOnce(createSigner(settings.SIGNING_KEY), createKeysStore(table), systemClock);
const issuer = createIssuer({ signer, publicUrl });
const documents = createDocumentIssuer({ signer, publicUrl });

/** The function as Lambda calls it. */
export const handler = createHandler({
  records: createRecords({
    communities: createCommunitiesStore(community),
    members,
    awards,
    credentials,
  }),
  credentials,
  achievements: createIssuedAchievementsStore(table),
  places: createPlaces({
    statuses,
    publish: createPublication({ statuses, issuer: documents, publicUrl, clock: systemClock }),
    random: () => randomInt(2 ** 32),
  }),
  issuer,
  again: createIssueAgain({ awards, members, clock: systemClock, ids: randomIds }),
  salts: newToken,
  accessKeys: newToken,
  clock: systemClock,
  deadLetters: {
    client: new SQSClient({}),
    queueUrl: settings.DEAD_LETTER_QUEUE_URL,
    maxReceives: settings.MAX_RECEIVES,
  },
  observer: createObserver('issue-credential'),
});
