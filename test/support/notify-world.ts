import { createHandler } from '../../functions/notify/handler.ts';
import { storesOn } from '../../functions/notify/stores.ts';
import type { MailPreferences } from '../../shared/digests/model.ts';
import type { EventName, EventOf } from '../../shared/events/catalogue.ts';
import { makeEvent } from '../../shared/events/parse-event.ts';
import type { CommunityRole } from '../../shared/members/model.ts';
import type { NoticePage } from '../../shared/notifications/notice-model.ts';
import type { BulkMail, Mail, SendOutcome } from '../../shared/platform/mail-port.ts';
import type { Table } from '../../shared/platform/table.ts';
import { createDeadLetters } from './dead-letters.ts';
import { context, queueBatch } from './invocations.ts';
import type { LocalTables } from './local-tables.ts';
import type { Mortal } from './mortal.ts';
import { keepingObserver } from './observer.ts';

/** How messages reach the function: through the world's own tables, alive, for the first time where nothing is said. */
interface Telling {
  readonly table?: Table;
  readonly receives?: number;
  readonly mortal?: Mortal;
  /** In place of its own. */
  readonly stores?: Partial<ReturnType<typeof storesOn>>;
}

const JOINED = '2026-11-01T00:00:00.000Z';

/** What everybody in the world chose, unless told otherwise: digests at eight, everything at once. */
const plainChoice: MailPreferences = { frequency: 'none', timeZone: 'UTC', hour: 8, weekday: 1 };

/**
 * An organization with a community `algebra` on the tables given, a clock to set, a mailbox that takes everything unless
 * told otherwise, and the function that notifies as Lambda calls it.
 */
