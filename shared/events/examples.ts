import { type EventName, type EventOf, typeOf } from './catalogue.ts';

const TRACE = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const CREDENTIAL = '3f6c1f0e-6d0a-4a52-9f0b-6a1f5f1f7c11';

/** An event of the made-up association that all examples are of; `id` is given by the example's place. */
const example = <Name extends EventName>(
  name: Name,
  data: EventOf<Name>['data'],
  more: Partial<Pick<EventOf, 'id' | 'source' | 'time' | 'subject' | 'traceparent'>> = {},
) => ({
  specversion: '1.0',
  id: `example-${name}`,
  source: 'colloquy',
  type: typeOf(name),
  time: '2026-03-02T15:04:05Z',
  organization: 'midland-educators',
  ...more,
  data,
});

const act = { member: 'ada', community: 'algebra-one' };

/**
 * At least one good example of every event, the fullest first; shown in `docs/events/`, and tested against the zod
 * schema and the JSON Schema. Data of every optional field stands in one of them, and a minimal one leaves it out.
 */
export const examples = {
  'member.joined': [example('member.joined', act, { subject: 'ada', traceparent: TRACE })],
  'charter.agreed': [example('charter.agreed', { ...act, charter: 'charter-2026' })],
  'orientation.completed': [example('orientation.completed', act)],
  'post.created': [
    example(
      'post.created',
      {
        ...act,
        post: 'post-812',
        kind: 'reply',
        topic: 'post-790',
        title: 'How do you open a lesson on slope?',
        excerpt:
          'We start with the ramp outside the library: everybody measures it, and no two numbers agree.',
        link: 'https://forum.example.org/t/790/812',
        mentions: ['grace'],
      },
      { source: 'https://forum.example.org', time: '2026-03-02T15:04:05.250Z', subject: 'post-812' },
    ),
    example(
      'post.created',
      { ...act, post: 'post-790', kind: 'topic', topic: 'post-790', title: 'Slope', excerpt: '' },
      { id: 'example-post.created-minimal' },
    ),
  ],
  'post.removed': [
    example('post.removed', { ...act, post: 'post-812', kind: 'reply', postedAt: '2026-03-02T15:04:05Z' }),
  ],
  'reaction.given': [example('reaction.given', { ...act, post: 'post-812', kind: 'thanks' })],
  'resource.shared': [
    example('resource.shared', {
      ...act,
      resource: 'pacing-guide-7',
      title: 'Pacing guide, grade 7',
      link: 'https://library.example.org/pacing-guide-7',
    }),
    example(
      'resource.shared',
      { ...act, resource: 'exit-ticket-3', title: 'Exit ticket on ratios' },
      { id: 'example-resource.shared-minimal' },
    ),
  ],
  'resource.used': [example('resource.used', { ...act, resource: 'pacing-guide-7' })],
  'video.shared': [
    example('video.shared', { ...act, video: 'video-41', title: 'Opening of a lesson on slope' }),
  ],
  'feedback.given': [example('feedback.given', { ...act, video: 'video-41', seconds: 73.5 })],
  'meeting.held': [
    example('meeting.held', {
      ...act,
      meeting: 'meeting-19',
      kind: 'hybrid',
      title: 'Looking at student work together',
      minutes: 50,
    }),
  ],
  'meeting.attended': [
    example('meeting.attended', { ...act, meeting: 'meeting-19', kind: 'virtual', minutes: 47.5 }),
  ],
  'coaching.requested': [
    example('coaching.requested', { ...act, coach: 'grace' }),
    example('coaching.requested', act, { id: 'example-coaching.requested-minimal' }),
  ],
  'coaching.held': [example('coaching.held', { ...act, coach: 'grace', minutes: 30 })],
  'challenge.suggested': [
    example('challenge.suggested', {
      ...act,
      challenge: 'challenge-4',
      title: 'Half of grade 8 cannot place a fraction on the number line',
    }),
  ],
  'challenge.opened': [
    example('challenge.opened', {
      ...act,
      challenge: 'challenge-4',
      title: 'Half of grade 8 cannot place a fraction on the number line',
    }),
  ],
  'leadership.rotated': [
    example('leadership.rotated', { ...act, previous: 'grace' }),
    example('leadership.rotated', act, { id: 'example-leadership.rotated-minimal' }),
  ],
  'cycle.started': [
    example('cycle.started', {
      ...act,
      cycle: 'cycle-2',
      title: 'Fractions in grade 8',
      nextDueOn: '2026-03-13',
    }),
    example(
      'cycle.started',
      { ...act, cycle: 'cycle-3', title: 'Talk in the first five minutes' },
      { id: 'example-cycle.started-minimal' },
    ),
  ],
  'cycle.step-completed': [
    example('cycle.step-completed', { ...act, cycle: 'cycle-2', step: 3, nextDueOn: '2026-03-20' }),
    example(
      'cycle.step-completed',
      { ...act, cycle: 'cycle-2', step: 4 },
      { id: 'example-cycle.step-completed-minimal' },
    ),
  ],
  'cycle.completed': [
    example('cycle.completed', {
      ...act,
      cycle: 'cycle-2',
      title: 'Fractions in grade 8',
      members: ['ada', 'grace', 'emmy'],
    }),
  ],
  'goal.set': [
    example('goal.set', { ...act, goal: 'goal-5', dueOn: '2026-06-12' }),
    example('goal.set', { ...act, goal: 'goal-6' }, { id: 'example-goal.set-minimal' }),
  ],
  'goal.progressed': [example('goal.progressed', { ...act, goal: 'goal-5', percent: 60 })],
  'goal.met': [example('goal.met', { ...act, goal: 'goal-5' })],
  'credit.awarded': [
    example('credit.awarded', {
      member: 'ada',
      entry: 4,
      amount: 1.5,
      unit: 'hours',
      rule: 'inquiry-hours',
      period: '2026-Q1',
    }),
  ],
  'credit.revoked': [
    example('credit.revoked', {
      member: 'ada',
      entry: 5,
      corrects: 4,
      reason: 'The meeting was counted twice.',
    }),
  ],
  'badge.granted': [
    example('badge.granted', { member: 'ada', rule: 'first-cycle', period: 'ever', credential: CREDENTIAL }),
  ],
  'credential.issued': [
    example('credential.issued', { member: 'ada', credential: CREDENTIAL, rule: 'first-cycle' }),
  ],
  'credential.revoked': [
    example('credential.revoked', {
      member: 'ada',
      credential: CREDENTIAL,
      reason: 'Issued to the wrong member of the same name.',
    }),
  ],
  'credential.suspended': [
    example('credential.suspended', {
      member: 'ada',
      credential: CREDENTIAL,
      reason: 'The evidence is being looked at again.',
    }),
  ],
  'credential.reinstated': [
    example('credential.reinstated', {
      member: 'ada',
      credential: CREDENTIAL,
      reason: 'The evidence holds.',
    }),
  ],
  'member.address-changed': [
    example('member.address-changed', { member: 'ada', by: 'petra' }),
    example('member.address-changed', { member: 'ada' }, { id: 'example-member.address-changed-minimal' }),
  ],
  'award-batch.confirmed': [example('award-batch.confirmed', { member: 'ada', batch: 'batch-7', part: 3 })],
  'credit.reported': [example('credit.reported', { member: 'ada', report: 'report-9' })],
  'cycle.rescheduled': [
    example('cycle.rescheduled', { ...act, cycle: 'cycle-3', nextDueOn: '2026-03-20' }),
    example(
      'cycle.rescheduled',
      { ...act, cycle: 'cycle-3' },
      { id: 'example-cycle.rescheduled-taken-away' },
    ),
  ],
  'notice.published': [
    example('notice.published', { member: 'staff-1', notice: 'notice-7', communities: ['algebra-one'] }),
    example(
      'notice.published',
      { member: 'staff-1', notice: 'notice-8' },
      { id: 'example-notice.published-to-all' },
    ),
  ],
  'digest.requested': [
    example('digest.requested', {
      member: 'ada',
      by: 'staff-1',
      request: 'resend.1772434800000.1',
      kind: 'resend',
    }),
  ],
  'digest.sent': [
    example('digest.sent', {
      member: 'ada',
      from: '2026-02-23T07:00:00Z',
      until: '2026-03-02T07:00:00Z',
      items: 6,
    }),
  ],
  'mail.bounced': [example('mail.bounced', { member: 'ada', permanent: true })],
  'mail.complained': [example('mail.complained', { member: 'ada' })],
} as const satisfies { readonly [Name in EventName]: readonly [unknown, ...unknown[]] };
