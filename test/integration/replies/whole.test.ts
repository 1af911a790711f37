import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { synthesise } from '../../../commands/synth.ts';
import { type LocalSystem, startLocal } from '../../../local/index.ts';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { createPost } from '../../../shared/discussions/create-post.ts';
import { createFeedStore } from '../../../shared/discussions/feed-store.ts';
import { createDiscussionsStore } from '../../../shared/discussions/store.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { createObjects, type Objects } from '../../../shared/platform/objects.ts';
import { createRepliesStore } from '../../../shared/replies/store.ts';
import { newReplyToken } from '../../../shared/replies/token.ts';
import { file, mailOf, multipart, plain } from '../../support/raw-mails.ts';

const NOW = new Date('2026-11-22T10:15:00.000Z');
const ORG = 'midland';

let system: LocalSystem;
let data: string;
let client: DynamoDBDocumentClient;
let topics = 0;
let s3: S3Client;
let inbox: Objects;

const table = () => ({ client, name: system.outputs['CommunityTable'] ?? '' });
const settings = { region: 'eu-west-1', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };

beforeAll(async () => {
  const template = await synthesise('local');
  data = await mkdtemp(join(tmpdir(), 'colloquy-replies-'));
  system = await startLocal({ template, data, port: 0, clock: NOW });
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...settings, endpoint: system.endpoints['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  s3 = new S3Client({ ...settings, endpoint: system.endpoints['AWS_ENDPOINT_URL_S3'] ?? '' });
  inbox = createObjects({ client: s3, name: system.outputs['ReplyInbox'] ?? '' });
  const communities = createCommunitiesStore(table());
  const members = createMembersStore(table());
  const at = '2026-01-01T00:00:00.000Z';
  await communities.putOrganization({
    organization: ORG,
    name: 'Midland',
    url: 'https://example.org',
    language: 'es',
  });
  await communities.putCommunity({
    organization: ORG,
    community: 'algebra',
    name: 'Algebra',
    purpose: '',
    createdAt: at,
  });
  for (const member of ['ana', 'ben']) {
    const email = `${member}@example.org`;
    await members.addMember({ organization: ORG, member, name: member, email, role: 'member', joinedAt: at });
    await members.join({ organization: ORG, member, community: 'algebra', role: 'member', joinedAt: at });
  }
}, 120_000);

afterAll(async () => {
  client.destroy();
  s3.destroy();
  await system.stop();
  await rm(data, { recursive: true });
});

let topic: string;
let address: string;
beforeEach(async () => {
  topics += 1;
  topic = `t${topics}`;
  const { post, event } = createPost({
    ...{ organization: ORG, community: 'algebra', member: 'ben', post: topic, topic, kind: 'topic' },
    ...{ title: 'Fractions', body: 'How do you begin?', at: NOW, eventId: `event-${topic}` },
  });
  await createDiscussionsStore(table()).createPost(post, event);
  const replies = createRepliesStore(table(), {
    replyDomain: 'reply.colloquy.example',
    tokens: newReplyToken,
  });
  const about = { organization: ORG, member: 'ana', community: 'algebra', topic, post: topic };
  address = await replies.openAddress(about, NOW);
  await system.idle();
});

const receive = async (raw: Buffer): Promise<Response> => {
  const response = await fetch(`${system.url}/_local/mail/inbound`, {
    method: 'POST',
    headers: { 'content-type': 'message/rfc822', accept: 'application/json' },
    body: new Uint8Array(raw),
  });
  await system.idle();
  return response;
};
const getJson = async (path: string): Promise<unknown> =>
  (await fetch(system.url + path, { headers: { accept: 'application/json' } })).json();
const outbox = async () =>
  (await getJson('/_local/mails')) as { id: string; subject: string; envelope: { to: string[] } }[];
const answersIn = async (of: string) =>
  (await createDiscussionsStore(table()).listPosts(ORG, of)).filter(({ kind }) => kind === 'reply');
const answer = (content: string, headers: Readonly<Record<string, string>> = {}) =>
  mailOf(content, {
    ses: [],
    headers: { To: address, 'Message-ID': `<${topic}@mail.example.org>`, ...headers },
  });

describe('a mail to a reply address, in the whole system', () => {
  it('becomes one post in the topic and the feed, however often it comes, and leaves nothing behind', async () => {
    const raw = answer(
      plain(
        'With pizza, @ben.\n\nOn Sun, 22 Nov 2026 at 10:12, Colloquy <x@y.example> wrote:\n\n> How do you begin?\n',
      ),
    );
    const came = [await receive(raw), await receive(raw)];
    expect(came.map(({ status }) => status)).toEqual([202, 202]);

    expect(await answersIn(topic)).toMatchObject([
      { member: 'ana', title: 'Fractions', body: 'With pizza, @ben.', topic, mentions: ['ben'] },
    ]);
    const feed = await createFeedStore(table()).latest(ORG, 'algebra', 'reply', 100);
    expect(feed.filter((item) => item.topic === topic)).toMatchObject([{ excerpt: 'With pizza, ben.' }]);
    expect(await getJson('/_local/dead-letters')).toEqual([]);
    for (const response of came) {
      const { messageId } = (await response.json()) as { messageId: string };
      expect(await inbox.readBeginning(`inbox/${messageId}`, 1)).toBeUndefined();
    }
  });

  it('with a file is answered once, in the language of its author, with what they wrote', async () => {
    // Whoever was mailed has a schedule, and the link of it in every mail.
    const none = { frequency: 'none', timeZone: 'UTC', hour: 9, weekday: 1 } as const;
    await createDigestsStore(table()).ensureSchedule(ORG, 'ana', none, NOW);
    const raw = answer(
      multipart('multipart/mixed', [plain('See the sheet.'), file('sheet.pdf', 'application/pdf', 100)]),
    );
    await receive(raw);
    await receive(raw);

    expect(await answersIn(topic)).toEqual([]);
    const mails = (await outbox()).filter(({ subject }) => subject === 'No se publicó: Re: Ben answered you');
    expect(mails.map(({ envelope }) => envelope.to)).toEqual([['ana@example.org']]);
    const mail = (await getJson(`/_local/mails/${mails[0]?.id ?? ''}`)) as {
      text: string;
      html: string;
      headers: { name: string; value: string }[];
    };
    expect(mail.text).toContain('See the sheet.');
    expect(mail.html).toContain('See the sheet.');
    // Whoever answers by mail need not be signed in to choose what they get.
    expect(mail.text).toMatch(/\/preferences\/\S{20}/);
    expect(mail.text).not.toContain('/settings/digest');
    const headers = new Map(mail.headers.map(({ name, value }) => [name.toLowerCase(), value]));
    expect(headers.get('auto-submitted')).toBe('auto-replied');
    expect(headers.get('in-reply-to')).toBe(`<${topic}@mail.example.org>`);
    expect(headers.has('reply-to')).toBe(false);

    // The answer to that answer, as a mail program that is away would send it, ends here.
    const before = (await outbox()).length;
    await receive(
      answer(plain('I am away.'), { 'Auto-Submitted': 'auto-replied', 'Message-ID': '<away@x>' }),
    );
    expect(await outbox()).toHaveLength(before);
    expect(await answersIn(topic)).toEqual([]);
  });

  it('from somebody else becomes nothing, and nobody is told', async () => {
    const before = (await outbox()).length;
    await receive(answer(plain('I am Ana, too.'), { From: 'eve@example.org' }));
    await receive(answer(plain('Anybody?'), { To: `reply+${'b'.repeat(32)}@reply.colloquy.example` }));
    expect(await answersIn(topic)).toEqual([]);
    expect(await outbox()).toHaveLength(before);
  });

  it('is refused where no rule receives it, and where it is no mail', async () => {
    expect((await receive(mailOf(plain('Hello'), { headers: { To: 'someone@example.org' } }))).status).toBe(
      404,
    );
    const form = await fetch(`${system.url}/_local/mail/inbound`, { method: 'POST', body: 'text=x' });
    expect(form.status).toBe(400);
  });
});

describe('the bucket of one machine', () => {
  it('speaks S3 to the real client, path and range included', async () => {
    const Key = 'elsewhere/a b+ü.txt';
    await s3.send(
      new PutObjectCommand({ Bucket: system.outputs['ReplyInbox'], Key, Body: Buffer.from('0123456789') }),
    );
    expect(await inbox.readBeginning(Key, 4)).toEqual({
      bytes: new Uint8Array(Buffer.from('0123')),
      whole: false,
    });
    expect((await inbox.readBeginning(Key, 100))?.whole).toBe(true);
    await inbox.remove(Key);
    await inbox.remove(Key);
    expect(await inbox.readBeginning(Key, 4)).toBeUndefined();
    await expect(s3.send(new GetObjectCommand({ Bucket: 'none', Key }))).rejects.toThrow('bucket');
  });
});
