import * as z from 'zod';
import { envelope, Identifier, Instant } from './envelope.ts';

const title = z.string().min(1).max(300);
const excerpt = z.string().max(500);
const link = z.url({ protocol: /^https?$/ }).max(2000);

/** Who did something in which community: the part that every activity has. */
const act = { member: Identifier, community: Identifier };

/** How a post stands in a discussion. */
export const PostKind = z.enum(['topic', 'reply', 'comment']);
/** @see PostKind */
export type PostKind = z.output<typeof PostKind>;

/** How a meeting took place. */
const MeetingFormat = z.enum(['in-person', 'virtual', 'hybrid']);

/**
 * The data of every event this system knows, by the event's name (`noun.past-verb`); the type on the wire is
 * `colloquy.<name>.v1`. A change that an old example does not parse under needs a new version beside the old one.
 */
export const eventData = {
  'member.joined': z.strictObject({ ...act }),
  'charter.agreed': z.strictObject({ ...act, charter: Identifier }),
  'orientation.completed': z.strictObject({ ...act }),
  'post.created': z.strictObject({
    ...act,
    post: Identifier,
    kind: PostKind,
    /** The discussion's first post; for a topic, the post itself. */
    topic: Identifier,
    title,
    excerpt,
    /** Where the post can be read, if in another system. */
    link: link.optional(),
    /** Whom the post speaks to by name, as members' identifiers. */
    mentions: z.array(Identifier).max(50).optional(),
  }),
  'post.removed': z.strictObject({ ...act, post: Identifier, kind: PostKind, postedAt: Instant }),
  'reaction.given': z.strictObject({ ...act, post: Identifier, kind: z.string().min(1).max(32) }),
  'resource.shared': z.strictObject({ ...act, resource: Identifier, title, link: link.optional() }),
  'resource.used': z.strictObject({ ...act, resource: Identifier }),
  'video.shared': z.strictObject({ ...act, video: Identifier, title }),
  'feedback.given': z.strictObject({ ...act, video: Identifier, seconds: z.number().nonnegative() }),
  'meeting.held': z.strictObject({
    ...act,
    meeting: Identifier,
    kind: MeetingFormat,
    title,
    minutes: z.number().positive().max(1440),
  }),
  'meeting.attended': z.strictObject({
    ...act,
    meeting: Identifier,
    kind: MeetingFormat,
    minutes: z.number().positive().max(1440),
  }),
  'coaching.requested': z.strictObject({ ...act, coach: Identifier.optional() }),
  'coaching.held': z.strictObject({ ...act, coach: Identifier, minutes: z.number().positive().max(1440) }),
  'challenge.suggested': z.strictObject({ ...act, challenge: Identifier, title }),
  'challenge.opened': z.strictObject({ ...act, challenge: Identifier, title }),
  'leadership.rotated': z.strictObject({ ...act, previous: Identifier.optional() }),
  /** `nextDueOn`, here and below: the day by which the step after this event is to be done, where one was set. */
  'cycle.started': z.strictObject({ ...act, cycle: Identifier, title, nextDueOn: z.iso.date().optional() }),
  'cycle.step-completed': z.strictObject({
    ...act,
    cycle: Identifier,
    step: z.number().int().min(1).max(7),
    nextDueOn: z.iso.date().optional(),
  }),
  /** The day by which a cycle's next step is to be done was set, moved, or (where absent) taken away. */
  'cycle.rescheduled': z.strictObject({ ...act, cycle: Identifier, nextDueOn: z.iso.date().optional() }),
  /** `members`: everybody who took part; the completion counts for each of them. */
  'cycle.completed': z.strictObject({
    ...act,
    cycle: Identifier,
    title,
    members: z.array(Identifier).min(1).max(100),
  }),
  'goal.set': z.strictObject({ ...act, goal: Identifier, dueOn: z.iso.date().optional() }),
  'goal.progressed': z.strictObject({ ...act, goal: Identifier, percent: z.number().min(0).max(100) }),
  'goal.met': z.strictObject({ ...act, goal: Identifier }),
  'credit.awarded': z.strictObject({
    member: Identifier,
    entry: z.number().int().positive(),
    amount: z.number().positive(),
    unit: z.string().min(1).max(32),
    rule: Identifier,
    period: z.string().min(1).max(16),
  }),
  'credit.revoked': z.strictObject({
    member: Identifier,
    entry: z.number().int().positive(),
    corrects: z.number().int().positive(),
    reason: z.string().min(1).max(500),
  }),
  'badge.granted': z.strictObject({
    member: Identifier,
    rule: Identifier,
    period: z.string().min(1).max(16),
    /** The identifier the credential will be issued under, minted with the grant. */
    credential: z.uuid(),
  }),
  'credential.issued': z.strictObject({ member: Identifier, credential: z.uuid(), rule: Identifier }),
  'credential.revoked': z.strictObject({
    member: Identifier,
    credential: z.uuid(),
    reason: z.string().min(1).max(500),
  }),
  'credential.suspended': z.strictObject({
    member: Identifier,
    credential: z.uuid(),
    reason: z.string().min(1).max(500),
  }),
  'credential.reinstated': z.strictObject({
    member: Identifier,
    credential: z.uuid(),
    reason: z.string().min(1).max(500),
  }),
  /** The new address stays where it is kept: an event tells whose it is, never what it is. */
  'member.address-changed': z.strictObject({
    member: Identifier,
    /** The staff member who changed it; absent in those raised before this was told. */
    by: Identifier.optional(),
  }),
  /** A staff member confirmed a batch of awards; one event for each part of up to a hundred lines. */
  'award-batch.confirmed': z.strictObject({
    member: Identifier,
    batch: Identifier,
    part: z.number().int().positive(),
  }),
  'credit.reported': z.strictObject({ member: Identifier, report: Identifier }),
  /** Staff have something urgent to say, to everybody or to the communities named; what it is stays where it is kept. */
  'notice.published': z.strictObject({
    member: Identifier,
    notice: Identifier,
    communities: z.array(Identifier).min(1).max(100).optional(),
  }),
  /** Staff ask for a digest: again for its member, or as a test for themselves (`by`). What exactly is where it is kept. */
  'digest.requested': z.strictObject({
    member: Identifier,
    by: Identifier,
    request: Identifier,
    kind: z.enum(['resend', 'test']),
  }),
  'digest.sent': z.strictObject({
    member: Identifier,
    from: Instant,
    until: Instant,
    items: z.number().int().positive(),
  }),
  'mail.bounced': z.strictObject({ member: Identifier, permanent: z.boolean() }),
  'mail.complained': z.strictObject({ member: Identifier }),
} as const satisfies Record<string, z.ZodType>;

