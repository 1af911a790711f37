import type { DigestClaim, SkipReason } from '../shared/digests/model.ts';
import type { DigestRequest } from '../shared/digests/request-model.ts';
import type { mailFates } from '../shared/mail/feedback.ts';

/** Why a digest was not sent. */
export const skipWords: Readonly<Record<SkipReason, string>> = {
  'nothing-new': 'there was nothing new to tell',
  'no-community': 'they belong to no community, and earned nothing',
  'member-gone': 'they were no longer there',
  refused: 'the mail service refused it for good',
  bounced: 'their address does not exist',
  complained: 'they reported a mail as unwanted',
  unreachable: 'several mails came back from their address',
};

type Fates = Readonly<Partial<Record<keyof typeof mailFates, string | undefined>>>;

/** What the mail service told of a mail, the weightiest first. */
const fateWords: readonly (readonly [keyof typeof mailFates, string])[] = [
  ['complainedAt', 'reported as unwanted'],
  ['bouncedAt', 'came back: the address does not exist'],
  ['returnedAt', 'came back undelivered'],
  ['rejectedAt', 'refused for what is in it'],
  ['openedAt', 'delivered and opened'],
  ['deliveredAt', 'delivered'],
  ['delayedAt', 'delayed on its way'],
];

/** What the mail service told of a mail, the weightiest alone, in a few words; undefined while it has told nothing. */
export const fateOf = (told: Fates): string | undefined =>
  fateWords.find(([name]) => told[name] !== undefined)?.[1];

/** What became of a digest, in a few words. */
export const outcomeOf = (claim: DigestClaim): string => {
  switch (claim.status) {
    case 'SENDING':
      return 'On its way';
    case 'IN_DOUBT':
      return 'Perhaps sent: somebody has to find out';
    case 'RETURNED':
      return claim.resolvedBy === undefined ? 'Not sent yet: it will be tried again' : 'Did not arrive';
    case 'SUPPRESSED':
      return `Not sent: ${claim.skip === undefined ? (claim.reason ?? 'it is not known why') : skipWords[claim.skip]}`;
    case 'SENT': {
      const fate = fateOf(claim);
      return fate === undefined ? 'Sent' : `Sent, and ${fate}`;
    }
  }
};

/** What became of a request of staff. */
export const requestWords = ({ status, because }: DigestRequest): string =>
  ({
    ASKED: 'on its way',
    SENDING: 'on its way',
    SENT: 'sent',
    NOT_SENT: `not sent: ${because ?? 'it is not known why'}`,
    IN_DOUBT: 'perhaps sent, and perhaps not',
  })[status];
