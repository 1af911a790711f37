import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCommunitiesStore } from '../../../shared/communities/store.ts';
import { createPost } from '../../../shared/discussions/create-post.ts';
import { createDiscussionsStore } from '../../../shared/discussions/store.ts';
import { makeEvent } from '../../../shared/events/parse-event.ts';
import { meetGoal } from '../../../shared/inquiry/meet-goal.ts';
import { progressGoal } from '../../../shared/inquiry/progress-goal.ts';
import { setGoal } from '../../../shared/inquiry/set-goal.ts';
import { createInquiryStore } from '../../../shared/inquiry/store.ts';
import type { Member, Membership } from '../../../shared/members/model.ts';
import { createSessionStore } from '../../../shared/members/session-store.ts';
import { createMembersStore } from '../../../shared/members/store.ts';
import { type LocalTables, openLocalTables } from '../../support/local-tables.ts';

let tables: LocalTables;
beforeAll(async () => {
  tables = await openLocalTables();
});
afterAll(() => tables.close());

const at = new Date('2026-11-22T10:00:00.000Z');
const joinedAt = at.toISOString();
const memberOf = (member: string, over: Partial<Member> = {}): Member => ({
  organization: 'o',
  member,
  name: `Name of ${member}`,
  email: `${member}@example.org`,
  role: 'member',
  joinedAt,
  ...over,
});

/** The events that ride on what was written since the last time. */
const eventsFrom = async (work: () => Promise<void>): Promise<(string | undefined)[]> => {
  const before = (await tables.db.readStream('community', undefined, 100_000)).length;
  await work();
  const records = await tables.db.readStream('community', undefined, 100_000);
  return records.slice(before).map(({ dynamodb }) => dynamodb.NewImage?.['event']?.M?.['type']?.S);
};

describe('communities', () => {
  it('are kept by organization, in the order of their identifiers', async () => {
    const store = createCommunitiesStore(tables.community);
    const place = { organization: 'o', name: 'O', url: 'https://o.example.org' };
    const communityOf = (community: string, organization = 'o') => ({
      organization,
      community,
      name: community,
      purpose: '',
      createdAt: joinedAt,
    });
    await store.putOrganization(place);
    for (const community of [communityOf('b'), communityOf('a'), communityOf('z', 'another')]) {
      await store.putCommunity(community);
    }
    expect(await store.getOrganization('o')).toEqual(place);
    expect(await store.getOrganization('nowhere')).toBeUndefined();
    expect(await store.getCommunity('o', 'a')).toEqual(communityOf('a'));
    expect(await store.getCommunity('o', 'z')).toBeUndefined();
    expect(await store.listCommunities('o')).toEqual([communityOf('a'), communityOf('b')]);
  });
});

describe('members', () => {
  it('sign in by their address in any case, and an address is one member everywhere', async () => {
    const store = createMembersStore(tables.community);
    await store.addMember(memberOf('ada', { email: 'Ada@Example.org' }));
    expect(await store.findSignIn(' ada@EXAMPLE.ORG')).toEqual({ organization: 'o', member: 'ada' });
    expect(await store.findSignIn('ben@example.org')).toBeUndefined();
    const taken = memberOf('another', { organization: 'p', email: 'ADA@example.org' });
    await expect(store.addMember(taken)).rejects.toMatchObject({ kind: 'Conflict' });
    expect(await store.getMember('p', 'another')).toBeUndefined();
    await expect(store.addMember(memberOf('ada', { email: 'new@example.org' }))).rejects.toMatchObject({
      kind: 'Conflict',
    });
    expect(await store.findSignIn('new@example.org')).toBeUndefined();
  });

  it('join a community once, and the event rides on that', async () => {
    const store = createMembersStore(tables.community);
    const membership = {
      organization: 'o',
      member: 'ada',
      community: 'a',
      role: 'facilitator',
      joinedAt,
    } as const;
    const event = makeEvent('member.joined', {
      id: 'j',
      source: 'colloquy',
      time: joinedAt,
      organization: 'o',
      data: { member: 'ada', community: 'a' },
    });
    expect(await eventsFrom(() => store.join(membership, event))).toEqual(['colloquy.member.joined.v1']);
    await expect(store.join(membership, event)).rejects.toMatchObject({ kind: 'Conflict' });
    expect(await store.getMembership('o', 'ada', 'a')).toEqual(membership);
    expect(await store.getMembership('o', 'ada', 'b')).toBeUndefined();
    expect(await store.listMemberships('o', 'ada')).toEqual([membership]);
    expect(await store.listRoster('o', 'a')).toEqual([membership]);
    expect(await store.listRoster('p', 'a')).toEqual([]);
  });

  it('are imported by the hundred and read in batches, with no event', async () => {
    const store = createMembersStore(tables.community);
    const many = Array.from({ length: 230 }, (_, i) => memberOf(`m${i}`));
    const memberships = many.map(
      ({ member }) => ({ organization: 'o', member, community: 'large', role: 'member', joinedAt }) as const,
    );
    const events = await eventsFrom(() =>
      store.importMembers([...many, memberOf('m0', { name: 'The last one given' })], memberships),
    );
    expect(events.filter((event) => event !== undefined)).toEqual([]);
    const found = await store.getMembers('o', [...many.map(({ member }) => member), 'm1', 'nobody']);
    expect(found.size).toBe(230);
    expect(found.get('m0')?.name).toBe('The last one given');
    expect(await store.listRoster('o', 'large')).toHaveLength(230);
    expect(await store.findSignIn('m229@example.org')).toEqual({ organization: 'o', member: 'm229' });
    expect(await store.getMembers('o', [])).toEqual(new Map());
  });

  it.each([
    ['a name that is empty', { name: '' }, 'member wrong: name: '],
    ['an address that is none', { email: 'private@' }, 'member wrong: email: '],
    ['a role there is not', { role: 'owner' }, 'member wrong: role: '],
    ['an identifier that is none', { member: 'a#private' }, 'member (no identifier): member: '],
  ])('are not imported with %s, nor is anybody with them', async (_, wrong, message) => {
    const store = createMembersStore(tables.community);
    const members = [memberOf('beside'), { ...memberOf('wrong'), ...wrong }] as Member[];
    const refused = store.importMembers(members, []);
    await expect(refused).rejects.toMatchObject({ kind: 'InvalidInput', field: Object.keys(wrong)[0] });
    await expect(refused).rejects.toThrow(message);
    await expect(refused).rejects.not.toThrow('private');
    expect(await store.getMember('o', 'beside')).toBeUndefined();
  });

  it('are not imported with a membership that is none', async () => {
    const store = createMembersStore(tables.community);
    const membership = { organization: 'o', member: 'beside', community: 'large', role: 'owner', joinedAt };
    await expect(
      store.importMembers([memberOf('beside')], [membership as unknown as Membership]),
    ).rejects.toThrow('membership beside in large: role: ');
    expect(await store.getMember('o', 'beside')).toBeUndefined();
  });
});

