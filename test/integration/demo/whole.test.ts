import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { synthesise } from '../../../commands/synth.ts';
import { demoContent } from '../../../local/demo/content/index.ts';
import { seedDemo } from '../../../local/demo/seed.ts';
import { type LocalSystem, startLocal } from '../../../local/index.ts';
import { createAwardsStore } from '../../../shared/awards/store.ts';
import { createCredentialsStore } from '../../../shared/badges/store.ts';
import { createReportsStore } from '../../../shared/credits/reports-store.ts';
import { createLedgerStore } from '../../../shared/credits/store.ts';
import { verifyChain } from '../../../shared/credits/verify-chain.ts';
import { createDigestsStore } from '../../../shared/digests/store.ts';
import { createFeedStore } from '../../../shared/discussions/feed-store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { progressOf } from '../../../shared/notifications/notice-model.ts';
import { createNoticesStore } from '../../../shared/notifications/notices-store.ts';
import { writeNotice } from '../../../shared/notifications/write-notice.ts';
import { publish } from '../../../shared/platform/bus.ts';

const NOW = new Date('2026-11-22T13:45:00.000Z');

let system: LocalSystem;
let data: string;
let client: DynamoDBDocumentClient;
let events: EventBridgeClient;

const table = (output: string) => ({ client, name: system.outputs[output] ?? '' });
const getJson = async (path: string): Promise<unknown> =>
  (await fetch(system.url + path, { headers: { accept: 'application/json' } })).json();

beforeAll(async () => {
  await synthesise('local');
  data = await mkdtemp(join(tmpdir(), 'colloquy-demo-'));
  system = await startLocal({ data, port: 0, clock: NOW });
  const settings = {
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  };
  client = DynamoDBDocumentClient.from(
    new DynamoDBClient({ ...settings, endpoint: system.endpoints['AWS_ENDPOINT_URL_DYNAMODB'] ?? '' }),
    { marshallOptions: { removeUndefinedValues: true } },
  );
  events = new EventBridgeClient({
    ...settings,
    endpoint: system.endpoints['AWS_ENDPOINT_URL_EVENTBRIDGE'] ?? '',
  });
  await seedDemo({
    community: table('CommunityTable'),
    credentials: table('CredentialsTable'),
    bus: { client: events, name: system.outputs['EventBus'] ?? '' },
    now: NOW,
  });
  await system.idle();
});

afterAll(async () => {
  client.destroy();
  events.destroy();
  await system.stop();
  await rm(data, { recursive: true });
});

