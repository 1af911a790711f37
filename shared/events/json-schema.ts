import * as z from 'zod';
import { type EventName, schemaOf, typeOf } from './catalogue.ts';
import { MAX_EVENT_BYTES } from './envelope.ts';
import { examples } from './examples.ts';

/** What each event tells, in a sentence: the description of its schema. */
const descriptions = {
  'member.joined': 'A member joined a community.',
  'charter.agreed': "A member agreed to a community's charter: its guiding philosophy and ground rules.",
  'orientation.completed': "A member completed a community's orientation.",
  'post.created': 'A member wrote a topic, a reply or a comment, here or in another system.',
  'post.removed': 'A post was removed; it had counted on the day of postedAt.',
  'reaction.given': 'A member reacted to a post.',
  'resource.shared': 'A member put a resource into the library.',
  'resource.used': 'A member used a resource of the library.',
  'video.shared': 'A member shared a recording of their own practice.',
  'feedback.given': 'A member gave feedback at a moment of a video, in seconds from its start.',
  'meeting.held': 'A meeting took place; the member is who held it.',
  'meeting.attended': 'A member attended a meeting, for so many minutes.',
  'coaching.requested': 'A member asked for a coach.',
  'coaching.held': 'A member and a coach met.',
  'challenge.suggested': 'A member suggested a challenge for others to solve.',
  'challenge.opened': 'A challenge was opened for participants.',
  'leadership.rotated': 'A member took over as facilitator of a community.',
  'cycle.started': 'A community started a cycle of inquiry.',
  'cycle.step-completed': 'A step, 1 to 7, of a cycle of inquiry was completed.',
  'cycle.completed': 'A cycle of inquiry was completed; it counts for each of its members.',
  'goal.set': 'A member set a goal.',
  'goal.progressed': 'A member told how far a goal has come, in percent.',
  'goal.met': 'A member met a goal.',
  'credit.awarded': "Credit was awarded: an entry was appended to the member's ledger.",
  'credit.revoked': 'Credit was taken back by a correcting entry.',
  'badge.granted': 'A rule that grants a badge was met; the credential is issued under the identifier given.',
  'credential.issued': 'A credential was signed and stored.',
  'credential.revoked': 'A credential was revoked.',
  'credential.suspended': 'A credential was suspended; it may be reinstated.',
  'credential.reinstated': 'A suspended credential is valid again.',
  'member.address-changed': "A member's address changed; their credentials are issued again to the new one.",
  'award-batch.confirmed': 'Staff confirmed a batch of awards; one event for each part of it.',
  'credit.reported': 'A member reported credit of their own, for staff to review.',
  'cycle.rescheduled': "The day by which a cycle's next step is to be done was set, moved or taken away.",
  'notice.published': 'Staff published an urgent notice to the organization or to some of its communities.',
  'digest.requested': 'Staff asked for a digest to be sent again, or to themselves as a test.',
  'digest.sent': 'A digest of a period was handed to the mail service.',
  'mail.bounced': "A member's mail could not be delivered, for good or for now.",
  'mail.complained': 'A member reported a mail as unwanted.',
} as const satisfies Record<EventName, string>;

/**
 * The JSON Schema (2020-12) of an event's current version, made from its zod schema, with its examples. What only
 * code can check stays with the code: that the whole is at most {@link MAX_EVENT_BYTES} of JSON is said in words.
 */
export const jsonSchemaOf = (name: EventName) => {
  const { $schema, ...schema } = z.toJSONSchema(schemaOf(name), { target: 'draft-2020-12', io: 'input' });
  return {
    $schema,
    title: typeOf(name),
    description: `${descriptions[name]} At most ${MAX_EVENT_BYTES} bytes of JSON.`,
    ...schema,
    examples: examples[name],
  };
};
