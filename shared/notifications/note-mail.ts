import type { Organization } from '../communities/model.ts';
import type { NotificationList } from '../digests/lists.ts';
import type { MailDocument } from '../mail/document.ts';
import { listHeaders, senderOf } from '../mail/list-headers.ts';
import { noteMailId } from '../mail/mail-id.ts';
import { onBehalfOf } from '../mail/mail-route.ts';
import { renderMail } from '../mail/render-mail.ts';
import { sha256Hex } from '../platform/ids.ts';
import type { Mail, OutgoingHeader } from '../platform/mail-port.ts';
import type { Note } from './note-model.ts';

/** Where the system is reached and whom its mail is from. */
export interface NotePlace {
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly mailFrom: string;
  /** Where the stage receives mail; empty or absent where it receives none. */
  readonly replyDomain?: string | undefined;
}

/**
 * What puts the mails of one discussion together in mail programs: all of them refer to one message that was never
 * sent (RFC 5322 §3.6.4), made from the topic and telling nothing of it.
 */
const threadHeaders = (about: Note['about'], organization: string, publicUrl: string): OutgoingHeader[] => {
  if (about.of !== 'post') return [];
  const name = sha256Hex(JSON.stringify([organization, about.community, about.topic])).slice(0, 32);
  const value = `<topic.${name}@${new URL(publicUrl).hostname}>`;
  return [
    { name: 'In-Reply-To', value },
    { name: 'References', value },
  ];
};

/** What a mail of notes is sent with. */
export interface NoteEnvelope {
  /** Whose mail it is. */
  readonly organization: Pick<Organization, 'organization' | 'name' | 'ownMail'>;
  readonly email: string;
  readonly unsubscribeToken: string;
  readonly place: NotePlace;
  /** Where an answer becomes a post. */
  readonly replyTo?: string | undefined;
  /** True where it tells one note alone. */
  readonly isOne: boolean;
  /** The list that it is of; its note's kind where absent. */
  readonly list?: NotificationList;
}

/** The mail that carries what a document says, in the name of a note, with the headers that end its list in one click. */
export const noteMail = (
  document: MailDocument,
  { organization, member, id, kind, about }: Note,
  { organization: of, email, unsubscribeToken, place, replyTo, isOne, list = kind }: NoteEnvelope,
): Mail => ({
  ...onBehalfOf(of),
  from: senderOf(of.name, place.mailFrom),
  to: email,
  subject: document.subject,
  ...renderMail(document),
  ...(replyTo !== undefined && { replyTo }),
  headers: [
    ...listHeaders({ list, organization, organizationName: of.name, unsubscribeToken, ...place }),
    ...(isOne ? threadHeaders(about, organization, place.publicUrl) : []),
  ],
  tags: { organization, member, mail: noteMailId(id) },
});
