import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { createCommunitiesStore } from '../shared/communities/store.ts';
import { buildDigest } from '../shared/digests/build-digest.ts';
import type { DigestSchedule } from '../shared/digests/model.ts';
import { openReading } from '../shared/digests/reading.ts';
import { createSources } from '../shared/digests/sources-store.ts';
import { createFeedStore } from '../shared/discussions/feed-store.ts';
import { createMembersStore } from '../shared/members/store.ts';
import { Defect } from '../shared/platform/errors.ts';
import type { Table } from '../shared/platform/table.ts';
import { openEngine } from './engine.ts';
import { type Figure, figure, median, rateOf } from './figure.ts';

const MEMBERS = 300;
const COMMUNITIES = 6;
/** Communities a member belongs to. */
const OWN = 3;
/** Posts of each community in the window: a topic and two replies, twelve times. */
const POSTS = 36;
const ROUNDS = 3;
/** Members of one message batch, as the sender gets them; raw reads are under way in the same number. */
const BATCH = 10;

const organization = 'bench';
const window = { from: '2026-11-15T07:00:00.000Z', until: '2026-11-22T07:00:00.000Z' };
const joinedAt = '2026-01-01T00:00:00.000Z';
const place = { publicUrl: 'https://colloquy.example.org', mailFrom: 'digests@colloquy.example.org' };

const memberAt = (i: number): string => `member-${String(i).padStart(4, '0')}`;
const communityAt = (i: number): string => `community-${i % COMMUNITIES}`;

const scheduleOf = (member: string): DigestSchedule => ({
  organization,
  member,
  frequency: 'weekly',
  timeZone: 'America/New_York',
  hour: 7,
  weekday: 7,
  coveredUntil: window.from,
  unsubscribeToken: 'abcdefghijklmnopqrstuv',
});

const seed = async (community: Table): Promise<void> => {
  const communities = createCommunitiesStore(community);
  const feed = createFeedStore(community);
  await communities.putOrganization({ organization, name: 'Bench', url: 'https://bench.example.org/' });
  for (let c = 0; c < COMMUNITIES; c += 1) {
    const name = communityAt(c);
    await communities.putCommunity({ organization, community: name, name, purpose: '', createdAt: joinedAt });
    for (let p = 0; p < POSTS; p += 1) {
      const topic = `topic-${c}-${p - (p % 3)}`;
      await feed.add({
        organization,
        community: name,
        kind: p % 3 === 0 ? 'topic' : 'reply',
        post: p % 3 === 0 ? topic : `reply-${c}-${p}`,
        topic,
        member: memberAt((p * 7 + c) % MEMBERS),
        title: 'How do you open a unit on fractions?',
        excerpt:
          'We tried number lines before circles this year, and far fewer children stumbled at five quarters.',
        postedAt: new Date(Date.parse(window.from) + p * 3_600_000).toISOString(),
      });
    }
  }
  const everybody = Array.from({ length: MEMBERS }, (_, i) => memberAt(i));
  await createMembersStore(community).importMembers(
    everybody.map((member) => ({
      organization,
      member,
      name: `Name of ${member}`,
      email: `${member}@bench.example.org`,
      role: 'member',
      joinedAt,
    })),
    everybody.flatMap((member, i) =>
      Array.from({ length: OWN }, (_, c) => ({
        organization,
        member,
        community: communityAt(i + c),
        role: 'member' as const,
        joinedAt,
      })),
    ),
  );
};

/** Builds everybody's digest, batch by batch as the sender does: ten side by side, what they share read once. */
const buildAll = async (community: Table, credentials: Table): Promise<void> => {
  const sources = createSources(community, credentials);
  for (let start = 0; start < MEMBERS; start += BATCH) {
    const reading = openReading(sources);
    const batch = Array.from({ length: BATCH }, (_, i) => scheduleOf(memberAt(start + i)));
    for (const built of await Promise.all(
      batch.map((schedule) => buildDigest(reading, schedule, window, place, new Date(window.until))),
    )) {
      if (built.kind !== 'mail' || built.items < 10)
        throw new Defect('a digest of the bench told too little');
    }
  }
};

/** One GetItem per member, as many under way at once as digests are. */
const readRaw = async ({ client, name }: Table): Promise<void> => {
  let next = 0;
  const work = async (): Promise<void> => {
    for (let i = next++; i < MEMBERS; i = next++) {
      const pk = `ORG#${organization}#MEMBER#${memberAt(i)}`;
      const { Item } = await client.send(new GetCommand({ TableName: name, Key: { pk, sk: 'MEMBER' } }));
      if (!Item) throw new Defect('a member of the bench is missing');
    }
  };
  await Promise.all(Array.from({ length: BATCH }, work));
};

/**
 * `build-digests`: digests a second, each with all its reads, composed and rendered in both forms, against GetItems
 * of one small item a second on the same engine.
 */
export const measure = async (): Promise<Figure[]> => {
  const engine = await openEngine();
  try {
    const community = await engine.table('community');
    const credentials = await engine.table('credentials');
    await seed(community);
    await buildAll(community, credentials);
    await readRaw(community);
    const built: number[] = [];
    const raw: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      built.push(await rateOf(MEMBERS, () => buildAll(community, credentials)));
      raw.push(await rateOf(MEMBERS, () => readRaw(community)));
    }
    return [figure('build-digests', median(built), '1/s', 'raw GetItem', median(raw))];
  } finally {
    await engine.close();
  }
};
