import { randomInt, randomUUID } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createHandler as createIssueHandler } from '../../functions/issue-credential/handler.ts';
import { createRecords } from '../../functions/issue-credential/records.ts';
import { raisedEvents } from '../../functions/publish-events/raised-events.ts';
import { createHandler as createPublishHandler } from '../../functions/publish-status-lists/handler.ts';
import { createHandler as createReissueHandler } from '../../functions/reissue-credentials/handler.ts';
import { createIssueAgain } from '../../shared/awards/issue-again.ts';
import type { Grant } from '../../shared/awards/model.ts';
import { createAwardsStore } from '../../shared/awards/store.ts';
import { createIssuer } from '../../shared/badges/issue.ts';
import { createDocumentIssuer } from '../../shared/badges/issue-document.ts';
import { createIssuedAchievementsStore } from '../../shared/badges/issued-achievements-store.ts';
import { createPlaces } from '../../shared/badges/status/status-places.ts';
import { createPublication } from '../../shared/badges/status/status-publication.ts';
import { createStatusStore } from '../../shared/badges/status/status-store.ts';
import { createCredentialsStore } from '../../shared/badges/store.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import type { Signer } from '../../shared/platform/signer-port.ts';
import type { Table } from '../../shared/platform/table.ts';
import { midland, PUBLIC_URL, tenComments } from './badges.ts';
import { busMessage } from './events.ts';
import { context, queueBatch } from './invocations.ts';
import type { LocalTables } from './local-tables.ts';
import { keepingObserver } from './observer.ts';

/** The instant that credentials are issued at in a test. */
export const ISSUED = new Date('2026-01-12T07:00:01.500Z');

/** Puts the organization and one member of a test into the tables. */
export const seedIssuing = async (tables: LocalTables, member = 'ada'): Promise<void> => {
  await createCommunitiesStore(tables.community).putOrganization(midland);
  await createMembersStore(tables.community).addMember({
    organization: 'midland',
    member,
    name: 'Ada Quist',
    email: `${member}@example.org`,
    role: 'member',
    joinedAt: '2026-01-01T00:00:00Z',
  });
};

/** A grant of a test; each part as given, or as usual. */
export const grantOf = (more: Partial<Grant> = {}): Grant & { credential: string } => ({
  organization: 'midland',
  member: 'ada',
  rule: 'ten',
  ruleName: 'Ten comments',
  period: 'ever',
  reason: 'Ten comments in your communities',
  evidence: ['post.created/comment: 12 of 10'],
  grantedAt: '2026-01-12T07:00:00.100Z',
  badge: tenComments,
  ...more,
  credential: more.credential ?? randomUUID(),
});

/** The three functions of a credential's life on the tables of a test; `table` is where they keep credentials. */
export const openIssuing = (
  tables: LocalTables,
  signer: Signer,
  { table = tables.credentials, now = ISSUED }: { readonly table?: Table; readonly now?: Date } = {},
) => {
  const { observer, counts, lines } = keepingObserver();
  const clock = () => now;
  const credentials = createCredentialsStore(table);
  const statuses = createStatusStore(table);
  const awards = createAwardsStore(tables.community, table);
  const again = createIssueAgain({
    awards,
    members: createMembersStore(tables.community),
    clock,
    ids: randomUUID,
  });
  const publish = createPublication({
    statuses,
    issuer: createDocumentIssuer({ signer, publicUrl: PUBLIC_URL }),
    publicUrl: PUBLIC_URL,
    clock,
  });
  // Nobody listens at this address of the machine's own: what cannot be done stays in its queue, and is counted.
  const deadLetters = {
    client: new SQSClient({
      endpoint: 'http://127.0.0.1:9',
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    }),
    queueUrl: 'http://127.0.0.1:9/dead',
    maxReceives: 1000,
  };
  const issue = createIssueHandler({
    records: createRecords({
      communities: createCommunitiesStore(tables.community),
      members: createMembersStore(tables.community),
      awards,
      credentials,
    }),
    credentials,
    achievements: createIssuedAchievementsStore(table),
    places: createPlaces({ statuses, publish, random: () => randomInt(2 ** 32) }),
    issuer: createIssuer({ signer, publicUrl: PUBLIC_URL }),
    again,
    salts: randomUUID,
    accessKeys: randomUUID,
    clock,
    deadLetters,
    observer,
  });
  const published = createPublishHandler({ credentials, publish, deadLetters, observer });
  const reissue = createReissueHandler({
    credentials,
    again,
    clock,
    deadLetters,
    observer,
  });
  const runs = { issue, publish: published, reissue };
  return {
    credentials,
    statuses,
    awards,
    publish,
    counts,
    lines,
    /** Runs a function with a batch; returns how many of its messages failed. */
    run: async (name: keyof typeof runs, ...bodies: string[]): Promise<number> =>
      (await runs[name](queueBatch(bodies), context)).batchItemFailures.length,
  };
};

/** The events of some types that were raised from a table so far, as publish-events does, as messages in their order. */
export const messagesOf = async (
  tables: LocalTables,
  table: 'community' | 'credentials',
  name: RegExp,
): Promise<string[]> => {
  const records = await tables.db.readStream(table, undefined, 100_000);
  const read = (image: (typeof records)[number]['dynamodb']['NewImage']) =>
    image && unmarshall(image as Parameters<typeof unmarshall>[0]);
  const { raised } = raisedEvents(
    records.map(({ dynamodb }) => ({
      sequenceNumber: dynamodb.SequenceNumber,
      before: read(dynamodb.OldImage),
      after: read(dynamodb.NewImage),
    })),
  );
  return raised.filter(({ event }) => name.test(event.type)).map(({ event }) => busMessage(event));
};
