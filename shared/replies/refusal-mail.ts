import type { Organization } from '../communities/model.ts';
import { MAX_BODY } from '../discussions/model.ts';
import { brandOf } from '../mail/brand.ts';
import type { MailDocument } from '../mail/document.ts';
import type { Language } from '../mail/language.ts';
import { linksAt } from '../mail/links.ts';
import { senderOf } from '../mail/list-headers.ts';
import { onBehalfOf } from '../mail/mail-route.ts';
import { clip, isolated, oneLine } from '../mail/plain.ts';
import { fitsMail, renderMail } from '../mail/render-mail.ts';
import { frameSayings } from '../mail/sayings-frame.ts';
import { repliesSayings } from '../mail/sayings-replies.ts';
import type { Member } from '../members/model.ts';
import type { Mail, OutgoingHeader } from '../platform/mail-port.ts';
import type { Refusal, Unposted } from './decide-reply.ts';
import { type GivenBack, giveBack } from './given-back.ts';
import type { IncomingMail } from './incoming-mail.ts';
import { ADDRESS_SECONDS, KEPT_DAYS, MOST_POSTS, type ReplyAddress } from './model.ts';

const DAY_SECONDS = 24 * 60 * 60;

/** Longest subject that is repeated, in characters. */
const SUBJECT = 150;

/** Why an answer was refused, and to whom that is said. */
export interface RefusalNews extends Unposted {
  readonly because: Refusal;
  readonly mail: Pick<IncomingMail, 'subject' | 'messageId'>;
  readonly address: ReplyAddress;
  readonly member: Member;
  readonly organization: Organization;
  readonly language: Language;
  /** The capability in the member's links, as in every mail: no sign-in. Who has none chooses on their own page. */
  readonly unsubscribeToken: string | undefined;
  readonly publicUrl: string;
  readonly mailFrom: string;
}

/** Why an answer was refused, in words. */
const whyOf = ({ because, language }: RefusalNews): string =>
  repliesSayings(language)(because, {
    most: because === 'too-many' ? MOST_POSTS : MAX_BODY,
    days: ADDRESS_SECONDS / DAY_SECONDS,
  });

/** Where what they wrote is, of which a mail gives so much back. */
const whereOf = ({ language, wholeRead }: RefusalNews, missing: number): string => {
  const key = !wholeRead ? 'unread' : missing === 0 ? 'kept' : 'cut';
  return repliesSayings(language)(key, { missing, days: KEPT_DAYS });
};

const documentOf = (news: RefusalNews, given: GivenBack): MailDocument => {
  const { because, mail, address, member, organization, language, publicUrl, unsubscribeToken } = news;
  const say = repliesSayings(language);
  const links = linksAt(publicUrl);
  const missing = news.missing + given.missing;
  const settings = unsubscribeToken === undefined ? links.settings : links.preferences(unsubscribeToken);
  const topic = links.topic(address.community, address.topic);
  return {
    language,
    brand: brandOf(organization),
    subject: say('subject', { subject: isolated(language, clip(mail.subject, SUBJECT)) || '…' }),
    preheader: say('preheader'),
    heading: say('heading'),
    greeting: frameSayings(language)('greeting', {
      name: isolated(language, oneLine(member.name)),
    }),
    paragraphs: [whyOf(news)],
    sections:
      given.paragraphs.length === 0
        ? []
        : [
            {
              heading: say('yours'),
              paragraphs: [whereOf(news, missing), ...given.paragraphs],
              entries: [],
            },
          ],
    more: [],
    action: because === 'left' || because === 'topic-gone' ? undefined : { text: say('open'), url: topic },
    footer: {
      reason: say('why', { organization: isolated(language, oneLine(organization.name)) }),
      links: [{ text: say('settings'), url: settings }],
    },
  };
};

/** Which mail is answered (RFC 5322 §3.6.4), where its identifier can stand in a header as it is. */
const answering = (messageId: string | undefined): OutgoingHeader[] =>
  messageId !== undefined && /^<[!-;=?-~]{3,600}>$/.test(messageId)
    ? [
        { name: 'In-Reply-To', value: messageId },
        { name: 'References', value: messageId },
      ]
    : [];

/** A mail, and whether all that its reader wrote is in it. */
export interface RefusalMail {
  readonly mail: Mail;
  readonly isWhole: boolean;
}

/**
 * The mail that tells a member why their answer was not posted, with as much of what they wrote as fits. It says of itself that a program
 * answers (RFC 3834 §3.1.7), so that no other program answers it, and names no address to answer to but the sender.
 */
export const refusalMail = (news: RefusalNews): RefusalMail => {
  const { organization, member, mailFrom, mail } = news;
  const given = giveBack(news.text, (some) => fitsMail(documentOf(news, some)));
  const document = documentOf(news, given);
  return {
    isWhole: news.wholeRead && news.missing + given.missing === 0,
    mail: {
      ...onBehalfOf(organization),
      from: senderOf(organization.name, mailFrom),
      to: member.email,
      subject: document.subject,
      ...renderMail(document),
      headers: [
        { name: 'Auto-Submitted', value: 'auto-replied' },
        { name: 'X-Auto-Response-Suppress', value: 'All' },
        ...answering(mail.messageId),
      ],
      tags: { organization: organization.organization, member: member.member },
    },
  };
};
