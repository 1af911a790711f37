/** What a digest says, in English; the other languages say the same under the same keys. */
export const en = {
  heading:
    '{frequency, select, daily {Your daily digest} weekly {Your weekly digest} monthly {Your monthly digest} other {Your digest}}',
  period: 'Here is what happened in your communities from {from} to {until}.',
  moment: '{day} {hour, select, other {at}} {time}',
  introduction: 'A word from {by}, {community}',
  'subject-more': '{title} · {count, plural, one {# more} other {# more}}',

  'section-to-you': 'Said to you',
  'section-pinned': 'Picked by your facilitators',
  'section-next': 'What comes next for you',
  'section-unanswered': 'Questions waiting for an answer',
  'section-popular': 'What your colleagues discussed',
  'section-news': 'New in your communities',
  'section-earned': 'What was earned',

  topic: 'New topic by {people}',
  'topic-replies': 'New topic and {count, plural, one {# reply} other {# replies}} by {people}',
  'topic-replies-or-more':
    'New topic and {count, plural, one {# or more replies} other {# or more replies}} by {people}',
  replies: '{count, plural, one {# reply} other {# replies}} by {people}',
  'replies-or-more': '{count, plural, one {# or more replies} other {# or more replies}} by {people}',
  by: 'By {people}',
  shared: 'Shared by {people}',
  opened: 'Opened by {people}',
  joined: '{count, plural, one {# new member} other {# new members}}: {people}',
  lasted: '{minutes, plural, one {# minute} other {# minutes}}',
  'keep-badge': 'A badge you can keep and share',
  done: '{percent} done',
  amount: '{amount} {unit}',
  'unit-hours': '{count, plural, one {# hour} other {# hours}}',
  'unit-ceu': '{count, plural, one {# CEU} other {# CEU}}',
  'unit-cpe': '{count, plural, one {# CPE credit} other {# CPE credits}}',
  'credited-together': '{count, plural, one {# entry} other {# entries}} in your record of credit',
  'in-all': '{credit} in all',
  'credited-meeting':
    '{minutes, plural, one {# minute} other {# minutes}} of a meeting of {community}, under {program}',
  somebody: 'a member',
  others: '{count, plural, one {# other} other {# others}}',

  mention: 'Mentions you',
  'reply-to-you': '{count, plural, one {A reply to you} other {Replies to you}}',
  pinned: 'Picked by the facilitator',
  'new-topic': 'A new topic',
  discussion: 'A discussion that goes on',
  'next-step': 'Step {step} of {steps}',
  'next-step-due': 'Step {step} of {steps}, due on {day}',
  'next-step-overdue': 'Step {step} of {steps}, was due on {day}',
  goal: 'Your goal',
  'goal-due': 'Your goal, to be met by {day}',
  'goal-overdue': 'Your goal, was to be met by {day}',
  unanswered:
    '{days, plural, =0 {Not answered yet} one {Unanswered for # day} other {Unanswered for # days}}',
  popular: '{count, plural, one {# person wrote in it} other {# people wrote in it}}',
  'new-members': '{count, plural, one {Somebody joined} other {People joined}}',
  resource: 'A new resource',
  video: 'A new video',
  challenge: 'A new challenge',
  meeting: 'A meeting was held',
  badge: 'You earned it',
  credit: 'Added to your record',
  correction: 'A correction of your record',

  'step-1': 'Review data and identify a problem',
  'step-2': 'Study and discuss it',
  'step-3': 'Select strategies',
  'step-4': 'Plan, with a metric of success',
  'step-5': 'Implement, and record successes and challenges',
  'step-6': 'Analyse the outcomes',
  'step-7': 'Reflect and modify',

  more: 'And {count, plural, one {# more post} other {# more posts}} in {community}',
  'more-or-more':
    'And {count, plural, one {# or more other posts} other {# or more other posts}} in {community}',
  'more-unknown': 'More in {community}',
  elsewhere:
    'And {count, plural, one {# more post} other {# more posts}} in {communities, plural, one {# other community} other {# other communities}}',
  'elsewhere-or-more':
    'And {count, plural, one {# or more other posts} other {# or more other posts}} in {communities, plural, one {# other community} other {# other communities}}',
  action: 'Go to your communities',

  'footer-reason':
    'You get this mail because you are a member of {organization} and chose {frequency, select, daily {a daily digest} weekly {a weekly digest} monthly {a monthly digest} other {a digest}}.',
  'footer-preferences': 'Choose what you are mailed, and when',
  'footer-unsubscribe': 'Stop these digests',
} as const;

/** The name of a message of a digest. */
export type DigestKey = keyof typeof en;

/** All messages of a digest in one language; a missing one is an error of types. */
export type DigestWords = Readonly<Record<DigestKey, string>>;