describe('goals', () => {
  it('change one revision at a time: of two changes from the same one, one is refused', async () => {
    const store = createInquiryStore(tables.community);
    const { goal, event } = setGoal({
      organization: 'o',
      community: 'a',
      member: 'ada',
      goal: 'g',
      title: 'T',
      measure: '',
      at,
      eventId: 'g0',
    });
    expect(await eventsFrom(() => store.putGoal(goal, event))).toEqual(['colloquy.goal.set.v1']);
    await expect(store.putGoal(goal, event)).rejects.toMatchObject({ kind: 'Conflict' });
    const by = { by: 'ada', at, eventId: 'g1' };
    const [one, other] = [progressGoal(goal, 50, by), meetGoal(goal, by)];
    if (one.outcome !== 'changed' || other.outcome !== 'changed') throw new Error('refused');
    await store.saveGoal(one.goal, one.event);
    await expect(store.saveGoal(other.goal, other.event)).rejects.toMatchObject({ kind: 'Conflict' });
    expect(await store.getGoal('o', 'ada', 'g')).toMatchObject({ percent: 50, revision: 1 });
    expect(await store.getGoal('o', 'ben', 'g')).toBeUndefined();
  });
});

describe('posts', () => {
  const write = (post: string, kind: 'topic' | 'reply', minute: number) =>
    createPost({
      organization: 'o',
      community: 'a',
      member: 'ada',
      post,
      kind,
      topic: 'first',
      title: 'T',
      body: ` ${post}\n<b> `,
      at: new Date(at.getTime() + minute * 60_000),
      eventId: `e-${post}`,
    });

  it('are told by a topic in the order they were written, exactly as they were', async () => {
    const store = createDiscussionsStore(tables.community);
    for (const { post, event } of [
      write('second', 'reply', 2),
      write('first', 'topic', 0),
      write('between', 'reply', 1),
    ]) {
      await store.createPost(post, event);
    }
    const posts = await store.listPosts('o', 'first');
    expect(posts.map(({ post }) => post)).toEqual(['first', 'between', 'second']);
    expect(posts[0]?.body).toBe(' first\n<b> ');
    expect(await store.getTopic('o', 'first')).toEqual(posts[0]);
    expect(await store.getTopic('another', 'first')).toBeUndefined();
    const again = write('first', 'topic', 0);
    await expect(store.createPost(again.post, again.event)).rejects.toMatchObject({ kind: 'Conflict' });
    const later = write('first', 'topic', 9);
    await expect(store.createPost(later.post, later.event)).rejects.toMatchObject({ kind: 'Conflict' });
    expect(await store.getPost('o', 'first', 'between')).toEqual(posts[1]);
    expect(await store.getPost('o', 'first', 'gone')).toBeUndefined();
  });
});

describe('sessions', () => {
  it('are found by a token that is not in the table, until they end', async () => {
    const store = createSessionStore(tables.community);
    const session = {
      organization: 'o',
      member: 'ada',
      startedAt: joinedAt,
      expiresAt: at.getTime() / 1000 + 60,
    };
    await store.open('a-secret-token-of-the-browser', session);
    expect(await store.find('a-secret-token-of-the-browser', at)).toEqual(session);
    expect(await store.find('another', at)).toBeUndefined();
    // Time to live deletes late; what is over is over at once.
    expect(
      await store.find('a-secret-token-of-the-browser', new Date(at.getTime() + 60_000)),
    ).toBeUndefined();
    expect(JSON.stringify(await tables.db.readStream('community', undefined, 100_000))).not.toContain(
      'a-secret-token',
    );
    await store.close('a-secret-token-of-the-browser');
    expect(await store.find('a-secret-token-of-the-browser', at)).toBeUndefined();
  });

  it('are begun once by an attempt, and not by one that is too old', async () => {
    const store = createSessionStore(tables.community);
    const attempt = {
      state: 's'.repeat(43),
      nonce: 'n'.repeat(43),
      codeVerifier: 'v'.repeat(43),
      returnTo: '/',
      expiresAt: at.getTime() / 1000 + 600,
    };
    await store.putAttempt(attempt);
    expect(await store.takeAttempt(attempt.state, at)).toEqual(attempt);
    expect(await store.takeAttempt(attempt.state, at)).toBeUndefined();
    await store.putAttempt(attempt);
    expect(await store.takeAttempt(attempt.state, new Date(at.getTime() + 600_000))).toBeUndefined();
  });
});