describe('the demo in the whole system', () => {
  it('mails nobody while it is filled, and leaves every member what they chose', async () => {
    expect(await getJson('/_local/mails')).toEqual([]);
    const digests = createDigestsStore(table('CommunityTable'));
    for (const { member, digest } of demoContent.members)
      expect(await digests.getSchedule('larkfield', member), member).toMatchObject(digest);
  });

  it('earns by itself what the rules promise, and nothing else', async () => {
    const grants = await createAwardsStore(table('CommunityTable'), table('CredentialsTable')).grantsBetween(
      'larkfield',
      '2026-11-01',
      '2026-12-01',
    );
    expect(grants.map(({ member, rule }) => `${rule}/${member}`).sort()).toEqual([
      'engineers-orientation/m11',
      'goal-met/m02',
      'inquiry-cycle/m05',
      'inquiry-cycle/m06',
      'inquiry-cycle/m07',
      'inquiry-cycle/m08',
      'inquiry-cycle/m12',
      'reflective-colleague/m12',
      'ten-answers/m12',
      'three-meetings/m01',
      'three-meetings/m02',
    ]);
  });

  it('becomes credentials in the profiles', async () => {
    const credentials = await createCredentialsStore(table('CredentialsTable')).listOf('larkfield', 'm12');
    expect(credentials.map(({ achievement }) => achievement.achievement).sort()).toEqual([
      'inquiry-practitioner',
      'reflective-colleague',
      'thinking-partner',
    ]);
  });

  it('gives credit under a program with a badge, as its certificate tells', async () => {
    const entries = await createLedgerStore(table('CredentialsTable')).entriesOf('larkfield', 'm11');
    expect(entries.filter(({ source }) => source === 'award')).toMatchObject([
      {
        amount: 1,
        unit: 'CPE credits',
        program: 'cpe',
        programRevision: 1,
        fieldOfStudy: 'Personal Development',
        activity: 'Orientation of the engineers',
      },
    ]);
  });

  it('credits the meetings, by each program that does', async () => {
    const ledger = createLedgerStore(table('CredentialsTable'));
    const credited = async (member: string) => {
      const entries = await ledger.entriesOf('larkfield', member);
      expect(verifyChain(entries)).toMatchObject({ intact: true, entries: entries.length });
      return entries
        .filter(({ source }) => source === 'meeting')
        .map(({ sourceId, amount, unit }) => `${sourceId ?? ''}: ${amount} ${unit}`)
        .sort();
    };
    expect(await credited('m05')).toEqual(['nursing-1: 0.1 CEU', 'nursing-2: 0.1 CEU']);
    expect(await credited('m09')).toEqual([
      'engineering-1: 0.2 CEU',
      'engineering-1: 1.8 CPE credits',
      'engineering-2: 0.1 CEU',
      'engineering-2: 1.2 CPE credits',
    ]);
    const reports = createReportsStore(table('CommunityTable'));
    expect(await reports.listReports('larkfield', 'pending', 10)).toMatchObject([
      { member: 'm06', report: 'spring-symposium', amount: 0.7, unit: 'CEU' },
    ]);
  });

  it('becomes a feed, the latest first', async () => {
    const feed = await createFeedStore(table('CommunityTable')).latest(
      'larkfield',
      'engineering',
      'topic',
      10,
    );
    expect(feed.map(({ post }) => post)).toEqual(['first-hour', 'no-red-pen', 'nearly-right']);
  });

  it('sets nothing aside', async () => {
    expect(await getJson('/_local/dead-letters')).toEqual([]);
  });

  it('is mailed as digests at each member’s own hour, once the clock gets there', async () => {
    await system.setClock(new Date('2026-11-23T13:00:00.000Z'));
    await system.idle();
    const mails = (await getJson('/_local/mails')) as { envelope: { to: string[] }; id: string }[];
    const to = mails.flatMap(({ envelope }) => envelope.to);
    // Daily ones, and the weekly ones of a Monday, of those whose hour has come; nobody is written to twice.
    expect(new Set(to).size).toBe(to.length);
    expect(to).toEqual(
      expect.arrayContaining(['tomasz.wierzbicki@example.org', 'ruth.ellingboe@example.org']),
    );
    expect(to).not.toContain('sunniva.haugdal@example.org');
    expect(to).not.toContain('noor.van-aalsum@example.org');
    const ruth = mails.find(({ envelope }) => envelope.to.includes('ruth.ellingboe@example.org'));
    const page = await (await fetch(`${system.url}/_local/mails/${ruth?.id ?? ''}`)).text();
    expect(page).toContain('Thinking Partner');
    expect(page).toContain('List-Unsubscribe');
  });

  it('tells whoever began a topic at once of a reply that the bus brings, and everybody of a notice by staff', async () => {
    const feed = createFeedStore(table('CommunityTable'));
    const [topic] = await feed.latest('larkfield', 'engineering', 'topic', 1);
    const before = ((await getJson('/_local/mails')) as unknown[]).length;
    const at = new Date('2026-11-23T13:00:00.000Z');
    const about = { source: 'elsewhere', organization: 'larkfield', time: at.toISOString() };
    const { topic: id = '', member: author = '' } = topic ?? {};
    const reply = {
      community: 'engineering',
      post: 'told-at-once',
      kind: 'reply',
      topic: id,
      title: 'T',
    } as const;
    await publish({ client: events, name: system.outputs['EventBus'] ?? '' }, [
      makeEvent('post.created', {
        ...about,
        id: 'told-at-once',
        data: { ...reply, member: author === 'm09' ? 'm11' : 'm09', excerpt: 'By the bus.' },
      }),
    ]);
    const { notice, event } = writeNotice({
      ...{
        organization: 'larkfield',
        notice: 'snow',
        title: 'Schools close',
        text: 'Because of snow.',
        by: 'm01',
      },
      ...{ communities: [], inQuietHours: true, at, eventId: 'snow' },
    });
    await createNoticesStore(table('CommunityTable')).publish(notice, event);
    await system.idle();

    const tallies = await createNoticesStore(table('CommunityTable')).tallies('larkfield', 'snow');
    const { people, sent, held, switchedOff, notSent } = progressOf(tallies);
    expect(sent).toBeGreaterThan(5);
    expect({ people, held, notSent }).toEqual({ people: sent + switchedOff, held: 0, notSent: 0 });
    const mails = (await getJson('/_local/mails')) as {
      id: string;
      subject: string;
      envelope: { to: string[] };
    }[];
    const fresh = mails.slice(0, mails.length - before);
    const notices = fresh.filter(({ subject }) => subject === 'Schools close');
    expect(new Set(notices.flatMap(({ envelope }) => envelope.to)).size).toBe(sent);
    const one = (await getJson(`/_local/mails/${notices[0]?.id ?? ''}`)) as { html: string; text: string };
    expect(one.html + one.text).not.toMatch(/{{|}}\w/);
    expect(one.text).toContain('Because of snow.');
    expect(fresh.length - notices.length).toBe(1);
    expect(await getJson('/_local/dead-letters')).toEqual([]);
  });
});
