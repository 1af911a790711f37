/** What the pages of a member's choices of mail say, in English; the other languages say the same under the same keys. */
export const en = {
  title: 'Your mail',
  skip: 'Skip to the content',
  lead: 'One digest for all your communities, and mail at once for what cannot wait. Where there is nothing to tell, no mail comes.',
  'by-link':
    'This page is opened by the link in your mail alone. Whoever you forward such a mail to can change what is chosen here.',
  foot: 'Mail of {organization}, sent with Colloquy.',
  'foot-site': 'Mail sent with Colloquy.',

  saved: 'Saved.',
  next: 'Your next digest comes on {when}.',
  'no-digest': 'You get no digest at present.',
  held: 'No mail is sent to you at present.',
  'held-bounced':
    'Your address does not exist, says whoever keeps your mailbox. Ask the staff of your organization to correct it. What you choose here is kept, and counts once mail is sent to you again.',
  'held-complained':
    'A mail of ours was reported as unwanted from your mailbox. If you want our mail, ask the staff of your organization to let it be sent to you again. What you choose here is kept, and counts from then on.',
  'held-unreachable':
    'Several mails came back of late: your mailbox may be full. Make room in it; we try again by ourselves in some days, and the staff of your organization can have it tried sooner.',

  digest: 'The digest',
  'how-often': 'How often',
  daily: 'Every day',
  weekly: 'Once a week',
  monthly: 'Once a month',
  none: 'Never',
  weekday: 'Day, if weekly',
  monthday: 'Day, if monthly',
  'or-last': '{day}, or the last',
  hour: 'Time of day',
  'time-zone': 'Time zone',
  'time-zone-hint': 'All times on this site are told in it.',
  language: 'Language of your mail',
  'as-organization': 'As my organization',
  communities: 'What is told of your communities',
  'no-community': 'You are in no community yet.',
  everything: 'Everything',
  mentions: 'Only mentions of me and replies to me',
  muted: 'Nothing',
  'at-once': 'Mail at once',
  'at-once-text': 'What cannot wait for the digest. Untick what you do not want.',
  'kind-reply': 'Replies to me',
  'kind-mention': 'Mentions of me',
  'kind-coaching': 'Requests for coaching',
  'kind-deadline': 'Deadlines of my cycles, the day before',
  'kind-notice': 'Urgent notices by staff',
  quiet: 'Quiet hours',
  'quiet-text':
    'What would come in these hours, of your own time zone, waits until they are over. They may go over midnight.',
  'quiet-from': 'Quiet from',
  'quiet-until': 'Quiet until',
  'no-quiet': 'No quiet hours',
  'choose-one': 'Choose one',
  save: 'Save',

  'error-title': 'Nothing was saved yet. Please look at this again:',
  'error-line': '{field}: {message}',
  'error-choose': 'Choose one of those on the list.',
  'error-frequency': 'Choose how often your digest comes.',
  'error-quiet-until': 'Choose when your quiet hours end, or that there are none.',
  'error-quiet-from': 'Choose when your quiet hours begin, or that there are none.',
  'error-quiet-same': 'Choose an end that is not the beginning: the whole day cannot be quiet.',

  'mails-reply': 'mails about replies to you',
  'mails-mention': 'mails about mentions of you',
  'mails-coaching': 'mails about requests for coaching',
  'mails-deadline': 'mails about deadlines of your cycles',
  'mails-notice': 'urgent notices by staff',
  'mails-notifications': 'mails about what cannot wait for the digest',
  'end-title': 'End this mail',
  'end-digests': 'End your digest?',
  'end-kind': 'End {mails}?',
  'end-digests-lead': 'No digest will come any more, from any of your communities.',
  'end-kind-lead': 'You will get no {mails} any more. Other mail goes on as it is.',
  'end-digests-button': 'End my digest',
  'end-kind-button': 'End these mails',
  instead: 'Choose what comes, and when, instead',
  'ended-title': 'Ended',
  'ended-digests': 'Your digest has ended',
  'ended-kind': 'These mails have ended',
  'ended-before': 'You had ended this before, and nothing has changed.',
  'ended-digests-lead': 'No digests will be sent to you. One that is on its way already may still arrive.',
  'ended-kind-lead': 'No {mails} will be sent to you. One that is on its way already may still arrive.',
  undo: 'Undo: go on sending them',
  'undo-digests':
    'Undo: {frequency, select, daily {every day} monthly {once a month} other {once a week}}, as before',
  all: 'All your choices of mail',
  'again-title': 'On again',
  'again-digests': 'Your digest comes again',
  'again-kind': 'These mails come again',
  'again-digests-lead':
    'Nothing of the time between is lost: the next one goes on where the last one ended. Had it been off for more than thirty days, it tells of what happens from now on.',
  'again-kind-lead': 'You will get {mails} again.',

  'feed-title': 'Read it in a feed reader',
  'feed-text':
    'A private feed (Atom) has what your digest would tell of the last seven days and you have not read yet, each with the reason why it is there.',
  'feed-secret':
    'Whoever has this address can read your feed. If somebody else got hold of it, renew it: the old address then opens nothing any more.',
  'feed-make': 'Make my private feed',
  'feed-renew': 'Renew the address',
  'feed-end': 'End my private feed',

  'unknown-title': 'This link opens nothing',
  unknown:
    'It belongs to no mail of ours, or to a test or a preview. It may have been cut short in the mail: copy all of it, or open the link of a later mail.',
} as const;

/** The name of a message of these pages. */
export type ChoicesKey = keyof typeof en;

/** All messages of these pages in one language; a missing one is an error of types. */
export type ChoicesWords = Readonly<Record<ChoicesKey, string>>;
