import { SQSClient } from '@aws-sdk/client-sqs';
import { createHandler } from '../../functions/receive-mail/handler.ts';
import { createCommunitiesStore } from '../../shared/communities/store.ts';
import { createDigestsStore } from '../../shared/digests/store.ts';
import { createPost } from '../../shared/discussions/create-post.ts';
import { createDiscussionsStore } from '../../shared/discussions/store.ts';
import { createMailCountsStore } from '../../shared/mail/mail-counts-store.ts';
import { createMailStandingsStore } from '../../shared/mail/standing-store.ts';
import { createMembersStore } from '../../shared/members/store.ts';
import type { Mail, SendOutcome } from '../../shared/platform/mail-port.ts';
import type { Table } from '../../shared/platform/table.ts';
import { createReceivedStore } from '../../shared/replies/received-store.ts';
import { createRepliesStore } from '../../shared/replies/store.ts';
import { newReplyToken } from '../../shared/replies/token.ts';
import { fuse, guardedBy, type Loss } from './failing-client.ts';
import { context, queueBatch } from './invocations.ts';
import { keepingObserver } from './observer.ts';

const replyDomain = 'reply.colloquy.example';
const NOW = new Date('2026-11-22T10:15:00.000Z');

/** An organization with a topic that Ana may answer by mail, and the function that receives it, without a queue. */
export const createReplyWorld = async (table: Table, organization: string) => {
  const inbox = new Map<string, Buffer>();
  const mails: Mail[] = [];
  const world = {
    inbox,
    mails,
    now: NOW,
    outcome: undefined as SendOutcome | undefined,
    counts: new Map<string, number>(),
    address: '',
    posts: async () => {
      const all = await createDiscussionsStore(table).listPosts(organization, 'topic');
      return all.filter(({ kind }) => kind === 'reply');
    },
    /** Hands the function the mails of these keys, and answers which of them have to come again, and how many calls it made. */
    deliver: async (
      keys: readonly string[],
      { lose = 0, loss = 'before' }: { lose?: number; loss?: Loss } = {},
    ) => {
      const { calls, guard } = fuse(lose, loss);
      const { observer, counts } = keepingObserver();
      const guarded = guardedBy(guard, table);
      const handler = createHandler({
        replies: createRepliesStore(guarded, { replyDomain, tokens: newReplyToken }),
        received: createReceivedStore(guarded),
        members: createMembersStore(guarded),
        discussions: createDiscussionsStore(guarded),
        communities: createCommunitiesStore(guarded),
        digests: createDigestsStore(guarded),
        standings: createMailStandingsStore(guarded),
        mailDays: createMailCountsStore(guarded),
        inbox: {
          readBeginning: (key, limit) =>
            guard(() => {
              const bytes = inbox.get(key);
              const read = bytes && { bytes: bytes.subarray(0, limit), whole: bytes.byteLength <= limit };
              return Promise.resolve(read);
            }),
          remove: (key) =>
            guard(() => {
              inbox.delete(key);
              return Promise.resolve();
            }),
        },
        domains: { mailFrom: 'Colloquy <digest@colloquy.example>', replyDomain },
        place: { publicUrl: 'https://colloquy.example', mailFrom: 'Colloquy <digest@colloquy.example>' },
        send: (mail) =>
          guard(() => {
            if (world.outcome) return Promise.resolve(world.outcome);
            mails.push(mail);
            return Promise.resolve({ kind: 'accepted', messageId: `m${mails.length}` });
          }),
        clock: () => world.now,
        // Nothing listens there: a message that was to be set aside comes again instead.
        deadLetters: {
          client: new SQSClient({
            endpoint: 'http://127.0.0.1:1',
            region: 'eu-west-1',
            credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
            maxAttempts: 1,
          }),
          queueUrl: 'http://127.0.0.1:1/dead',
          maxReceives: 5,
        },
        observer,
      });
      const bodies = keys.map((key) =>
        JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { object: { key } } }),
      );
      const { batchItemFailures } = await handler(queueBatch(bodies), context);
      for (const [name, count] of counts) world.counts.set(name, (world.counts.get(name) ?? 0) + count);
      return { again: batchItemFailures.length, calls: calls() };
    },
  };
  const members = createMembersStore(table);
  const at = '2026-01-01T00:00:00.000Z';
  await createCommunitiesStore(table).putOrganization({
    organization,
    name: 'Midland',
    url: 'https://example.org',
  });
  await members.importMembers(
    [{ organization, member: 'ana', name: 'Ana', email: 'Ana@example.org', role: 'member', joinedAt: at }],
    [{ organization, member: 'ana', community: 'algebra', role: 'member', joinedAt: at }],
  );
  const { post, event } = createPost({
    ...{ organization, community: 'algebra', member: 'ben', post: 'topic', topic: 'topic', kind: 'topic' },
    ...{ title: 'Fractions', body: 'How do you begin?', at: NOW, eventId: `${organization}-topic` },
  });
  await createDiscussionsStore(table).createPost(post, event);
  const replies = createRepliesStore(table, { replyDomain, tokens: newReplyToken });
  world.address = await replies.openAddress(
    { organization, member: 'ana', community: 'algebra', topic: 'topic', post: 'topic' },
    NOW,
  );
  return world;
};