export const createNotifyWorld = (tables: LocalTables, organization = 'maths') => {
  const stores = storesOn(tables.community);
  const mails: Mail[] = [];
  const bulks: BulkMail[] = [];
  const forwarded: NoticePage[] = [];
  const handedOn: object[] = [];
  const { observer, counts } = keepingObserver();
  const { deadLetters, setAside } = createDeadLetters();
  const accepted = (): SendOutcome => ({ kind: 'accepted', messageId: `mail-${mails.length}` });
  const world = {
    stores,
    mails,
    bulks,
    counts,
    forwarded,
    /** What else was handed on to the function's own queue. */
    handedOn,
    /** What was sent to the dead-letter queue. */
    setAside,
    now: new Date('2026-11-20T10:00:00.000Z'),
    send: (mail: Mail): Promise<SendOutcome> => {
      mails.push(mail);
      return Promise.resolve(accepted());
    },
    sendBulk: (bulk: BulkMail): Promise<SendOutcome[]> => {
      bulks.push(bulk);
      return Promise.resolve(bulk.entries.map(accepted));
    },
    /** Turns to send that are left; unlimited unless set. */
    turns: Number.POSITIVE_INFINITY,

    async found(): Promise<void> {
      await stores.communities.putOrganization({
        organization,
        name: `The ${organization} association`,
        url: 'https://maths.example.org/',
      });
      await stores.communities.putCommunity({
        organization,
        community: 'algebra',
        name: 'Algebra Circle',
        purpose: '',
        createdAt: JOINED,
      });
    },

    /** A member of `algebra`; `choice` undefined leaves them without a schedule. */
    async join(
      member: string,
      choice?: Partial<MailPreferences>,
      role: CommunityRole = 'member',
    ): Promise<void> {
      const place = { organization, member, joinedAt: JOINED };
      await stores.members.addMember({
        ...place,
        name: `${member.charAt(0).toUpperCase()}${member.slice(1)} <Example>`,
        email: `${member}@${organization}.example.org`,
        role: 'member',
      });
      await stores.members.join({ ...place, community: 'algebra', role });
      if (choice)
        await stores.digests.savePreferences(
          organization,
          member,
          { ...plainChoice, ...choice },
          new Date(JOINED),
        );
    },

    /** A topic or, with a `topic`, a reply: in the feed, and as the event that tells of it. */
    async post(
      post: string,
      member: string,
      { topic = post, at: when, ...more }: { topic?: string; at?: Date; mentions?: string[] } = {},
    ): Promise<EventOf<'post.created'>> {
      const at: Date = when ?? world.now;
      const kind = topic === post ? ('topic' as const) : ('reply' as const);
      const data = {
        community: 'algebra',
        post,
        member,
        kind,
        topic,
        title: 'On fractions',
        excerpt: `Words of ${post}.`,
        ...more,
      };
      await stores.feed.add({ organization, ...data, postedAt: at.toISOString() });
      return world.event('post.created', data, { id: post, at });
    },

    event<Name extends EventName>(
      name: Name,
      data: EventOf<Name>['data'],
      { id = 'e1', at }: { id?: string; at?: Date } = {},
    ): EventOf<Name> {
      const time: string = (at ?? world.now).toISOString();
      const fields = { id, source: 'colloquy', time, organization, data };
      return makeEvent(name, fields as unknown as Parameters<typeof makeEvent<Name>>[1]);
    },

    /** Gives the function messages, events or what is due; returns the identifiers of those that come again. */
    async tell(
      messages: readonly object[],
      { table = tables.community, receives = 1, mortal, stores: others = {} }: Telling = {},
    ): Promise<string[]> {
      const outside = <Answer>(name: string, effect: () => Promise<Answer>) =>
        mortal ? mortal.call(name, effect) : effect();
      const notify = createHandler({
        ...storesOn(mortal?.table(table) ?? table),
        ...others,
        send: (mail) => outside('SendEmail', () => world.send(mail)),
        sendBulk: (bulk) => outside('SendBulkEmail', () => world.sendBulk(bulk)),
        pace: () => Promise.resolve(--world.turns >= 0),
        turnsOf: (wanted) => {
          const turns = Math.max(0, Math.min(wanted, world.turns));
          world.turns -= turns;
          return Promise.resolve(turns);
        },
        replies: { openAddress: ({ post }) => Promise.resolve(`r+${post}@reply.example.org`) },
        handOn: (messages) =>
          outside('SendMessageBatch', () => {
            handedOn.push(...messages);
            return Promise.resolve();
          }),
        forward: (page) =>
          outside('SendMessage', () => {
            forwarded.push(page);
            return Promise.resolve();
          }),
        place: {
          publicUrl: 'https://colloquy.example.org',
          mailFrom: 'Colloquy <mail@colloquy.example.org>',
        },
        clock: () => world.now,
        deadLetters,
        observer,
      });
      const bodies = messages.map((message) => {
        if (!('type' in message)) return JSON.stringify(message);
        const { source, type } = message as EventOf;
        const name = type.slice('colloquy.'.length, -'.v1'.length);
        return JSON.stringify({ source, 'detail-type': name, detail: message });
      });
      const { batchItemFailures } = await notify(queueBatch(bodies, receives), context);
      return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
    },

    /** What the due index holds through an instant, as the planner would tell it. */
    async due(at: string): Promise<object[]> {
      world.now = new Date(at);
      const due: object[] = [];
      // An hour back is enough for what waited here, and quick to read.
      const after = new Date(world.now.getTime() - 3_600_000).toISOString();
      for await (const page of stores.digests.duePages({ after, through: world.now.toISOString() }))
        for (const one of page.due)
          if ('kind' in one && one.organization === organization) due.push({ due: one });
      return due;
    },

    /** Sets the clock, and tells what is due then; returns how many messages there were. */
    async plan(at: string): Promise<number> {
      const due = await world.due(at);
      await world.tell(due);
      return due.length;
    },
  };
  return world;
};

/** @see createNotifyWorld */
export type NotifyWorld = ReturnType<typeof createNotifyWorld>;