/** The name of an event: the bus's `detail-type`. */
export type EventName = keyof typeof eventData;

/** Every event's name. */
export const eventNames = Object.keys(eventData) as EventName[];

/** What the events name that are *not* something a member did: they tell what the system itself did. */
export const outcomeNames = [
  'post.removed',
  'credit.awarded',
  'credit.revoked',
  'badge.granted',
  'credential.issued',
  'credential.revoked',
  'credential.suspended',
  'credential.reinstated',
  'member.address-changed',
  'award-batch.confirmed',
  'credit.reported',
  'cycle.rescheduled',
  'notice.published',
  'digest.requested',
  'digest.sent',
  'mail.bounced',
  'mail.complained',
] as const satisfies EventName[];

/** An event that counts as engagement. */
export type ActivityName = Exclude<EventName, (typeof outcomeNames)[number]>;

/** Every activity's name; rules and reports speak of these. */
export const activityNames = eventNames.filter(
  (name): name is ActivityName => !(outcomeNames as readonly string[]).includes(name),
);

/** The CloudEvents `type` of an event's current version: `colloquy.post.created.v1`. */
export const typeOf = <Name extends EventName>(name: Name): `colloquy.${Name}.v1` => `colloquy.${name}.v1`;

/** The whole event's schema: the envelope with this event's type and data. */
export const schemaOf = <Name extends EventName>(name: Name) =>
  z.strictObject({ ...envelope, type: z.literal(typeOf(name)), data: eventData[name] });

/** What every event carries beside its type and data. */
export type Envelope = z.output<z.ZodObject<typeof envelope>>;

/** An event of a given name, or of any: a union told apart by `type`. */
export type EventOf<Name extends EventName = EventName> = {
  [N in Name]: Envelope & {
    readonly type: `colloquy.${N}.v1`;
    readonly data: z.output<(typeof eventData)[N]>;
  };
}[Name];

/** The name of an event, from its type. */
export const nameOf = (event: EventOf): EventName =>
  event.type.slice('colloquy.'.length, -'.v1'.length) as EventName;

/** True where the event is of that name; narrows its data. */
export const isEvent = <Name extends EventName>(
  event: EventOf,
  name: Name,
): event is Extract<EventOf, { type: `colloquy.${Name}.v1` }> => event.type === typeOf(name);
