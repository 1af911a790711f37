import { escapeHtml } from '../mail/html.ts';
import { linksAt } from '../mail/links.ts';
import { listHeaders, senderOf } from '../mail/list-headers.ts';
import { noteMailId } from '../mail/mail-id.ts';
import { onBehalfOf } from '../mail/mail-route.ts';
import { oneLine } from '../mail/plain.ts';
import { renderMail } from '../mail/render-mail.ts';
import { sha256Hex } from '../platform/ids.ts';
import type { BulkMail } from '../platform/mail-port.ts';
import { composeNoteMail, type NoteMail } from './compose-note.ts';
import type { NotePlace } from './note-mail.ts';
import type { Note } from './note-model.ts';

/** Somebody who is told of a notice. */
export interface NoticeReader {
  readonly note: Note;
  readonly name: string;
  readonly email: string;
  readonly unsubscribeToken: string;
}

/**
 * What stands in the rendered body where a place of the template comes. Made from the tokens of all readers, which
 * nobody knows but each of them their own: whoever writes a notice cannot write it, and so cannot have what is a
 * reader's own put into a text or an address of theirs.
 */
const standIns = (readers: readonly NoticeReader[]) => {
  const of = (what: string): string =>
    sha256Hex(JSON.stringify([what, ...readers.map(({ unsubscribeToken }) => unsubscribeToken)])).slice(
      0,
      32,
    );
  return { name: of('name'), token: of('token') };
};

/** Two braces would open a place of the template, whoever wrote them; a space between them opens none. */
const closed = (part: string): string => part.replace(/\{(?=\{)/g, '{ ');

const withPlaces = (part: string, standIn: ReturnType<typeof standIns>, name: string): string =>
  closed(part).replaceAll(standIn.name, `{{${name}}}`).replaceAll(standIn.token, '{{token}}');

/**
 * One mail of a notice to many readers of one language: the body once, with places for the name and the token, which
 * are all that differs. The name is escaped for the HTML part; a token needs no escaping in either.
 *
 * @param readers - at least one, and at most what one call takes.
 */
export const noticeBulk = (
  shared: Pick<NoteMail, 'organization' | 'language'> & Pick<NoteMail['told'][number], 'facts'>,
  readers: readonly [NoticeReader, ...NoticeReader[]],
  place: NotePlace,
): BulkMail => {
  const { organization, language, facts } = shared;
  const standIn = standIns(readers);
  const document = composeNoteMail({
    told: [{ note: readers[0].note, facts }],
    more: 0,
    wasHeld: false,
    name: standIn.name,
    organization,
    language,
    links: linksAt(place.publicUrl),
    unsubscribeToken: standIn.token,
    canAnswer: false,
  });
  const { html, text } = renderMail(document);
  return {
    ...onBehalfOf(organization),
    from: senderOf(organization.name, place.mailFrom),
    template: {
      subject: closed(document.subject),
      html: withPlaces(html, standIn, 'htmlName'),
      text: withPlaces(text, standIn, 'name'),
    },
    entries: readers.map(({ note, name, email, unsubscribeToken }) => ({
      to: email,
      values: { htmlName: escapeHtml(oneLine(name)), name: oneLine(name), token: unsubscribeToken },
      headers: listHeaders({
        list: note.kind,
        organization: note.organization,
        organizationName: organization.name,
        unsubscribeToken,
        ...place,
      }),
      tags: { organization: note.organization, member: note.member, mail: noteMailId(note.id) },
    })),
  };
};
